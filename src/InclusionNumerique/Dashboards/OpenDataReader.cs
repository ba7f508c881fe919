using System.Data;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

public enum OpenDataSpan
{
    Month,
    Quarter,
    Year,
}

/// <summary>One number of the open data.</summary>
/// <param name="Site">Empty: all sites.</param>
public sealed record OpenDataRow(string Table, string Line, string Unit, OpenDataSpan Span, DateOnly From, DateOnly To, string Site, Figure Count);

/// <summary>Figures for everybody, of years that are over: exactly what is answered beyond the team, by the same rule, so that the two tell no more together than apart (decision 28).</summary>
public sealed class OpenDataReader(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const string FirstDay = """SELECT least((SELECT min(start) FROM figure_counts WHERE grain = 2), (SELECT min(day) FROM stale_days)) AS "Value" """;

    private static readonly string[] Weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var last = clock.Today().Year - 1;
        return await db.Database.SqlQueryRaw<DateOnly?>(FirstDay).SingleAsync(cancellation) is { } day && day.Year <= last ? [.. Enumerable.Range(day.Year, last - day.Year + 1).Reverse()] : [];
    }

    /// <summary>Empty for a year that is not over, or without a visit.</summary>
    public async Task<IReadOnlyList<OpenDataRow>> YearAsync(int year, CancellationToken cancellation = default)
    {
        if (year >= clock.Today().Year || year < 2000)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var names = await db.Database.SqlQueryRaw<NameRow>(FigureQueries.Names).ToListAsync(cancellation);
        int[] house = [.. names.Where(n => n.Dimension == (int)Dimension.Site).Select(n => n.Key)];
        var rows = await db.Database.SqlQueryRaw<OutsideRow>(OutsideYear.Sql, house, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).ToListAsync(cancellation);
        return rows.Count == 0 ? [] : Compose(year, new OutsideYear(year, OutsideFrame.WholeYear(house), rows, names), rows, names);
    }

    private static List<OpenDataRow> Compose(int year, OutsideYear figures, IReadOnlyList<OutsideRow> rows, IReadOnlyList<NameRow> names)
    {
        var counted = rows.Select(r => ((Dimension)r.Dimension, r.Key)).ToHashSet();
        var specs = TableSpec.All(names, (dimension, key) => counted.Contains((dimension, key)));
        var visited = rows.Select(r => r.SiteId).ToHashSet();
        (int Place, OpenDataSpan Span, DateOnly From, int Months, string Site)[] places =
        [
            (OutsideFrame.Year, OpenDataSpan.Year, new(year, 1, 1), 12, ""),
            .. Enumerable.Range(0, 4).Select(q => (OutsideFrame.QuarterOf((q * 3) + 1), OpenDataSpan.Quarter, new DateOnly(year, (q * 3) + 1, 1), 3, "")),
            .. Enumerable.Range(1, 12).Select(m => (m, OpenDataSpan.Month, new DateOnly(year, m, 1), 1, "")),
            .. names.Where(n => n.Dimension == (int)Dimension.Site && (n.IsActive || visited.Contains(n.Key)))
                .Select(n => (OutsideFrame.Site(n.Key), OpenDataSpan.Year, new DateOnly(year, 1, 1), 12, n.Label)),
        ];
        List<OpenDataRow> all = [];
        foreach (var (place, span, from, months, site) in places)
        {
            void Add(string table, string line, string unit, Figure count) => all.Add(new(table, line, unit, span, from, from.AddMonths(months).AddDays(-1), site, count));
            Add("Ensemble", "Visites", "visites", figures.Visits(place));
            Add("Ensemble", "Accompagnements", "accompagnements", figures.Sessions(place));
            Add("Ensemble", "Demandes", "demandes", figures.Requests(place));
            foreach (var halfDay in Enumerable.Range(2, 14))
            {
                Add("Visites par demi-journée", $"{Weekdays[(halfDay / 2) - 1]} {(halfDay % 2 == 0 ? "matin" : "après-midi")}", "visites", figures[Dimension.HalfDay, halfDay, place]);
            }

            foreach (var spec in specs.Where(s => figures.Has(s.Dimension)))
            {
                spec.Lines.ToList().ForEach(l => Add(spec.Title, l.Label, spec.Unit, figures[spec.Dimension, l.Key, place]));
            }
        }

        return all;
    }
}
