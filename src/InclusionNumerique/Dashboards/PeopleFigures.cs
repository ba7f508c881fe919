namespace InclusionNumerique.Dashboards;

/// <summary>Persons with a file who came in the period: each once, however often and to whichever of the sites. An anonymous visit is a visit, never a person.</summary>
/// <param name="Newcomers">Of them, those who had never come before, to any site and in any period.</param>
public sealed record PeopleFigures(Compared People, Compared Newcomers)
{
    /// <summary>Sites, first day, last day.</summary>
    internal const string Sql = """
        SELECT count(*) AS people, count(*) FILTER (WHERE first_day >= {1}) AS newcomers
        FROM (SELECT DISTINCT visitor_id FROM visits WHERE visitor_id IS NOT NULL AND removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}) AS came
        CROSS JOIN LATERAL (SELECT day AS first_day FROM visits v WHERE v.visitor_id = came.visitor_id AND v.removed_at IS NULL ORDER BY arrived_at LIMIT 1) AS ever
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
