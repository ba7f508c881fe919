namespace InclusionNumerique.Dashboards;

/// <summary>Persons with a file who came in the period: each once, however often and to whichever of the sites. An anonymous visit is a visit, never a person.</summary>
/// <param name="Newcomers">Of them, those who had never come before, to any site and in any period.</param>
public sealed record PeopleFigures(Compared People, Compared Newcomers)
{
    /// <summary>From the rows, for persons of two of six sites are not the sum of those of each. Sites, first day, last day, districts (none: everybody counts).</summary>
    internal const string OfRows = """
        SELECT count(*) AS people, count(*) FILTER (WHERE first_day >= {1}) AS newcomers
        FROM (SELECT DISTINCT visitor_id FROM visits WHERE visitor_id IS NOT NULL AND removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}
            AND (cardinality({3}::int[]) = 0 OR district_id = ANY({3}))) AS came
        CROSS JOIN LATERAL (SELECT day AS first_day FROM visits v WHERE v.visitor_id = came.visitor_id AND v.removed_at IS NULL ORDER BY arrived_at LIMIT 1) AS ever
        """;

    private static readonly string OfAll = OfCounts("dimension = 47", "dimension = 47 AND key = 0", "{{47}}");

    private static readonly string OfOne = OfCounts("dimension = 48", "dimension = 49 AND key >= {1}::date - '2000-01-01'", "{{48,49}}");

    /// <summary>Sites, first day, last day, districts (none: everybody counts).</summary>
    /// <param name="isAll">Every site of the house.</param>
    internal static string Sql(int sites, bool isAll, bool isOfDistricts) => isOfDistricts ? OfRows : isAll ? OfAll : sites == 1 ? OfOne : OfRows;

    private static string OfCounts(string people, string newcomers, string dimensions) => $$"""
        SELECT coalesce(sum(n) FILTER (WHERE {{people}} AND key < {1}::date - '2000-01-01'), 0)::bigint AS people, coalesce(sum(n) FILTER (WHERE {{newcomers}}), 0)::bigint AS newcomers
        FROM (SELECT {3}::int[]) AS everywhere, figures_between({0}, {1}, {2}, true, '{{dimensions}}')
        """;

    internal static PeopleFigures Of(PeopleRow now, DisclosedCounts shown, PeopleRow? before, DisclosedCounts? shownBefore)
    {
        var (people, newcomers) = Shown(now, shown);
        if (before is null)
        {
            return new(new(people, null), new(newcomers, null));
        }

        var (earlier, earlierNewcomers) = Shown(before, shownBefore!);
        return new(new(people, earlier), new(newcomers, earlierNewcomers));
    }

    private static (Figure People, Figure Newcomers) Shown(PeopleRow row, DisclosedCounts shown)
    {
        if (shown.Visits.Mask != Mask.None || !shown.IsWhole)
        {
            return (Figure.Withheld, Figure.Withheld);
        }

        if (Disclosure.IsFew(row.People))
        {
            return (Figure.Small, Figure.Withheld);
        }

        var disclosure = new Disclosure();
        var newcomers = disclosure.Add(row.Newcomers);
        disclosure.Add(row.People - row.Newcomers);
        disclosure.Hide();
        return (Figure.Of(row.People), disclosure[newcomers]);
    }
}

internal sealed record PeopleRow(long People, long Newcomers);
