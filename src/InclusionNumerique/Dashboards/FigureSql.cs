namespace InclusionNumerique.Dashboards;

/// <summary>What a count is about. The numbers stand in the statements of <see cref="FigureSql"/>.</summary>
internal enum Dimension
{
    Site = 1,

    /// <summary>Day number of the column's first day.</summary>
    Column = 2,

    /// <summary>ISO weekday × 2, plus 1 for afternoons.</summary>
    HalfDay = 3,
    Hour = 4,
    State = 5,
    AgeBand = 6,
    Gender = 7,
    District = 8,

    /// <summary>0 not said, 1 known face, 2 first visit.</summary>
    FirstVisit = 9,
    Theme = 11,
    Organisation = 12,
    Cause = 13,

    /// <summary>0 stated at first, 1 found on the way.</summary>
    Found = 14,
    Level = 15,
    ActedBy = 16,
    Keyboard = 17,
    Outcome = 18,
    DurationRange = 20,
    Priority = 21,

    /// <summary>Seen: 0 at once, 1 after a wait.</summary>
    Waited = 22,

    /// <summary>Sessions by site.</summary>
    SiteSessions = 23,

    /// <summary>Visits: 0 not triaged, 1 triaged.</summary>
    Triaged = 24,
    Advice = 25,
    FollowedAdvice = 26,

    /// <summary>Decided otherwise, by advice; 0 all together.</summary>
    OtherDecision = 27,

    /// <summary>Sent to the kiosk: 0 against the advice, 1 all; 2: another decision against the advice.</summary>
    Kiosk = 28,

    /// <summary>Autonomy at triage: 0 not asked, 1 not autonomous, 2 autonomous and not sent to the kiosk, 3 autonomous, 4 asked.</summary>
    Asked = 29,

    /// <summary>Theme stated at triage: 0 not, or not seen; 1 not among the requests; 2 among them.</summary>
    StatedTheme = 30,

    /// <summary>Visits: 0 without, 1 by appointment.</summary>
    Origin = 31,

    /// <summary>Visits by appointment, by day number of the first day of the week, or of the column where it is longer.</summary>
    ByAppointment = 32,

    /// <summary>The other visits of the same days.</summary>
    Otherwise = 33,
}

/// <summary>One count; key 0 is "not said".</summary>
internal sealed record CountRow(int Dimension, int Key, long Count);

internal sealed record MinutesRow(int SiteId, int Minutes, long Count);

/// <summary>
/// Each statement reads its rows once, in parallel, into a small cube, and folds the cube into one count per line of a table. Measured against one grouping of
/// the rows per table, and against grouping sets on the rows, which PostgreSQL does not run in parallel: 3 to 5 times slower.
/// </summary>
internal static class FigureSql
{
    /// <summary>Sites, first day, last day, step.</summary>
    public const string Attendance = """
        WITH cube AS (
            SELECT site_id, day, hour, state, count(*) AS n, count(*) FILTER (WHERE origin = 2) AS by_appointment FROM visits
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}
            GROUP BY site_id, day, hour, state),
        placed AS (
            SELECT site_id, greatest(date_trunc({3}, day::timestamp)::date, {1}) - date '0001-01-01' AS first_day,
                extract(isodow FROM day)::int * 2 + (hour >= 13)::int AS half_day, hour, state, n, by_appointment
            FROM cube)
        SELECT CASE GROUPING(site_id, first_day, half_day, hour, state) WHEN 15 THEN 1 WHEN 23 THEN 2 WHEN 27 THEN 3 WHEN 29 THEN 4 ELSE 5 END AS dimension,
            coalesce(site_id, first_day, half_day, hour, state) AS key, sum(n)::bigint AS count
        FROM placed GROUP BY GROUPING SETS (site_id, first_day, half_day, hour, state)
        UNION ALL SELECT 32, first_day, sum(by_appointment)::bigint FROM placed GROUP BY first_day
        """;

    /// <summary>Sites, first day, last day.</summary>
    public const string People = """
        WITH cube AS (
            SELECT age_band, gender, district_id, is_first_visit, count(*) AS n FROM visits
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}
            GROUP BY age_band, gender, district_id, is_first_visit)
        SELECT line.dimension, line.key, sum(n)::bigint AS count
        FROM cube, LATERAL (VALUES (6, coalesce(age_band, 0)), (7, coalesce(gender, 0)), (8, coalesce(district_id, 0)),
            (9, coalesce(is_first_visit::int + 1, 0))) AS line (dimension, key)
        GROUP BY line.dimension, line.key
        """;

    /// <summary>Sites, first instant, instant after the last.</summary>
    public const string Minutes = """
        SELECT site_id, minutes, count(*) AS count FROM sessions
        WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1} AND started_at < {2}
        GROUP BY site_id, minutes
        """;

    /// <summary>Sites, first instant, instant after the last.</summary>
    public const string Requests = """
        WITH cube AS (
            SELECT theme_id, organisation_id, cause_id, count(*) AS n,
                count(*) FILTER (WHERE is_found_on_the_way) AS found,
                count(*) FILTER (WHERE level = 1) AS l1, count(*) FILTER (WHERE level = 2) AS l2, count(*) FILTER (WHERE level = 3) AS l3,
                count(*) FILTER (WHERE acted_by = 1) AS a1, count(*) FILTER (WHERE acted_by = 2) AS a2, count(*) FILTER (WHERE acted_by = 3) AS a3,
                count(*) FILTER (WHERE keyboard = 1) AS k1, count(*) FILTER (WHERE keyboard = 2) AS k2, count(*) FILTER (WHERE keyboard = 3) AS k3,
                count(*) FILTER (WHERE outcome = 1) AS o1, count(*) FILTER (WHERE outcome = 2) AS o2, count(*) FILTER (WHERE outcome = 3) AS o3,
                count(*) FILTER (WHERE outcome = 4) AS o4, count(*) FILTER (WHERE outcome = 5) AS o5, count(*) FILTER (WHERE outcome = 6) AS o6
            FROM sessions JOIN requests ON requests.session_id = sessions.id
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1} AND started_at < {2}
            GROUP BY theme_id, organisation_id, cause_id)
        SELECT line.dimension, line.key, sum(line.n)::bigint AS count
        FROM cube, LATERAL (VALUES
            (11, coalesce(theme_id, 0), n), (12, coalesce(organisation_id, 0), n), (13, coalesce(cause_id, 0), n),
            (14, 0, n - found), (14, 1, found),
            (15, 0, n - l1 - l2 - l3), (15, 1, l1), (15, 2, l2), (15, 3, l3),
            (16, 0, n - a1 - a2 - a3), (16, 1, a1), (16, 2, a2), (16, 3, a3),
            (17, 0, n - k1 - k2 - k3), (17, 1, k1), (17, 2, k2), (17, 3, k3),
            (18, 1, o1), (18, 2, o2), (18, 3, o3), (18, 4, o4), (18, 5, o5), (18, 6, o6)) AS line (dimension, key, n)
        WHERE line.n > 0
        GROUP BY line.dimension, line.key
        """;
}
