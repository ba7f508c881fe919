namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>
/// The figures of a period from the visits, sessions and requests themselves: what the page used before counts were kept. Each statement reads its rows once, in parallel, into a
/// small cube, and folds the cube into one count per line of a table; grouping sets on the rows, or one grouping per table, were 3 to 5 times slower.
/// </summary>
internal static class BaseSql
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
            SELECT theme_id, organisation_id, cause_id, institution_id, count(*) AS n,
                count(*) FILTER (WHERE is_found_on_the_way) AS found,
                count(*) FILTER (WHERE level = 1) AS l1, count(*) FILTER (WHERE level = 2) AS l2, count(*) FILTER (WHERE level = 3) AS l3,
                count(*) FILTER (WHERE acted_by = 1) AS a1, count(*) FILTER (WHERE acted_by = 2) AS a2, count(*) FILTER (WHERE acted_by = 3) AS a3,
                count(*) FILTER (WHERE keyboard = 1) AS k1, count(*) FILTER (WHERE keyboard = 2) AS k2, count(*) FILTER (WHERE keyboard = 3) AS k3,
                count(*) FILTER (WHERE outcome = 1) AS o1, count(*) FILTER (WHERE outcome = 2) AS o2, count(*) FILTER (WHERE outcome = 3) AS o3,
                count(*) FILTER (WHERE outcome = 4) AS o4, count(*) FILTER (WHERE outcome = 5) AS o5, count(*) FILTER (WHERE outcome = 6) AS o6
            FROM sessions JOIN requests ON requests.session_id = sessions.id JOIN professionals ON professionals.id = sessions.mediator_id
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1} AND started_at < {2}
            GROUP BY theme_id, organisation_id, cause_id, institution_id)
        SELECT line.dimension, line.key, sum(line.n)::bigint AS count
        FROM cube, LATERAL (VALUES
            (11, coalesce(theme_id, 0), n), (12, coalesce(organisation_id, 0), n), (13, coalesce(cause_id, 0), n),
            (39, coalesce(organisation_id, 0) * 10000 + coalesce(theme_id, 0), n), (40, coalesce(theme_id, 0), found), (42, coalesce(institution_id, 0), n),
            (14, 0, n - found), (14, 1, found),
            (15, 0, n - l1 - l2 - l3), (15, 1, l1), (15, 2, l2), (15, 3, l3),
            (16, 0, n - a1 - a2 - a3), (16, 1, a1), (16, 2, a2), (16, 3, a3),
            (17, 0, n - k1 - k2 - k3), (17, 1, k1), (17, 2, k2), (17, 3, k3),
            (18, 1, o1), (18, 2, o2), (18, 3, o3), (18, 4, o4), (18, 5, o5), (18, 6, o6)) AS line (dimension, key, n)
        WHERE line.n > 0
        GROUP BY line.dimension, line.key
        """;

    /// <summary>Sites, first instant, instant after the last: sessions by half-day of the week and by the mediator's institution.</summary>
    public const string Institutions = """
        WITH helped AS (
            SELECT extract(isodow FROM started_at AT TIME ZONE 'Europe/Paris')::int * 2 + (extract(hour FROM started_at AT TIME ZONE 'Europe/Paris') >= 13)::int AS half_day, coalesce(institution_id, 0) AS institution_id, count(*) AS n
            FROM sessions JOIN professionals ON professionals.id = mediator_id
            WHERE removed_at IS NULL AND site_id = ANY({0}) AND started_at >= {1} AND started_at < {2}
            GROUP BY 1, 2)
        SELECT line.dimension, line.key, sum(line.n)::bigint AS count
        FROM helped, LATERAL (VALUES (38, half_day, n), (41, institution_id, n)) AS line (dimension, key, n) GROUP BY line.dimension, line.key
        """;

    /// <summary>Sites, first day, last day.</summary>
    public const string Recorders = """
        SELECT 43 AS dimension, coalesce(institution_id, 0) AS key, count(*) AS count FROM visits JOIN professionals ON professionals.id = recorded_by_id
        WHERE removed_at IS NULL AND site_id = ANY({0}) AND day BETWEEN {1} AND {2} GROUP BY 2
        """;

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

    /// <summary>Sites, first day, last day. Holds are nobody's yet.</summary>
    public const string Appointments = """
        SELECT site_id, state, origin, coalesce(cancel_reason, 0) AS cancel_reason, overbooking_reason, count(*) AS count FROM appointments
        WHERE state <> 1 AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}
        GROUP BY site_id, state, origin, cancel_reason, overbooking_reason
        """;

    /// <summary>Sites, first day, last day.</summary>
    public const string AppointmentDelays = """
        SELECT coalesce(site_id, 0) AS key, count(*) AS count,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninth_decile
        FROM (
            SELECT site_id, greatest(0, day - (created_at AT TIME ZONE 'Europe/Paris')::date)::double precision AS days FROM appointments
            WHERE state <> 1 AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}) AS booked
        GROUP BY GROUPING SETS ((), (site_id))
        """;

    /// <summary>Sites, first instant, instant after the last, whether those sent from no site count too, today.</summary>
    public const string Orientations = """
        WITH sent AS (
            SELECT o.state, o.mode, o.need, o.target, o.target_site_id, o.target_institution_id, o.partner_id, o.sender_institution_id, o.outcome,
                CASE WHEN o.state < 9 THEN o.state ELSE coalesce(step.state, 1) END AS last,
                CASE WHEN o.state IN (8, 9) THEN o.reason WHEN o.state = 11 AND step.state = 8 THEN coalesce(step.reason, 39) END AS refusal,
                o.arrived_at IS NOT NULL AS is_arrived, o.arrived_at IS NULL AND o.state <= 4 AS is_awaited, coalesce(o.due_on <= {4}, false) AS is_overdue
            FROM orientations o
            LEFT JOIN LATERAL (
                SELECT state, reason FROM orientation_steps WHERE orientation_id = o.id AND state < 9 ORDER BY id DESC LIMIT 1) AS step ON o.state >= 9
            WHERE o.created_at >= {1} AND o.created_at < {2} AND (o.sender_site_id = ANY({0}) OR ({3} AND o.sender_site_id IS NULL))),
        cube AS (
            SELECT GROUPING(state, sender_institution_id, mode, target, need) AS table_id, state, last, refusal, outcome, is_arrived, is_awaited, is_overdue,
                sender_institution_id, mode, target, target_site_id, target_institution_id, partner_id, need, count(*) AS n
            FROM sent
            GROUP BY GROUPING SETS (
                (state, last, refusal, outcome, is_arrived, is_overdue), (sender_institution_id, is_arrived), (mode, is_arrived, is_awaited),
                (target, target_site_id, target_institution_id, partner_id, is_arrived), (need, refusal)))
        SELECT table_id AS table, coalesce(cube.mode, cube.target, cube.need, 0) AS code,
            concat_ws('-', cube.sender_institution_id, cube.target_site_id, cube.target_institution_id, cube.partner_id) AS key,
            coalesce(senders.short_name, partners.name, concat_ws(', ', institutions.short_name, sites.short_name), '') AS label,
            coalesce(state, 0) AS state, coalesce(last, 0) AS last, coalesce(refusal, 0) AS refusal, coalesce(outcome, 0) AS outcome,
            coalesce(is_arrived, false) AS is_arrived, coalesce(is_awaited, false) AS is_awaited, coalesce(is_overdue, false) AS is_overdue, n AS count
        FROM cube
        LEFT JOIN institutions AS senders ON senders.id = cube.sender_institution_id
        LEFT JOIN sites ON sites.id = cube.target_site_id
        LEFT JOIN institutions ON institutions.id = cube.target_institution_id
        LEFT JOIN partners ON partners.id = cube.partner_id
        WHERE table_id <> 30 OR refusal < 20
        """;

    /// <summary>Sites, first instant, instant after the last, whether those sent from no site count too. By mode, and all (key 0).</summary>
    public const string OrientationDelays = """
        SELECT coalesce(mode, 0)::int AS key, count(*) AS count,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninth_decile
        FROM (
            SELECT mode, greatest(0, (arrived_at AT TIME ZONE 'Europe/Paris')::date - (created_at AT TIME ZONE 'Europe/Paris')::date)::double precision AS days
            FROM orientations
            WHERE arrived_at IS NOT NULL AND created_at >= {1} AND created_at < {2} AND (sender_site_id = ANY({0}) OR ({3} AND sender_site_id IS NULL))) AS arrived
        GROUP BY GROUPING SETS ((), (mode))
        """;
}
