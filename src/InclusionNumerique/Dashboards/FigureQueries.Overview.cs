using System.Data;
using InclusionNumerique.Access;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

public sealed partial class FigureQueries
{
    /// <summary>The periods under way at one site, or at all that the actor may see; null when that is none.</summary>
    public async Task<FigureOverview?> OverviewAsync(int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("FigureQueries.OverviewAsync");
        if (reach == Reach.None)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sites = await db.Sites.Where(s => (siteId == null || s.Id == siteId) && (reach == Reach.All || actor.SiteIds.Contains(s.Id))).Select(s => s.Id).ToArrayAsync(cancellation);
        if (sites.Length == 0)
        {
            return null;
        }

        Task<List<T>> RowsAsync<T>(string sql, (DateOnly[] First, DateOnly[] Last) days) => db.Database.SqlQueryRaw<T>(sql, sites, days.First, days.Last).ToListAsync(cancellation);
        var composer = new OverviewComposer(clock.Today());
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await db.Database.ExecuteSqlRawAsync(FigureSql.PlannedOnce, cancellation);
        return composer.Compose(await RowsAsync<OverviewRow>(OverviewSql.Facts, composer.Stretches), await RowsAsync<OverviewPeople>(OverviewSql.People(sites.Length, siteId is null && reach == Reach.All), composer.Periods));
    }
}
