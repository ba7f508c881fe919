using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Something to do is done; or is to do again.</summary>
public sealed class CloseFollowUp(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, bool IsDone = true);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var followUp = await db.FollowUps.SingleOrDefaultAsync(f => f.Id == form.Id, cancellation);
        if (followUp is null || await db.FindVisitorAsync(nameof(CloseFollowUp), followUp.VisitorId, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        if (followUp.DoneAt is not null == form.IsDone)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        (followUp.DoneAt, followUp.DoneById) = form.IsDone ? (now, actor.Id) : ((DateTimeOffset?)null, (Guid?)null);
        db.Audit(actor, now, nameof(CloseFollowUp), nameof(Visitor), visitor.Id, visitor.SiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
