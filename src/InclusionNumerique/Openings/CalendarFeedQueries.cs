using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

public sealed class CalendarFeedQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>Since when the actor has a link to their own calendar; null: there is none.</summary>
    public async Task<DateTimeOffset?> MineAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("CalendarFeedQueries.MineAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.CalendarFeeds.Where(f => f.MediatorId == actor.Id).Select(f => (DateTimeOffset?)f.CreatedAt).SingleOrDefaultAsync(cancellation);
    }
}
