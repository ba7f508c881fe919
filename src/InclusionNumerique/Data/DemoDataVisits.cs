using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>Makes the visits of any day. The same day, sites, seed and density give the same visits, whatever was asked before.</summary>
/// <param name="now">Nothing is later: of this day only what is over.</param>
/// <param name="density">1 for the house as it is; 7 as if seven people sat at each desk.</param>
internal sealed class DemoDataVisits(DemoDataHouse house, int seed, DateTimeOffset now, double density = 1)
{
    // A mediator greets the next person while a page loads or a printer runs.
    private const double ShareOfTimeTaken = 0.7;

    private static readonly (double, Origin)[] WalkInOrigins = [(91, Origin.WalkIn), (9, Origin.Orientation)];
    private static readonly (double, Origin)[] AppointmentOrigins = [(75, Origin.Appointment), (10, Origin.Orientation), (12, Origin.WalkIn), (3, Origin.Phone)];

    private static readonly string[] Notes =
    [
        "Reviendra avec son justificatif de domicile.", "Atelier messagerie proposé.", "Mot de passe choisi ensemble, noté par la personne sur son carnet.",
        "Dossier à reprendre au prochain rendez-vous.", "A refait seule la dernière étape.",
    ];

    private readonly DateOnly _today = DateOnly.FromDateTime(now.ToParis());
    private readonly DemoDataQueue _queue = new(house, now);

    public IReadOnlyList<Visit> On(DateOnly day) => Queued([.. Seen(day)], day);

    /// <summary>This day, with the people who have come in and are not seen yet at the desks that are open now.</summary>
    public IReadOnlyList<Visit> Today() => Queued([.. Seen(_today), .. Desks(_today).Where(d => IsOpenNow(d.Slot)).SelectMany(d => WaitingAt(d.Slot))], _today);

    public int CountOn(DateOnly day) => day >= _today ? Seen(day).Count() : Desks(day).Sum(d => DemoDataCalendar.Heads(d.Slot, day, RandomOf(d.Slot, day, d.Number)));

    private IEnumerable<Visit> Seen(DateOnly day) => Desks(day).SelectMany(d => At(d.Slot, day, d.Number));

    private List<Visit> Queued(List<Visit> visits, DateOnly day)
    {
        foreach (var site in visits.GroupBy(v => v.SiteId))
        {
            _queue.Fill(site, site.Key, day, new DemoDataRandom(seed, day.DayNumber, site.Key, 2));
        }

        return visits;
    }

    private IEnumerable<(DemoSlot Slot, int Number)> Desks(DateOnly day)
    {
        if (!DemoDataCalendar.IsOpen(day))
        {
            yield break;
        }

        foreach (var slot in DemoDataCalendar.Slots.Where(s => s.DayOfWeek == day.DayOfWeek && !DemoDataCalendar.IsAway(s.Account, day) && house.Sites.Any(i => i.Id == s.SiteId && i.OpenedOn <= day)))
        {
            var count = (int)density + (RandomOf(slot, day, -1).Chance(density % 1) ? 1 : 0);
            for (var number = 0; number < count; number++)
            {
                yield return (slot, number);
            }
        }
    }

    private DemoDataRandom RandomOf(DemoSlot slot, DateOnly day, int number) => new(seed, day.DayNumber, slot.Account, slot.IsAfternoon ? 1 : 0, number);

    private IEnumerable<Visit> At(DemoSlot slot, DateOnly day, int number)
    {
        var random = RandomOf(slot, day, number);
        var heads = DemoDataCalendar.Heads(slot, day, random);
        var opening = slot.OpensAt(day);
        var brief = slot.Kind == DemoSlotKind.WalkIn && random.Chance(0.2) ? 10 : 0;
        var free = opening;
        var arrivals = Enumerable.Range(0, heads).Select(i => opening.AddSeconds(SecondOfArrival(slot, i, heads, random))).Order().ToList();
        foreach (var (i, arrival) in arrivals.Index())
        {
            var isBrief = i < brief || random.Chance(slot.Kind == DemoSlotKind.DropIn ? 0.5 : 0.15);
            var visit = Passage(slot, arrival, ref free, opening.AddMinutes(slot.Minutes), isBrief, random);
            if (visit.Sessions is [{ } session] ? session.RecordedAt <= now : arrival.AddMinutes(45) <= now)
            {
                yield return visit;
            }
        }
    }

    // Walk-ins crowd at the door when it opens; the last ones come a quarter of an hour before it closes.
    private static double SecondOfArrival(DemoSlot slot, int index, int heads, DemoDataRandom random)
    {
        var share = slot.Kind == DemoSlotKind.Appointments
            ? (index + (0.4 * random.Unit())) / heads
            : random.Chance(0.5) ? Math.Min(random.Unit(), random.Unit()) : random.Unit();
        return Math.Floor(share * (slot.Minutes - 15) * 60);
    }

    private static Visit Passage(DemoSlot slot, DateTimeOffset arrival, ref DateTimeOffset free, DateTimeOffset closing, bool isBrief, DemoDataRandom random)
    {
        var start = arrival.AddSeconds(60 + random.Below(180));
        start = start > free ? start : free;
        var receptionist = DemoData.ReceptionistOf(slot.SiteId);
        var isLost = random.Chance((start - arrival).TotalMinutes switch { > 75 => 0.6, > 30 => 0.08, _ => 0.01 });
        var isAwaited = isLost || start >= closing || random.Chance(receptionist is null ? 0.3 : 0.75);
        var origin = random.Pick(slot.Kind == DemoSlotKind.Appointments ? AppointmentOrigins : WalkInOrigins);
        var facts = DemoDataPeople.Facts(slot.SiteId, isBrief, random);
        var arrivedAt = isAwaited ? arrival : start;
        var id = random.Id(arrivedAt);
        var session = Session(slot, id, start, origin, isBrief, random);
        var visit = new Visit
        {
            Id = id,
            SiteId = slot.SiteId,
            ArrivedAt = arrivedAt,
            Origin = origin,
            State = isLost ? VisitState.LeftUnseen : VisitState.Seen,
            RecordedById = DemoData.AccountId(isAwaited && receptionist is { } account ? account : slot.Account),
            RecordedAt = isAwaited ? arrivedAt : session.RecordedAt,
            Facts = facts,
            EligibleAt = isAwaited ? arrivedAt : null,
        };
        if (!isLost)
        {
            visit.Sessions.Add(session);
            free = start.AddSeconds(Math.Round(60 * session.Minutes * ShareOfTimeTaken));
        }

        return visit;
    }

    private static Session Session(DemoSlot slot, Guid visitId, DateTimeOffset start, Origin origin, bool isBrief, DemoDataRandom random)
    {
        var id = random.Id(start);
        var requests = DemoDataRequests.Of(id, start, slot.Kind, isBrief, random);
        var minutes = requests.Sum(r => r.Minutes!.Value);
        var session = new Session
        {
            Id = id,
            VisitId = visitId,
            SiteId = slot.SiteId,
            MediatorId = DemoData.AccountId(slot.Account),
            StartedAt = start,
            Minutes = minutes,
            Place = origin == Origin.Phone ? Place.Remote : Place.OnSite,
            Note = random.Chance(0.01) ? random.Pick(Notes) : null,
            RecordedAt = start.AddMinutes(minutes).AddSeconds(20 + random.Below(100)),
        };
        session.Requests.AddRange(requests);
        if (requests.Count == 1 || random.Chance(0.5))
        {
            requests.ForEach(r => r.Minutes = null);
        }

        return session;
    }

    private bool IsOpenNow(DemoSlot slot) => DemoDataCalendar.IsOpenAt(slot, now);

    private IEnumerable<Visit> WaitingAt(DemoSlot slot)
    {
        var random = RandomOf(slot, _today, -2);
        var since = Math.Min(40, (now - slot.OpensAt(_today)).TotalMinutes);
        for (var count = 2 + random.Below(3); count > 0; count--)
        {
            var arrival = now.AddSeconds(-Math.Floor(since * 60 * random.Unit()));
            yield return new Visit
            {
                Id = random.Id(arrival),
                SiteId = slot.SiteId,
                ArrivedAt = arrival,
                Origin = random.Pick(slot.Kind == DemoSlotKind.Appointments ? AppointmentOrigins : WalkInOrigins),
                State = VisitState.Waiting,
                RecordedById = DemoData.AccountId(DemoData.ReceptionistOf(slot.SiteId) ?? slot.Account),
                RecordedAt = arrival,
                EligibleAt = arrival,
                Facts = random.Chance(0.5) ? new VisitFacts() : DemoDataPeople.Facts(slot.SiteId, isBrief: true, random),
            };
        }
    }
}
