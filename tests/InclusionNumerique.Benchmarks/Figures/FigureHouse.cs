using System.Diagnostics;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>A house with many visits: the first ones by COPY, the others the same again under other ids, which is as many rows to count and much quicker to make. One visit in three is of a person with a file.</summary>
internal static class FigureHouse
{
    private const int CopiedMost = 250_000;

    /// <returns>Visits a second by COPY, migration and ANALYZE left out.</returns>
    public static async Task<double> LoadAsync(LocalPostgres postgres, InclusionDb db, int visits, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(0);
        await db.Database.MigrateAsync(cancellation);
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

        await RunAsync("RESET session_replication_role; DROP TABLE first_visits, first_sessions, first_requests, first_triages; TRUNCATE stale_days");
        await db.Database.CloseConnectionAsync();
        await RunAsync("VACUUM ANALYZE");
        return rate;
    }

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
