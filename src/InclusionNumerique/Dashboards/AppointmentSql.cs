namespace InclusionNumerique.Dashboards;

/// <param name="State">Of <see cref="Appointments.AppointmentState"/>.</param>
/// <param name="CancelReason">0: not cancelled.</param>
/// <param name="OverbookingReason">Null: in a free slot.</param>
internal sealed record AppointmentCountRow(int SiteId, int State, int Origin, int CancelReason, string? OverbookingReason, long Count);

/// <summary>Days from booking to the appointment, at one site or at all (key 0).</summary>
internal sealed record DelayRow(int Key, long Count, double? Median, double? NinthDecile);

/// <summary>Walk-in half-days of one whole week.</summary>
/// <param name="Held">Never above what is promised: one week does not make up for another.</param>
internal sealed record CoverageRow(int SiteId, DateOnly Week, int Promised, int Held);

internal sealed record FirstSlotRow(int SiteId, DateTime? StartsAt);

internal sealed record AppointmentRows(IReadOnlyList<AppointmentCountRow> Counts, IReadOnlyList<DelayRow> Delays, IReadOnlyList<CoverageRow> Coverage);

/// <summary>Statements over appointments, dated by their own local day, and over openings.</summary>
internal static class AppointmentSql
{
    /// <summary>How far ahead a free slot is looked for.</summary>
    public const int WeeksAhead = 8;

    /// <summary>Sites, first day, last day. Holds are nobody's yet.</summary>
    public const string Counts = """
        SELECT site_id, state, origin, coalesce(cancel_reason, 0) AS cancel_reason, overbooking_reason, count(*) AS count FROM appointments
        WHERE state <> 1 AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}
        GROUP BY site_id, state, origin, cancel_reason, overbooking_reason
        """;

    /// <summary>Sites, first day, last day.</summary>
    public const string Delays = """
        SELECT coalesce(site_id, 0) AS key, count(*) AS count,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninth_decile
        FROM (
            SELECT site_id, greatest(0, day - (created_at AT TIME ZONE 'Europe/Paris')::date)::double precision AS days FROM appointments
            WHERE state <> 1 AND site_id = ANY({0}) AND day BETWEEN {1} AND {2}) AS booked
        GROUP BY GROUPING SETS ((), (site_id))
        """;

    /// <summary>Sites, first day, last day: only weeks that lie wholly between them, from the first whole week of the site.</summary>
    public const string Coverage = """
        WITH weeks AS (
            SELECT week::date FROM generate_series(date_trunc('week', {1}::timestamp + interval '6 days'), {2}::timestamp - interval '6 days', interval '7 days') AS week),
        held AS (
            SELECT site_id, date_trunc('week', day::timestamp)::date AS week, count(DISTINCT (day, (starts_at AT TIME ZONE 'Europe/Paris')::time >= '13:00')) AS n
            FROM opening_periods((SELECT min(week) FROM weeks), (SELECT max(week) + 6 FROM weeks))
            WHERE kind = 1 AND site_id = ANY({0}) GROUP BY 1, 2)
        SELECT sites.id AS site_id, weeks.week, sites.promised_half_days::int AS promised, least(coalesce(held.n, 0), sites.promised_half_days)::int AS held
        FROM sites CROSS JOIN weeks LEFT JOIN held ON held.site_id = sites.id AND held.week = weeks.week
        WHERE sites.id = ANY({0}) AND weeks.week >= sites.opened_on AND sites.promised_half_days > 0
        ORDER BY weeks.week, sites.id
        """;

    /// <summary>Sites, now: the first free slot of each for the first reason, within the weeks ahead; null where there is none.</summary>
    public static readonly string FirstSlots = $$"""
        SELECT site AS site_id, min(slots.starts_at AT TIME ZONE 'Europe/Paris') AS starts_at
        FROM unnest({0}) AS site
        LEFT JOIN (SELECT minutes, buffer_minutes FROM appointment_reasons WHERE is_active ORDER BY position, id LIMIT 1) AS reason ON true
        LEFT JOIN LATERAL (
            SELECT starts_at FROM free_slots({1}, {1} + interval '{{WeeksAhead}} weeks', reason.minutes, reason.buffer_minutes, ARRAY[site], NULL, {1}, NULL)
            WHERE reason.minutes IS NOT NULL) AS slots ON true
        GROUP BY site
        """;
}
