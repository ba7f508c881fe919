using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>The person sits down with the mediator: the wait is over. Also takes up a session that was paused.</summary>
public sealed class StartSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid VisitId);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.MoveAsync(
        clock, nameof(StartSession), form.VisitId, actor, (db, visit, now) => ChangeAsync(db, visit, now, actor, cancellation), null, cancellation);

    private static async Task<Outcome?> ChangeAsync(InclusionDb db, Visit visit, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var isOwn = visit.MediatorId == actor.Id;
        if (visit.State == VisitState.InSession && isOwn)
        {
            return Outcome.Done;
        }

        if (!(visit.State is VisitState.Waiting or VisitState.NoAnswer or VisitState.Paused || (visit.State == VisitState.Called && isOwn)))
        {
            return Outcome.Refused("", "Cette personne n’attend plus : quelqu’un d’autre vient de s’en occuper.");
        }

        visit.Enter(VisitState.InSession, now);
        visit.MediatorId = actor.Id;
        visit.WantedMediatorId = null;
        visit.SeenAt ??= now;
        await db.EnsurePresentAsync(actor.Id, visit.SiteId, now, cancellation);
        return null;
    }
}
