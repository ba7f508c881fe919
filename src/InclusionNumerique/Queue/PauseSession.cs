using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>The person fetches a document or works alone: the mediator may receive somebody else meanwhile.</summary>
public sealed class PauseSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid VisitId);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.MoveAsync(
        clock, nameof(PauseSession), form.VisitId, actor, (_, visit, now) => Task.FromResult(Change(visit, now, actor)), null, cancellation);

    private static Outcome? Change(Visit visit, DateTimeOffset now, Actor actor)
    {
        if (visit.State == VisitState.Paused)
        {
            return Outcome.Done;
        }

        if (visit.State != VisitState.InSession || visit.MediatorId != actor.Id)
        {
            return Outcome.Refused("", "Seul un accompagnement que vous menez peut être mis en pause.");
        }

        visit.Enter(VisitState.Paused, now);
        return null;
    }
}
