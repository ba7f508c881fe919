using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Ends the actor's link to their own calendar.</summary>
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
            db.Audit(actor, clock.GetUtcNow(), nameof(RevokeCalendarFeed), nameof(CalendarFeed), actor.Id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
