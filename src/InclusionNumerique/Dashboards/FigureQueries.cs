using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

public sealed class FigureQueries(IDbContextFactory<InclusionDb> factory)
{
    private const string Names = """
        SELECT 1 AS dimension, id AS key, short_name AS label, is_active, false AS is_priority, id AS position FROM sites
        UNION ALL SELECT 11, id, label, is_active, false, position FROM themes
        UNION ALL SELECT 12, id, label, is_active, false, position FROM organisations
        UNION ALL SELECT 13, id, label, is_active, false, position FROM failure_causes
        UNION ALL SELECT 8, id, label, is_active, is_priority, position FROM districts
        ORDER BY dimension, position, key
        """;

    /// <summary>The period's figures at one site, or at all that the actor may see; null when that is none.</summary>
    public async Task<FigureReport?> FiguresAsync(FigureFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("FigureQueries.FiguresAsync");
        if (reach == Reach.None)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var names = await db.Database.SqlQueryRaw<NameRow>(Names).ToListAsync(cancellation);
        var sites = names.Where(n => n.Dimension == (int)Dimension.Site
            && (reach == Reach.All || actor.SiteIds.Contains(n.Key))
            && (filter.SiteId is null || n.Key == filter.SiteId)).ToArray();
        if (sites.Length == 0)
        {
            return null;
        }

        int[] siteIds = [.. sites.Select(s => s.Key)];
        var now = await CountAsync(db, names, siteIds, filter.Period.From, filter.Period.To, filter.Period.Step, cancellation);
        var before = filter.Period.ComparedBy(filter.Comparison) is var (from, to)
            ? await CountAsync(db, names, siteIds, from, to, FigureStep.Month, cancellation)
            : null;
        return new FigureComposer(filter, names, sites, reach == Reach.All, now, before).Compose();
    }

    private static async Task<PeriodCounts> CountAsync(
        InclusionDb db, IReadOnlyList<NameRow> names, int[] sites, DateOnly from, DateOnly to, FigureStep step, CancellationToken cancellation)
    {
        var (start, end) = (ParisTime.StartOf(from), ParisTime.StartOf(to.AddDays(1)));
        var unit = step.ToString().ToLowerInvariant();
        var rows = await db.Database.SqlQueryRaw<CountRow>(FigureSql.Attendance, sites, from, to, unit).ToListAsync(cancellation);
        rows.AddRange(await db.Database.SqlQueryRaw<CountRow>(FigureSql.People, sites, from, to).ToListAsync(cancellation));
        rows.AddRange(await db.Database.SqlQueryRaw<CountRow>(FigureSql.Requests, sites, start, end).ToListAsync(cancellation));
        var minutes = await db.Database.SqlQueryRaw<MinutesRow>(FigureSql.Minutes, sites, start, end).ToListAsync(cancellation);
        var waiting = new WaitingRows(
            await db.Database.SqlQueryRaw<WaitRow>(WaitingSql.Waits, sites, from, to).ToListAsync(cancellation),
            await db.Database.SqlQueryRaw<HalfDayRow>(WaitingSql.HalfDays, sites, start, end).ToListAsync(cancellation),
            await db.Database.SqlQueryRaw<TriageRow>(WaitingSql.Triages, sites, from, to).ToListAsync(cancellation));
        return new PeriodCounts(from, to, rows, minutes, waiting, names);
    }
}
