using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Ends the link to one's own calendar: what follows it learns no more.</summary>
public sealed class RevokeCalendarFeed(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RevokeCalendarFeed)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.CalendarFeeds.Where(f => f.MediatorId == actor.Id).ExecuteDeleteAsync(cancellation) > 0)
        {
            db.Audit(actor, clock.GetUtcNow(), nameof(RevokeCalendarFeed), nameof(Professional), actor.Id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
