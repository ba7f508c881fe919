namespace InclusionNumerique.Dashboards;

/// <summary>Where the house stands: the day, week, month and year under way, each beside the same point of the one before.</summary>
/// <param name="Lines">Counts of the periods, in their order.</param>
/// <param name="Waits">Minutes, in the same order.</param>
public sealed record FigureOverview(IReadOnlyList<OverviewPeriod> Periods, IReadOnlyList<OverviewLine> Lines, IReadOnlyList<WaitLine> Waits);

/// <param name="From">Of the days it is compared with.</param>
/// <param name="To">The last of them.</param>
public sealed record OverviewPeriod(string Label, FigurePeriod Period, DateOnly From, DateOnly To);

public sealed record OverviewLine(string Label, IReadOnlyList<Compared> Counts);

/// <summary>One count of the days between two bounds.</summary>
/// <param name="Part">Their place among the stretches asked for, from 1.</param>
/// <param name="Key">Of a visit its state, of a wait its minutes, else 0.</param>
internal sealed record OverviewRow(int Part, int Dimension, int Key, long Count);

/// <param name="Part">The period's place, from 1.</param>
internal sealed record OverviewPeople(int Part, long Count);

internal static class OverviewSql
{
    /// <summary>Sites, first days, last days.</summary>
    public const string Facts = """
        SELECT stretch.part::int AS part, f.dimension::int AS dimension, CASE f.dimension WHEN 5 THEN f.key WHEN 34 THEN f.key % 1440 ELSE 0 END AS key, sum(f.n)::bigint AS count
        FROM unnest({1}, {2}) WITH ORDINALITY AS stretch(first, last, part) CROSS JOIN LATERAL figures_between({0}, stretch.first, stretch.last, true, '{{5,18,19,34}}') AS f
        GROUP BY 1, 2, 3
        """;

    // Several sites of six: from the rows, as on the page.
    private const string PeopleOfRows = """
        SELECT period.part::int AS part, came.count FROM unnest({1}, {2}) WITH ORDINALITY AS period(first, last, part) CROSS JOIN LATERAL (
            SELECT count(*) AS count FROM (
                SELECT DISTINCT visitor_id FROM visits WHERE visitor_id IS NOT NULL AND removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN period.first AND period.last) AS person) AS came
        """;

    /// <summary>Sites, first days, last days. Who came in two stretches is one person: periods are counted whole.</summary>
    /// <param name="isAll">Every site of the house.</param>
    public static string People(int sites, bool isAll) => isAll ? PeopleOfCounts(Dimension.Person) : sites == 1 ? PeopleOfCounts(Dimension.PersonOfSite) : PeopleOfRows;

    private static string PeopleOfCounts(Dimension dimension) => $$$"""
        SELECT period.part::int AS part, coalesce(sum(f.n) FILTER (WHERE f.key < period.first - '2000-01-01'), 0)::bigint AS count
        FROM unnest({1}, {2}) WITH ORDINALITY AS period(first, last, part) LEFT JOIN LATERAL figures_between({0}, period.first, period.last, true, '{{{{{dimension:D}}}}}') AS f ON true GROUP BY 1
        """;
}
