using System.Diagnostics;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>A house with many visits: the first ones by COPY, the others the same again under other ids, which is as many rows to count and much quicker to make.</summary>
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
        // Neither foreign keys nor marks: the counting comes after.
        await db.Database.ExecuteSqlRawAsync("SET session_replication_role = replica; CREATE TABLE first_visits AS SELECT id FROM visits WHERE state <> 1", cancellation);
        for (var (made, copy) = (copied, 1); made < visits; copy++)
        {
            made += await AgainAsync(db, copy, Math.Min(visits - made, copied), cancellation);
        }

        await db.Database.ExecuteSqlRawAsync("RESET session_replication_role; DROP TABLE first_visits; TRUNCATE stale_days", cancellation);
        await db.Database.CloseConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", cancellation);
        return rate;
    }

    private static async Task<int> AgainAsync(InclusionDb db, int copy, int most, CancellationToken cancellation)
    {
        var chosen = $"(SELECT id FROM first_visits LIMIT {most})";
        static string New(string id, int copy) => $"md5({id}::text || '{copy}')::uuid";
        Task<int> RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql, cancellation);
        var made = await RunAsync(
            $"""
            INSERT INTO visits (id, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, age_band, gender, occupation, equipment, autonomy, district_id, language_id, is_first_visit, priority, urgent_reason, eligible_at, state_since, seen_at, calls)
            SELECT {New("id", copy)}, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, age_band, gender, occupation, equipment, autonomy, district_id, language_id, is_first_visit, priority, urgent_reason, eligible_at, state_since, seen_at, calls
            FROM visits WHERE id IN {chosen}
            """);
        await RunAsync(
            $"""
            INSERT INTO sessions (id, visit_id, site_id, mediator_id, started_at, minutes, place, recorded_at)
            SELECT {New("id", copy)}, {New("visit_id", copy)}, site_id, mediator_id, started_at, minutes, place, recorded_at FROM sessions WHERE visit_id IN {chosen};
            INSERT INTO requests (id, session_id, position, theme_id, organisation_id, is_found_on_the_way, level, acted_by, keyboard, outcome, cause_id, minutes)
            SELECT {New("r.id", copy)}, {New("r.session_id", copy)}, r.position, r.theme_id, r.organisation_id, r.is_found_on_the_way, r.level, r.acted_by, r.keyboard, r.outcome, r.cause_id, r.minutes
            FROM requests r JOIN sessions s ON s.id = r.session_id WHERE s.visit_id IN {chosen};
            INSERT INTO triages (visit_id, need, urgency, autonomy, theme_id, advice, rule_id, decision, reason, papers, at, by_id)
            SELECT {New("visit_id", copy)}, need, urgency, autonomy, theme_id, advice, rule_id, decision, reason, papers, at, by_id FROM triages WHERE visit_id IN {chosen};
            """);
        return made;
    }
}
