using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>Asks the three questions of somebody who waits already; the decision may send them elsewhere.</summary>
public sealed class TriageVisit(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; }

        public TriageForm Triage { get; set; } = new();
    }

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.MoveAsync(
        clock, nameof(TriageVisit), form.VisitId, actor, (db, visit, now) => ChangeAsync(db, visit, now, form.Triage, actor, cancellation), null, cancellation);

    private static async Task<Outcome?> ChangeAsync(InclusionDb db, Visit visit, DateTimeOffset now, TriageForm form, Actor actor, CancellationToken cancellation)
    {
        if (visit.State != VisitState.Waiting)
        {
            return Outcome.Refused("", "Cette personne n’attend plus : quelqu’un vient de s’en occuper.");
        }

        var (row, refusals) = await form.ToRowAsync(db, visit.Id, actor.Id, now, cancellation);
        if (row is null)
        {
            return Outcome.From(refusals);
        }

        if (await db.Triages.SingleOrDefaultAsync(t => t.VisitId == visit.Id, cancellation) is { } former)
        {
            db.Entry(former).CurrentValues.SetValues(row);
        }
        else
        {
            db.Triages.Add(row);
        }

        Apply(visit, row, now);
        return null;
    }

    /// <summary>What the answers change for the visit: urgency, autonomy, and whether it waits here.</summary>
    internal static void Apply(Visit visit, Triage triage, DateTimeOffset now)
    {
        visit.Facts = visit.Facts with { Autonomy = triage.Autonomy ?? visit.Facts.Autonomy };
        if (triage.Urgency is Urgency.Deadline or Urgency.RightCutOff && visit.Priority != Priority.Urgent)
        {
            (visit.Priority, visit.UrgentReason) = (Priority.Urgent, triage.Urgency.Value.Label());
        }

        if (triage.Decision != Direction.DigitalSpace)
        {
            visit.Enter(VisitState.SentElsewhere, now);
        }
    }
}
