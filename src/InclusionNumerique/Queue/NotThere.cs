using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>The person who was called is not there: waits again with the same turn; after three calls, only an explicit call brings them back.</summary>
public sealed class NotThere(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const short CallsMost = 3;

    public sealed record Form(Guid VisitId);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.MoveAsync(
        clock, nameof(NotThere), form.VisitId, actor, (_, visit, now) => Task.FromResult(Change(visit, now)), null, cancellation);

    private static Outcome? Change(Visit visit, DateTimeOffset now)
    {
        if (visit.State is VisitState.Waiting or VisitState.NoAnswer)
        {
            return Outcome.Done;
        }

        if (visit.State != VisitState.Called)
        {
            return Outcome.Refused("", "Cette personne n’est plus appelée.");
        }

        visit.Calls++;
        visit.MediatorId = null;
        visit.Enter(visit.Calls >= CallsMost ? VisitState.NoAnswer : VisitState.Waiting, now);
        return null;
    }
}
