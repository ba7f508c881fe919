using System.Diagnostics;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>A house with many visits: the first ones by COPY, the others the same again under other ids, which is as many rows to count and much quicker to make. One visit in three is of a person with a file, one in twenty leads to an orientation.</summary>
internal static class FigureHouse
{
    private const int CopiedMost = 250_000;

    /// <returns>Visits a second by COPY, migration and ANALYZE left out.</returns>
    public static async Task<double> LoadAsync(LocalPostgres postgres, InclusionDb db, int visits, CancellationToken cancellation)
    {
        await ReferenceData.EnsureAsync(db, cancellation);
        await DemoData.EnsureAccountsAsync(db, cancellation);
        var watch = Stopwatch.StartNew();
        var copied = Math.Min(visits, CopiedMost);
        await DemoData.LoadAsync(db, copied, TimeProvider.System, cancellation);
        var rate = copied / watch.Elapsed.TotalSeconds;
        await using (var admin = NpgsqlDataSource.Create(postgres.AdminConnectionString))
        {
            await using var grant = admin.CreateCommand($"GRANT SET ON PARAMETER session_replication_role TO {new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Username}");
            await grant.ExecuteNonQueryAsync(cancellation);
        }

        await db.Database.OpenConnectionAsync(cancellation);
        // Neither foreign keys nor marks: the counting comes after. Indexes are made once all rows are there.
        Task<int> RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql, cancellation);
        await RunAsync(
            """
            SET session_replication_role = replica;
            SET maintenance_work_mem = '1GB';
            CREATE UNLOGGED TABLE first_visits AS SELECT * FROM visits WHERE state <> 1;
            CREATE UNLOGGED TABLE first_sessions AS SELECT s.* FROM sessions s JOIN first_visits v ON v.id = s.visit_id;
            CREATE UNLOGGED TABLE first_requests AS SELECT r.* FROM requests r JOIN first_sessions s ON s.id = r.session_id;
            CREATE UNLOGGED TABLE first_triages AS SELECT t.* FROM triages t JOIN first_visits v ON v.id = t.visit_id;
            """);
        var indexes = await db.Database.SqlQueryRaw<string>(
            """
            SELECT pg_get_indexdef(i.indexrelid) AS "Value" FROM pg_index i
            WHERE i.indrelid IN ('visits'::regclass, 'sessions'::regclass, 'requests'::regclass, 'triages'::regclass) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            """).ToListAsync(cancellation);
        foreach (var index in indexes)
        {
            await RunAsync($"DROP INDEX {index.Split("INDEX ")[1].Split(' ')[0]}");
        }

        for (var (made, copy) = (copied, 1); made < visits; copy++)
        {
            made += await AgainAsync(db, copy, Math.Min(visits - made, copied), cancellation);
        }

        foreach (var index in indexes)
        {
            await RunAsync(index);
        }

        await RunAsync("RESET session_replication_role; DROP TABLE first_visits, first_sessions, first_requests, first_triages");
        await db.Database.CloseConnectionAsync();
        return rate;
    }

    /// <summary>Appointments and orientations, as many as such visits have.</summary>
    public static async Task AddLoopAsync(InclusionDb db, CancellationToken cancellation)
    {
        await DemoDataPartners.AddAsync(db, DateTimeOffset.UtcNow, cancellation);
        await AddAsync(db, [Appointments, Orientations], cancellation);
    }

    /// <summary>Files, and answers to the common grid at one visit in five of who has one.</summary>
    public static Task AddGridAsync(InclusionDb db, CancellationToken cancellation) => AddAsync(db, [Files, Answers], cancellation);

    private static async Task AddAsync(InclusionDb db, string[] statements, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        foreach (string sql in (string[])["SET session_replication_role = replica", .. statements, "RESET session_replication_role"])
        {
            await db.Database.ExecuteSqlRawAsync(sql, cancellation);
        }

        await db.Database.CloseConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", cancellation);
    }

    // Each visit by appointment kept one, and two of three others by appointment were missed or cancelled. Nobody books twice at an hour, copies of a house do.
    private const string Appointments = """
        ALTER TABLE appointments DROP CONSTRAINT ex_appointments_no_overlap;
        INSERT INTO appointments (id, site_id, mediator_id, reason_id, starts_at, ends_at, blocked_until, state, cancel_reason, overbooking_rank, overbooking_reason, label, is_reminded, booked_by_id, origin, created_at, sequence)
        SELECT md5(id::text || made.state)::uuid, site_id, recorded_by_id, (SELECT min(id) FROM appointment_reasons), arrived_at, arrived_at + interval '30 minutes', arrived_at + interval '30 minutes',
            made.state, CASE made.state WHEN 7 THEN 1 + hash % 3 WHEN 8 THEN 11 + hash % 4 END, CASE WHEN hash % 50 = 0 THEN 1 ELSE 0 END, CASE WHEN hash % 50 = 0 THEN 'Délai court' END,
            'Banc', false, recorded_by_id, 1 + hash % 2, arrived_at - (hash % 30) * interval '1 day', 0
        FROM (SELECT *, abs(hashtext(id::text)) AS hash FROM visits WHERE origin = 2 AND state = 2) AS visit
        JOIN LATERAL (VALUES (5, true), (6, hash % 5 = 0), (7, hash % 5 = 1), (8, hash % 7 = 0)) AS made (state, is_made) ON is_made
        """;

    private const string Files = """
        INSERT INTO visitors (id, site_id, name, code, consent_version, consent_at, consent_by_id, is_shared, created_at)
        SELECT visitor_id, site_id, 'Usager Démo', lpad(to_hex(row_number() OVER ()), 7, '0'), 1, arrived_at, recorded_by_id, false, arrived_at
        FROM (SELECT DISTINCT ON (visitor_id) * FROM visits WHERE visitor_id IS NOT NULL ORDER BY visitor_id, arrived_at) AS first
        """;

    private const string Answers = """
        INSERT INTO assessments (id, visitor_id, grid_id, answers, score, level, is_kiosk_alone, at, by_id)
        SELECT md5(id::text || 'g')::uuid, visitor_id, (SELECT min(id) FROM assessment_grids), ARRAY[2]::smallint[], hash / 5 % 101, 1 + hash / 5 % 3, hash / 5 % 4 = 0, arrived_at, recorded_by_id
        FROM (SELECT *, abs(hashtext(id::text)) AS hash FROM visits) AS visits WHERE visitor_id IS NOT NULL AND hash % 5 = 0
        """;

    // One visit in twenty leads elsewhere; most came and were helped, some were sent to the wrong place, those of the last days are still expected.
    private const string Orientations = """
        DROP INDEX ux_orientations_open_code;
        INSERT INTO orientations (id, code, sender_id, sender_institution_id, sender_site_id, target, target_site_id, target_institution_id, partner_id, mode, need, urgency, shared,
            created_at, state, state_since, due_on, escalates_on, reminders, reason, outcome, proof, arrived_at)
        SELECT md5(id::text || 'o')::uuid, 'BENCH', recorded_by_id, institution_id, CASE WHEN hash % 40 = 0 THEN NULL ELSE site_id END, target, CASE WHEN target < 3 THEN site_id END,
            CASE WHEN target = 2 THEN institution_id END, CASE WHEN target = 3 THEN (partners.ids)[1 + hash % cardinality(partners.ids)] END, 1 + hash % 3, 1 + hash % 4, 1, 0,
            arrived_at, state, arrived_at, CASE WHEN state < 9 THEN day + 10 END, CASE WHEN state < 9 THEN day + 20 END, 0,
            CASE state WHEN 9 THEN 1 + hash % 4 WHEN 12 THEN 61 END, CASE WHEN state = 10 THEN 1 + hash % 6 END, CASE WHEN state = 10 THEN 1 END, CASE WHEN state = 10 THEN arrived_at + (hash % 15) * interval '1 day' END
        FROM (
            SELECT visits.id, visits.site_id, visits.recorded_by_id, arrived_at, day, hash, coalesce(professionals.institution_id, 1) AS institution_id, 1 + hash / 20 % 3 AS target,
                CASE WHEN day > current_date - 12 THEN 2 WHEN hash / 20 % 10 < 7 THEN 10 WHEN hash / 20 % 10 < 9 THEN 9 ELSE 12 END AS state
            FROM (SELECT *, abs(hashtext(id::text)) AS hash FROM visits) AS visits JOIN professionals ON professionals.id = recorded_by_id WHERE hash % 20 = 0) AS sent
        CROSS JOIN (SELECT array_agg(id) AS ids FROM partners) AS partners;
        INSERT INTO orientation_steps (orientation_id, at, side, state)
        SELECT id, created_at, 1, step.state FROM orientations JOIN LATERAL (VALUES (1, true), (2, true), (6, orientations.state = 10)) AS step (state, is_made) ON is_made ORDER BY created_at, id, step.state
        """;

    private static async Task<int> AgainAsync(InclusionDb db, int copy, int most, CancellationToken cancellation)
    {
        // Ids of one copy lie together, as those of one week do.
        static string New(string id, int copy) => $"('{copy:x8}' || substr(md5({id}::text), 9))::uuid";
        Task<int> RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql, cancellation);
        var made = await RunAsync(
            $"""
            INSERT INTO visits (id, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, age_band, gender, occupation, equipment, autonomy, district_id, language_id, is_first_visit, priority, urgent_reason, eligible_at, state_since, seen_at, calls, visitor_id)
            SELECT {New("id", copy)}, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, age_band, gender, occupation, equipment, autonomy, district_id, language_id, is_first_visit, priority, urgent_reason, eligible_at, state_since, seen_at, calls,
                CASE WHEN hashtext(id::text) % 3 = 0 THEN md5(({copy} * 100000 + hashtext(id::text) / 3 % 15000)::text)::uuid END
            FROM (SELECT * FROM first_visits LIMIT {most}) AS v
            """);
        await RunAsync(
            $"""
            INSERT INTO sessions (id, visit_id, site_id, mediator_id, started_at, minutes, place, recorded_at)
            SELECT {New("id", copy)}, {New("visit_id", copy)}, site_id, mediator_id, started_at, minutes, place, recorded_at FROM first_sessions WHERE visit_id IN (SELECT id FROM first_visits LIMIT {most});
            INSERT INTO requests (id, session_id, position, theme_id, organisation_id, is_found_on_the_way, level, acted_by, keyboard, outcome, cause_id, minutes)
            SELECT {New("r.id", copy)}, {New("r.session_id", copy)}, r.position, r.theme_id, r.organisation_id, r.is_found_on_the_way, r.level, r.acted_by, r.keyboard, r.outcome, r.cause_id, r.minutes
            FROM first_requests r JOIN first_sessions s ON s.id = r.session_id WHERE s.visit_id IN (SELECT id FROM first_visits LIMIT {most});
            INSERT INTO triages (visit_id, need, urgency, autonomy, theme_id, advice, rule_id, decision, reason, papers, at, by_id)
            SELECT {New("visit_id", copy)}, need, urgency, autonomy, theme_id, advice, rule_id, decision, reason, papers, at, by_id FROM first_triages WHERE visit_id IN (SELECT id FROM first_visits LIMIT {most});
            """);
        return made;
    }
}
