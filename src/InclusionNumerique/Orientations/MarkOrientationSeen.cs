using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>The sender has read the news of one orientation.</summary>
public sealed class MarkOrientationSeen(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(MarkOrientationSeen)))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var count = await db.Orientations.Where(o => o.Id == form.Id && o.SenderId == actor.Id && o.NewsAt != null && (o.NewsSeenAt == null || o.NewsSeenAt < o.NewsAt))
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.NewsSeenAt, now), cancellation);
        if (count == 0)
        {
            return await db.Orientations.AnyAsync(o => o.Id == form.Id && o.SenderId == actor.Id, cancellation) ? Outcome.Done : Outcome.Forbidden;
        }

        db.Audit(actor, now, nameof(MarkOrientationSeen), nameof(Orientation), form.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
