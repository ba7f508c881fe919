using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>What the queue keeps of the people who waited: number, rank, wait, triage, and what became of them.</summary>
internal sealed class DemoDataQueue(DemoDataHouse house, DateTimeOffset now)
{
    private static readonly string[] UrgentReasons = ["Droit coupé", "Échéance proche"];

    private readonly DateOnly _today = DateOnly.FromDateTime(now.ToParis());

    /// <summary>Numbers those who were noted on arrival.</summary>
    /// <param name="visits">Of that site and day.</param>
    public void Fill(IEnumerable<Visit> visits, int siteId, DateOnly day, DemoDataRandom random)
    {
        var last = house.Numbers.GetValueOrDefault((siteId, day));
        foreach (var (i, visit) in visits.Where(v => v.EligibleAt is not null).OrderBy(v => v.ArrivedAt).Index())
        {
            visit.Number = (short)(last + i + 1);
            Rank(visit, random);
            if (random.Chance(0.6))
            {
                Triage(visit, random);
            }

            // On the day itself the clock has closed nothing yet.
            if (visit.State == VisitState.Seen && day < _today && random.Chance(0.003))
            {
                visit.State = VisitState.ClosedAutomatically;
                visit.Sessions.Clear();
            }

            End(visit, day, random);
            if (day == _today)
            {
                visit.Steps.AddRange(StepsOf(visit));
            }
        }
    }

    private static void Rank(Visit visit, DemoDataRandom random)
    {
        var reason = random.Pick(UrgentReasons);
        if (random.Chance(0.04))
        {
            (visit.Priority, visit.UrgentReason) = (Priority.Urgent, reason);
        }
        else if (visit.Origin == Origin.Appointment)
        {
            visit.Priority = Priority.Appointment;
        }
    }

    private void Triage(Visit visit, DemoDataRandom random)
    {
        var triage = DemoDataTriage.Of(visit, house.Rules, random);
        triage.At = triage.At < now ? triage.At : now;
        if (triage.Decision != Direction.DigitalSpace)
        {
            // Who waited to the end, or waits still, was not sent elsewhere.
            if (visit.State != VisitState.Seen)
            {
                return;
            }

            visit.State = VisitState.SentElsewhere;
            visit.Sessions.Clear();
        }

        visit.Triage = triage;
        visit.Facts.Autonomy = triage.Autonomy ?? visit.Facts.Autonomy;
    }

    private static void End(Visit visit, DateOnly day, DemoDataRandom random)
    {
        var patience = random.Between(15, 45);
        if (visit is { State: VisitState.Seen, Sessions: [var session, ..] })
        {
            (visit.SeenAt, visit.MediatorId) = (session.StartedAt, session.MediatorId);
        }

        visit.StateSince = visit.State switch
        {
            VisitState.Seen => visit.Sessions[0].RecordedAt,
            VisitState.SentElsewhere => visit.Triage!.At,
            VisitState.LeftUnseen => visit.ArrivedAt.AddSeconds(Math.Floor(patience * 60)),
            VisitState.ClosedAutomatically => ParisTime.At(day, new TimeOnly(22, 0)),
            _ => visit.ArrivedAt,
        };
    }

    private static IEnumerable<VisitStep> StepsOf(Visit visit)
    {
        yield return Step(visit, VisitState.Waiting, visit.ArrivedAt, visit.RecordedById);
        if (visit.State == VisitState.Seen)
        {
            yield return Step(visit, VisitState.InSession, visit.SeenAt!.Value, visit.MediatorId);
        }

        if (visit.State != VisitState.Waiting)
        {
            yield return Step(visit, visit.State, visit.StateSince!.Value, visit.MediatorId ?? visit.RecordedById);
        }
    }

    private static VisitStep Step(Visit visit, VisitState state, DateTimeOffset at, Guid? byId) => new()
    {
        VisitId = visit.Id,
        At = at,
        State = state,
        SiteId = visit.SiteId,
        Number = visit.Number,
        Priority = visit.Priority,
        UrgentReason = visit.UrgentReason,
        MediatorId = state == VisitState.Waiting ? null : visit.MediatorId,
        SeenAt = state == VisitState.Waiting ? null : visit.SeenAt,
        ById = byId,
    };
}
