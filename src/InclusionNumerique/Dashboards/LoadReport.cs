namespace InclusionNumerique.Dashboards;

/// <summary>A weekday's mornings or afternoons of the period.</summary>
/// <param name="Promised">Half-days that the calendar announced, without or by appointment, closures and absences taken off.</param>
/// <param name="WalkIn">Of them, those without appointment.</param>
/// <param name="Held">Half-days with a session; null where the sessions are hidden.</param>
/// <param name="Unpromised">Held without having been announced.</param>
/// <param name="Unattended">Announced, and no session was noted.</param>
public sealed record LoadCell(int Promised, int WalkIn, int? Held, int? Unpromised, int? Unattended, Figure Sessions)
{
    /// <summary>Sessions per promised half-day.</summary>
    public double? Load => Promised > 0 && Sessions.Value is { } sessions ? (double)sessions / Promised : null;
}

/// <param name="Mornings">From Monday to Sunday.</param>
public sealed record LoadLine(string Label, IReadOnlyList<LoadCell> Mornings, IReadOnlyList<LoadCell> Afternoons);

/// <summary>Half-days of one site and half-day of the week.</summary>
/// <param name="Both">Promised and held.</param>
internal sealed record LoadRow(int SiteId, int HalfDay, int Promised, int WalkIn, int Held, int Both);

internal static class LoadSql
{
    /// <summary>Sites, first day, last day, now: what has not begun yet is not promised and empty.</summary>
    public const string HalfDays = """
        WITH promised AS (
            SELECT site_id, day, extract(isodow FROM day)::int * 2 + half.number AS half_day, bool_or(kind = 1) AS is_walk_in
            FROM opening_periods({1}, {2})
            JOIN (VALUES (0, interval '0 h', interval '13 h'), (1, interval '13 h', interval '24 h')) AS half (number, first, last)
                ON starts_at < (day + half.last) AT TIME ZONE 'Europe/Paris' AND ends_at > (day + half.first) AT TIME ZONE 'Europe/Paris'
            WHERE site_id = ANY({0}) AND greatest(starts_at, (day + half.first) AT TIME ZONE 'Europe/Paris') <= {3} GROUP BY 1, 2, 3),
        held AS (SELECT site_id, start AS day, key AS half_day FROM figures_between({0}, {1}, {2}, false, '{{36}}'))
        SELECT site_id, half_day, count(promised.day)::int AS promised, (count(*) FILTER (WHERE is_walk_in))::int AS walk_in, count(held.day)::int AS held, (count(*) FILTER (WHERE promised.day = held.day))::int AS both
        FROM (SELECT site_id, half_day, day FROM promised UNION SELECT site_id, half_day, day FROM held) AS every
        LEFT JOIN promised USING (site_id, half_day, day) LEFT JOIN held USING (site_id, half_day, day) GROUP BY site_id, half_day
        """;
}

/// <summary>The load of each half-day of the week beside what is promised.</summary>
internal sealed class LoadComposer(DisclosedCounts shown, IReadOnlyList<LoadRow> rows)
{
    public IReadOnlyList<LoadLine> Compose(IReadOnlyList<NameRow> sites)
    {
        LoadLine[] lines = [.. sites.Select(s => Line(s.Label, s.Key))];
        return lines.Length == 1 ? lines : [Line("Ensemble", null), .. lines];
    }

    private LoadLine Line(string label, int? siteId) => new(
        label, [.. Enumerable.Range(1, 7).Select(day => Cell(siteId, day * 2))], [.. Enumerable.Range(1, 7).Select(day => Cell(siteId, (day * 2) + 1))]);

    private LoadCell Cell(int? siteId, int halfDay)
    {
        var sessions = siteId is not { } site ? shown[Dimension.SessionHalfDay, halfDay]
            : shown[Dimension.Site, site].Mask == Mask.None ? shown[Dimension.SiteHalfDay, (site * 100) + halfDay]
            : Figure.Withheld;
        var here = rows.Where(r => r.HalfDay == halfDay && (siteId is null || r.SiteId == siteId)).ToArray();
        var (promised, walkIn) = (here.Sum(r => r.Promised), here.Sum(r => r.WalkIn));
        // Each half-day held has a session at least: how many there were would narrow a hidden count.
        return sessions.Mask == Mask.None
            ? new(promised, walkIn, here.Sum(r => r.Held), here.Sum(r => r.Held - r.Both), here.Sum(r => r.Promised - r.Both), sessions)
            : new(promised, walkIn, null, null, null, sessions);
    }
}
