namespace InclusionNumerique.Dashboards;

/// <summary>Waits at one site (dimension 1), of one column over time (2) or half-day (3), from one hour of arrival (4), or all (0). Minutes; null without any.</summary>
/// <param name="Ended">Of all, the visits that are over.</param>
internal sealed record WaitRow(int Dimension, int Key, long Count, long Ended, double? Median, double? NinthDecile);

/// <param name="HalfDays">With one session at least.</param>
internal sealed record HalfDayRow(int SiteId, long Sessions, long HalfDays);

/// <param name="Autonomy">0: not asked.</param>
/// <param name="Theme">0: not stated, or not seen; 1: stated, and not among the requests; 2: stated, and among them.</param>
internal sealed record TriageRow(int Advice, int Decision, int Autonomy, int Theme, long Count);

internal sealed record WaitingRows(IReadOnlyList<WaitRow> Waits, IReadOnlyList<HalfDayRow> HalfDays, IReadOnlyList<TriageRow> Triages);

internal static class WaitingSql
{
    /// <summary>Sites, first day, last day. A visit that the clock closed says nothing about its wait.</summary>
    public const string Waits = """
        WITH waits AS (
            SELECT site_id, hour, state, greatest(0, extract(epoch FROM seen_at - eligible_at)::double precision / 60) AS minutes FROM visits
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2} AND seen_at IS NOT NULL AND eligible_at IS NOT NULL AND state <> 9)
        SELECT CASE GROUPING(site_id, hour) WHEN 3 THEN 0 WHEN 1 THEN 1 ELSE 4 END AS dimension, coalesce(site_id, hour, 0) AS key,
            count(*) AS count, count(*) FILTER (WHERE state = 2) AS ended,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes) AS ninth_decile
        FROM waits GROUP BY GROUPING SETS ((), (site_id), (hour))
        """;

    /// <summary>Sites, first instant, instant after the last.</summary>
    public const string HalfDays = """
        SELECT site_id, sum(n)::bigint AS sessions, count(*) AS half_days FROM (
            SELECT site_id, count(*) AS n FROM (
                SELECT site_id, started_at AT TIME ZONE 'Europe/Paris' AS local FROM sessions
                WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1} AND started_at < {2}) AS session
            GROUP BY site_id, local::date, extract(hour FROM local) >= 13) AS half_day
        GROUP BY site_id
        """;

    /// <summary>Sites, first day, last day. Joined and folded, not asked for each row (EXISTS): PostgreSQL would hash every request of the house; 6 times slower.</summary>
    public const string Triages = """
        WITH triaged AS (
            SELECT visits.id, advice, decision, coalesce(triages.autonomy, 0) AS autonomy, CASE WHEN state = 2 THEN triages.theme_id END AS theme_id
            FROM visits JOIN triages ON triages.visit_id = visits.id
            WHERE visits.removed_at IS NULL AND visits.site_id = ANY({0}) AND visits.day BETWEEN {1} AND {2}),
        matched AS (
            SELECT triaged.id, advice, decision, autonomy, triaged.theme_id, bool_or(requests.theme_id = triaged.theme_id) AS is_found
            FROM triaged LEFT JOIN (sessions JOIN requests ON requests.session_id = sessions.id) ON sessions.visit_id = triaged.id AND sessions.removed_at IS NULL
            GROUP BY triaged.id, advice, decision, autonomy, triaged.theme_id)
        SELECT advice, decision, autonomy, CASE WHEN theme_id IS NULL THEN 0 WHEN is_found THEN 2 ELSE 1 END AS theme, count(*) AS count
        FROM matched GROUP BY advice, decision, autonomy, 4
        """;
}
