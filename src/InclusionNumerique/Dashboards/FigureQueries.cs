using System.Data;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

public sealed class FigureQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    internal const string Names = """
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

        var isOutside = Outside.Is(actor, filter.SiteId);
        filter = isOutside ? Outside.Snap(filter, clock.Today()) : filter;
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
        var places = new CountedPlaces(names, siteIds, WithoutSite: reach == Reach.All && filter.SiteId is null);
        // One snapshot: no figure may know of a visit that another one does not.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        async Task<CountedPeriod> PeriodAsync(DateOnly from, DateOnly to, FigureStep step) => await CountAsync(
            db, places, from, to, step, isOutside ? await OutsideAsync(db, names, filter with { Period = new(filter.Period.Span, from, to) }, cancellation) : null, cancellation);
        var counted = await PeriodAsync(filter.Period.From, filter.Period.To, isOutside ? FigureStep.Month : filter.Period.Step);
        var before = filter.Period.ComparedBy(filter.Comparison) is var (from, to) ? await PeriodAsync(from, to, FigureStep.Month) : null;
        var slots = await db.Database.SqlQueryRaw<FirstSlotRow>(AppointmentSql.FirstSlots, siteIds, clock.GetUtcNow()).ToListAsync(cancellation);
        return new FigureComposer(filter, names, sites, reach == Reach.All, counted, before, new FirstSlots(slots, clock.Today())).Compose();
    }

    private async Task<CountedPeriod> CountAsync(InclusionDb db, CountedPlaces places, DateOnly from, DateOnly to, FigureStep step, OutsidePlace? outside, CancellationToken cancellation)
    {
        var (names, sites, withoutSite) = places;
        var (start, end) = (ParisTime.StartOf(from), ParisTime.StartOf(to.AddDays(1)));
        Task<List<T>> RowsAsync<T>(string sql, params object[] parameters) => db.Database.SqlQueryRaw<T>(sql, parameters).ToListAsync(cancellation);
        var facts = new PeriodFacts(
            await RowsAsync<FactRow>(FigureSql.Facts, sites, from, to), await RowsAsync<ColumnRow>(FigureSql.Columns, sites, from, to, step.ToString().ToLowerInvariant()));
        var people = await RowsAsync<PeopleRow>(PeopleFigures.Sql, sites, from, to);
        var appointments = new AppointmentRows(
            await RowsAsync<AppointmentCountRow>(AppointmentSql.Counts, sites, from, to),
            await RowsAsync<DelayRow>(AppointmentSql.Delays, sites, from, to),
            await RowsAsync<CoverageRow>(AppointmentSql.Coverage, sites, from, to));
        var orientations = new OrientationRows(
            await RowsAsync<OrientationRow>(OrientationSql.Counts, sites, start, end, withoutSite, clock.Today()),
            await RowsAsync<DelayRow>(OrientationSql.Delays, sites, start, end, withoutSite));
        return new CountedPeriod(new PeriodCounts(from, to, step, facts, names), people[0], appointments, orientations, outside);
    }

    private static async Task<OutsidePlace> OutsideAsync(InclusionDb db, IReadOnlyList<NameRow> names, FigureFilter filter, CancellationToken cancellation)
    {
        int[] house = [.. names.Where(n => n.Dimension == (int)Dimension.Site).Select(n => n.Key)];
        var (span, first, last) = filter.Period;
        var isYear = span == FigureSpan.Year;
        var place = filter.SiteId is { } site ? OutsideFrame.Site(site) : isYear ? OutsideFrame.Year : span == FigureSpan.Quarter ? OutsideFrame.QuarterOf(first.Month) : first.Month;
        var from = isYear ? first : new DateOnly(first.Year, OutsideFrame.MonthsOf(OutsideFrame.QuarterOf(first.Month)).First(), 1);
        var to = isYear ? last : from.AddMonths(3).AddDays(-1);
        Task<List<T>> RowsAsync<T>(string sql) => db.Database.SqlQueryRaw<T>(sql, house, from, to).ToListAsync(cancellation);
        var year = new OutsideYear(first.Year, isYear ? OutsideFrame.WholeYear(house) : OutsideFrame.OneQuarter(first.Month), await RowsAsync<OutsideRow>(OutsideYear.Sql), names);
        return new OutsidePlace(year, place, isYear ? (await RowsAsync<int>(OutsideYear.OfOneMediator)).ToHashSet() : []);
    }

    /// <param name="WithoutSite">What happened at no site counts too: whoever sent somebody on may work at none.</param>
    private sealed record CountedPlaces(IReadOnlyList<NameRow> Names, int[] Sites, bool WithoutSite);
}
