using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>A person who waited has gone without being seen: an outcome to count, not a row to delete.</summary>
public sealed class LeaveUnseen(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="IsBack">The person was said to have left by mistake, or has come back: waits again, with the first arrival's turn.</param>
    public sealed record Form(Guid VisitId, bool IsBack = false, string? Reason = null);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) =>
        QueueMoves.CheckReason(nameof(form.Reason), form.Reason) is { Count: > 0 } refusals
            ? Outcome.From(refusals)
            : await factory.MoveAsync(clock, nameof(LeaveUnseen), form.VisitId, actor, (_, visit, now) => Task.FromResult(Change(visit, form.IsBack, now)), form.Reason, cancellation);

    private static Outcome? Change(Visit visit, bool isBack, DateTimeOffset now)
    {
        if (visit.State == (isBack ? VisitState.Waiting : VisitState.LeftUnseen))
        {
            return Outcome.Done;
        }

        if (visit.State is VisitState.Seen or VisitState.InSession or VisitState.Paused)
        {
            return Outcome.Refused("", "Cette personne a déjà été reçue.");
        }

        if (isBack)
        {
            visit.EnterQueue(now);
            visit.Calls = 0;
        }
        else
        {
            visit.Enter(VisitState.LeftUnseen, now);
        }

        return null;
    }
}
