using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>Takes back the actor's last move of a person in the queue: the person stands where they stood before. A stored arrival or session is <see cref="UndoVisit"/>'s.</summary>
public sealed class UndoMove(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid VisitId);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.MoveAsync(
        clock, nameof(UndoMove), form.VisitId, actor, (db, visit, now) => ChangeAsync(db, visit, now, actor, cancellation), null, cancellation);

    private static async Task<Outcome?> ChangeAsync(InclusionDb db, Visit visit, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var steps = await db.VisitSteps.AsNoTracking().Where(s => s.VisitId == visit.Id).OrderByDescending(s => s.Id).Take(2).ToListAsync(cancellation);
        if (steps is not [var last, var before] || last.State == VisitState.Seen)
        {
            return Outcome.Refused("", "Il n’y a rien à annuler.");
        }

        if (last.ById != actor.Id)
        {
            return Outcome.Refused("", "Quelqu’un d’autre s’est occupé de cette personne entre-temps : rien n’a été annulé.");
        }

        if (now - last.At > UndoVisit.Delay + UndoVisit.Grace)
        {
            return Outcome.Refused("", "Le délai d’annulation est passé.");
        }

        (visit.State, visit.StateSince, visit.SiteId, visit.Number) = (before.State, before.At, before.SiteId, before.Number);
        (visit.Priority, visit.UrgentReason, visit.Calls, visit.SeenAt) = (before.Priority, before.UrgentReason, before.Calls, before.SeenAt);
        (visit.MediatorId, visit.WantedMediatorId) = (before.MediatorId, before.WantedMediatorId);
        return null;
    }
}
