using System.Data;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

public sealed partial class FigureQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    internal const string Names = """
        SELECT 1 AS dimension, id AS key, short_name AS label, is_active, false AS is_priority, id AS position FROM sites
        UNION ALL SELECT 11, id, label, is_active, false, position FROM themes
        UNION ALL SELECT 12, id, label, is_active, false, position FROM organisations
        UNION ALL SELECT 13, id, label, is_active, false, position FROM failure_causes
        UNION ALL SELECT 41, id, short_name, is_active, false, id FROM institutions
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
        var reached = names.Where(n => n.Dimension == (int)Dimension.Site && (reach == Reach.All || actor.SiteIds.Contains(n.Key))).ToArray();
        var sites = reached.Where(s => filter.SiteId is null || s.Key == filter.SiteId).ToArray();
        var beside = reached.SingleOrDefault(s => s.Key == filter.CompareSiteId);
        if (sites.Length == 0 || (filter.CompareSiteId is not null && (beside is null || filter.SiteId is null)))
        {
            return null;
        }

        int[] siteIds = [.. sites.Select(s => s.Key)];
        var places = new CountedPlaces(names, siteIds, DistrictsOf(filter, names), WithoutSite: reach == Reach.All && filter.SiteId is null);
        // One snapshot: no figure may know of a visit that another one does not.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await db.Database.ExecuteSqlRawAsync(FigureSql.PlannedOnce, cancellation);
        async Task<CountedPeriod> PeriodAsync(CountedPlaces where, DateOnly from, DateOnly to, FigureStep step) => await CountAsync(
            db, where, from, to, step, isOutside ? await OutsideAsync(db, names, filter with { Period = new(filter.Period.Span, from, to) }, cancellation) : null, cancellation);
        var counted = await PeriodAsync(places, filter.Period.From, filter.Period.To, isOutside ? FigureStep.Month : filter.Period.Step);
        var placesBeside = beside is null ? places : places with { Sites = [beside.Key], ShownAs = filter.SiteId };
        var before = filter.Beside is var (from, to) ? await PeriodAsync(placesBeside, from, to, isOutside ? FigureStep.Month : filter.StepBeside ?? FigureStep.Month) : null;
        var rows = isOutside ? new PeriodRows([], []) : await PeriodRowsAsync(db, filter, places, cancellation);
        var slots = await db.Database.SqlQueryRaw<FirstSlotRow>(AppointmentSql.FirstSlots, siteIds, clock.GetUtcNow()).ToListAsync(cancellation);
        var report = new FigureComposer(filter, names, sites, reach == Reach.All, counted, before, new FirstSlots(slots, clock.Today()), rows).Compose();
        return actor.May("IncidentQueries.FiguresAsync") ? report : report with { Incidents = null, IncidentsBefore = null };
    }

    private async Task<CountedPeriod> CountAsync(InclusionDb db, CountedPlaces counted, DateOnly from, DateOnly to, FigureStep step, OutsidePlace? outside, CancellationToken cancellation)
    {
        var (names, sites, districts, withoutSite, shownAs) = counted;
        // Another site's counts stand in the place of this one's. 0: of no site.
        int Place(int site) => site == 0 ? 0 : shownAs ?? site;
        var (start, end) = (ParisTime.StartOf(from), ParisTime.StartOf(to.AddDays(1)));
        Task<List<T>> RowsAsync<T>(string sql, params object[] parameters) => db.Database.SqlQueryRaw<T>(sql, parameters).ToListAsync(cancellation);
        var unit = step.ToString().ToLowerInvariant();
        int[] places = withoutSite ? [.. sites, 0] : sites;
        var facts = (await RowsAsync<FactRow>(FigureSql.Facts(districts), places, from, to, districts)).ConvertAll(f => f with { SiteId = Place(f.SiteId) });
        var visits = new PeriodFacts(
            facts, await RowsAsync<ColumnRow>(FigureSql.Columns(districts), sites, from, to, districts, unit), await RowsAsync<WaitCountRow>(FigureSql.Waits(districts), sites, from, to, districts, unit));
        var people = await RowsAsync<PeopleRow>(PeopleFigures.Sql(sites.Length, withoutSite, districts.Length > 0), sites, from, to, districts);
        var appointments = AppointmentRows.Of(
            facts, await RowsAsync<OverbookingRow>(AppointmentSql.Overbookings, sites, from, to),
            (await RowsAsync<CoverageRow>(AppointmentSql.Coverage, sites, from, to)).ConvertAll(c => c with { SiteId = Place(c.SiteId) }));
        var orientations = OrientationRows.Of(facts, names, await RowsAsync<PartnerNameRow>(OrientationRows.PartnerNames, OrientationRows.PartnersIn(facts)), clock.Today());
        var incidents = await RowsAsync<IncidentCounts>(FigureSql.Incidents, sites, start, end, clock.GetUtcNow());
        return new CountedPeriod(new PeriodCounts(from, to, step, visits, names), people[0], appointments, orientations, incidents[0], outside);
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

    private async Task<PeriodRows> PeriodRowsAsync(InclusionDb db, FigureFilter filter, CountedPlaces places, CancellationToken cancellation)
    {
        var (from, to) = (filter.Period.From, filter.Period.To);
        Task<List<T>> RowsAsync<T>(string sql, params object[] parameters) => db.Database.SqlQueryRaw<T>(sql, parameters).ToListAsync(cancellation);
        var load = filter.IsOfDistricts ? [] : await RowsAsync<LoadRow>(LoadSql.HalfDays, places.Sites, from, to, clock.GetUtcNow());
        var (dimension, key) = filter.OrganisationId is { } organisation ? (Dimension.Organisation, organisation) : (Dimension.Theme, filter.ThemeId ?? 0);
        return new(load, filter.OrganisationId is null && filter.ThemeId is null ? [] : await RowsAsync<ColumnRow>(
            FigureSql.Line(places.Districts), places.Sites, from, to, places.Districts, RequestComposer.StepOf(filter.Period).ToString().ToLowerInvariant(), (short)dimension, key));
    }

    // Empty: everybody counts. A number that no district has: nobody does.
    private static int[] DistrictsOf(FigureFilter filter, IReadOnlyList<NameRow> names) => filter switch
    {
        { DistrictId: { } id } => [id],
        { IsPriority: { } isPriority } => [-1, .. names.Where(n => n.Dimension == (int)Dimension.District && n.IsPriority == isPriority).Select(n => n.Key)],
        _ => [],
    };

    /// <param name="Districts">Whose people count; empty: all.</param>
    /// <param name="WithoutSite">What happened at no site counts too: whoever sent somebody on may work at none.</param>
    /// <param name="ShownAs">The site in whose place the counts stand; null: each in its own.</param>
    private sealed record CountedPlaces(IReadOnlyList<NameRow> Names, int[] Sites, int[] Districts, bool WithoutSite, int? ShownAs = null);
}
