namespace InclusionNumerique.Dashboards;

/// <param name="State">Of <see cref="Appointments.AppointmentState"/>.</param>
/// <param name="CancelReason">0: not cancelled.</param>
internal sealed record AppointmentCountRow(int SiteId, int State, int Origin, int CancelReason, bool IsOverbooked, long Count);

/// <summary>Why appointments were put over others, as it was typed.</summary>
internal sealed record OverbookingRow(string Reason, long Count);

/// <summary>Days from booking to the appointment at one site or at all (key 0), or from sending to the arrival by mode or in all.</summary>
internal sealed record DelayRow(int Key, long Count, double? Median, double? NinthDecile)
{
    /// <param name="days">How many of each number of days.</param>
    public static DelayRow Of(int key, IEnumerable<(int Days, long Count)> days)
    {
        var (count, median, ninthDecile) = PeriodFacts.Spread(days);
        return new(key, count, median, ninthDecile);
    }
}

/// <summary>Walk-in half-days of one whole week.</summary>
/// <param name="Held">Never above what is promised: one week does not make up for another.</param>
internal sealed record CoverageRow(int SiteId, DateOnly Week, int Promised, int Held);

internal sealed record FirstSlotRow(int SiteId, DateTime? StartsAt);

internal sealed record AppointmentRows(
    IReadOnlyList<AppointmentCountRow> Counts, IReadOnlyList<OverbookingRow> Overbookings, IReadOnlyList<DelayRow> Delays, IReadOnlyList<CoverageRow> Coverage)
{
    public static AppointmentRows Of(IReadOnlyList<FactRow> facts, IReadOnlyList<OverbookingRow> overbookings, IReadOnlyList<CoverageRow> coverage)
    {
        var ahead = facts.Where(f => f.Dimension == (int)Dimension.BookedAhead).ToArray();
        return new(
            [.. facts.Where(f => f.Dimension == (int)Dimension.Appointment)
                .Select(f => new AppointmentCountRow(f.SiteId, f.Key / 100_000, f.Key / 10_000 % 10, f.Key / 10 % 1_000, f.Key % 10 == 1, f.Count))],
            overbookings,
            [DelayRow.Of(0, ahead.Select(f => (f.Key, f.Count))), .. ahead.GroupBy(f => f.SiteId).Select(g => DelayRow.Of(g.Key, g.Select(f => (f.Key, f.Count))))],
            coverage);
    }
}

/// <summary>Statements over openings, and what is not kept of appointments, which are dated by their own local day.</summary>
internal static class AppointmentSql
{
    /// <summary>How far ahead a free slot is looked for.</summary>
    public const int WeeksAhead = 8;

    /// <summary>Sites, first day, last day.</summary>
    public const string Overbookings = """
        SELECT overbooking_reason AS reason, count(*) AS count FROM appointments
        WHERE overbooking_reason IS NOT NULL AND state <> 1 AND site_id = ANY({0}) AND day BETWEEN {1} AND {2} GROUP BY overbooking_reason
        """;

    /// <summary>
    /// Sites, first day, last day: only weeks that lie wholly between them, from the first whole week of the site. The days that are left over are read too: with the first and last day of those weeks, which are worked
    /// out, PostgreSQL would not plan the function together with the rest (1.5 ms for a month, not 0.3).
    /// </summary>
    public const string Coverage = """
        WITH weeks AS (
            SELECT week::date FROM generate_series(date_trunc('week', {1}::timestamp + interval '6 days'), {2}::timestamp - interval '6 days', interval '7 days') AS week),
        held AS (
            SELECT site_id, date_trunc('week', day::timestamp)::date AS week, count(DISTINCT (day, (starts_at AT TIME ZONE 'Europe/Paris')::time >= '13:00')) AS n
            FROM opening_periods({1}, {2})
            WHERE kind = 1 AND site_id = ANY({0}) GROUP BY 1, 2)
        SELECT sites.id AS site_id, weeks.week, sites.promised_half_days::int AS promised, least(coalesce(held.n, 0), sites.promised_half_days)::int AS held
        FROM sites CROSS JOIN weeks LEFT JOIN held ON held.site_id = sites.id AND held.week = weeks.week
        WHERE sites.id = ANY({0}) AND weeks.week >= sites.opened_on AND sites.promised_half_days > 0
        ORDER BY weeks.week, sites.id
        """;

    /// <summary>Sites, now: the first free slot of each for the first reason, within the weeks ahead; null where there is none. It is mostly found in the first week.</summary>
    public static readonly string FirstSlots = $$"""
        SELECT site AS site_id, coalesce(
            (SELECT min(starts_at) FROM free_slots({1}, {1} + interval '1 week', reason.minutes, reason.buffer_minutes, ARRAY[site], NULL, {1}, NULL) WHERE reason.minutes IS NOT NULL),
            (SELECT min(starts_at) FROM free_slots({1}, {1} + interval '{{WeeksAhead}} weeks', reason.minutes, reason.buffer_minutes, ARRAY[site], NULL, {1}, NULL) WHERE reason.minutes IS NOT NULL)
        ) AT TIME ZONE 'Europe/Paris' AS starts_at
        FROM unnest({0}) AS site
        LEFT JOIN (SELECT minutes, buffer_minutes FROM appointment_reasons WHERE is_active ORDER BY position, id LIMIT 1) AS reason ON true
        """;
}
