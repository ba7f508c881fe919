using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Benchmarks.Slots;

/// <summary>A house of so many mediators at one site, each with ten half-days a week and some leave, and so many appointments from half a year ago to half a year ahead.</summary>
internal static class SlotWorld
{
    public const int SiteId = 4;
    public const int Minutes = 45;
    public const int Buffer = 15;

    public static async Task MakeAsync(InclusionDb db, int mediators, int appointments, DateOnly today, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"TRUNCATE appointments, opening_rules, opening_exceptions, absences, closures CASCADE", cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO professionals SELECT (jsonb_populate_record(p, jsonb_build_object('id', ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0')), 'display_name', 'Médiateur Démo ' || n,
                'user_name', 'banc' || n, 'normalized_user_name', 'BANC' || n, 'email', 'banc' || n || '@demo.invalid', 'normalized_email', 'BANC' || n || '@DEMO.INVALID'))).*
            FROM professionals p, generate_series(1, {mediators}) AS n WHERE p.id = {DemoData.AccountId(1)}
            ON CONFLICT DO NOTHING
            """,
            cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO opening_rules (id, mediator_id, site_id, kind, weekday, every_weeks, starts_at, ends_at, valid_from)
            SELECT gen_random_uuid(), m.id, {SiteId}, 2, d, 1, h.s, h.e, {today.AddYears(-1)}
            FROM (SELECT id FROM professionals WHERE user_name LIKE 'banc%' ORDER BY id LIMIT {mediators}) m, generate_series(1, 5) AS d, (VALUES (time '09:00', time '12:00'), ('14:00', '17:30')) AS h (s, e)
            """,
            cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO absences (id, mediator_id, starts_at, ends_at, reason)
            SELECT gen_random_uuid(), m.id, {today}::date + n * interval '23 days' + m.rank * interval '1 day', {today}::date + n * interval '23 days' + m.rank * interval '1 day' + interval '50 hours', 1
            FROM (SELECT id, row_number() OVER (ORDER BY id) % 20 AS rank FROM professionals WHERE user_name LIKE 'banc%' ORDER BY id LIMIT {mediators}) m, generate_series(-4, 8) AS n
            """,
            cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO appointments (id, site_id, mediator_id, reason_id, starts_at, ends_at, blocked_until, state, overbooking_rank, label, is_reminded, booked_by_id, origin, created_at, sequence)
            SELECT gen_random_uuid(), {SiteId}, mediator_id, (SELECT min(id) FROM appointment_reasons), starts, starts + interval '30 minutes', starts + interval '30 minutes',
                CASE WHEN starts < now() THEN 5 ELSE 2 END, 0, 'Usager Démo', false, mediator_id, 1, starts - interval '5 days', 0
            FROM (
                SELECT r.mediator_id, (day::date + r.starts_at + n * interval '30 minutes') AT TIME ZONE 'Europe/Paris' AS starts
                FROM generate_series({today.AddDays(-182)}::date, {today.AddDays(182)}::date, interval '1 day') AS day
                JOIN opening_rules r ON r.weekday = extract(isodow FROM day), generate_series(0, 5) AS n
                ORDER BY md5(r.mediator_id::text || day || n || r.starts_at) LIMIT {appointments}) AS booked
            """,
            cancellation);
        await db.Database.ExecuteSqlAsync($"VACUUM (ANALYZE) appointments, opening_rules, absences, professionals", cancellation);
    }
}
