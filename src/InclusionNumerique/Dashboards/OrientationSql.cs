namespace InclusionNumerique.Dashboards;

internal enum OrientationTable
{
    /// <summary>What became of them.</summary>
    Fates = 15,

    /// <summary>By the sender's institution.</summary>
    Senders = 23,
    Modes = 27,
    Targets = 29,

    /// <summary>The wrongly oriented ones, by need and reason.</summary>
    Needs = 30,
}

/// <summary>One count of one table; columns that the table does not tell apart are zero.</summary>
/// <param name="Table">Of <see cref="OrientationTable"/>: what GROUPING says of state, sender, mode, target and need.</param>
/// <param name="Code">Mode, kind of target, or need.</param>
/// <param name="Key">Institution or target; empty: no institution.</param>
/// <param name="Last">The last state in which somebody owed an action: of what has ended, where it came from.</param>
/// <param name="Refusal">Why it was refused or sent on, also where nothing followed; 0: it was not.</param>
/// <param name="Outcome">0: not closed.</param>
/// <param name="IsAwaited">Open, and the person has not come yet.</param>
internal sealed record OrientationRow(
    int Table, int Code, string Key, string Label, int State, int Last, int Refusal, int Outcome, bool IsArrived, bool IsAwaited, bool IsOverdue, long Count);

internal sealed record OrientationRows(IReadOnlyList<OrientationRow> Counts, IReadOnlyList<DelayRow> Delays);

/// <summary>Statements over orientations, dated by the local day on which they were sent, at the site that the sender worked at.</summary>
internal static class OrientationSql
{
    /// <summary>Sites, first instant, instant after the last, whether those sent from no site count too, today.</summary>
    public const string Counts = """
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
    public const string Delays = """
        SELECT coalesce(mode, 0)::int AS key, count(*) AS count,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninth_decile
        FROM (
            SELECT mode, greatest(0, (arrived_at AT TIME ZONE 'Europe/Paris')::date - (created_at AT TIME ZONE 'Europe/Paris')::date)::double precision AS days
            FROM orientations
            WHERE arrived_at IS NOT NULL AND created_at >= {1} AND created_at < {2} AND (sender_site_id = ANY({0}) OR ({3} AND sender_site_id IS NULL))) AS arrived
        GROUP BY GROUPING SETS ((), (mode))
        """;
}
