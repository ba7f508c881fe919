using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Benchmarks;

/// <summary>The directory's searches over many places, against the bare statements: the page's rows and how many there are.</summary>
internal static class PartnersCommand
{
    // A Tuesday, 10:30 in Rennes: most places are open.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    // One place in twenty names public holidays, so that its hours are read in C#.
    private const int DatedEvery = 20;

    public static Command Command { get; } = new("partners", "Directory searches over 20,000 places, against the bare SQL.", "partners [--places 20000] [--rounds 40]", RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var places = options.Number("places", 20_000, 100, 1_000_000);
        var rounds = options.Number("rounds", 40, 5, 1000);
        options.RefuseUnread();
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new StandingClock()).AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            await using (var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation))
            {
                await db.Database.MigrateAsync(cancellation);
                await ReferenceData.EnsureAsync(db, cancellation);
                await MakeAsync(db, places, cancellation);
            }

            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 3 }.ConnectionString);
            await MeasureAsync(services.GetRequiredService<PartnerQueries>(), source, rounds, cancellation);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task MakeAsync(InclusionDb db, int places, CancellationToken cancellation)
    {
        const string hours = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00";
        var week = string.Join(',', OsmHours.Read(hours)!.Week.Select(r => $"[{r.LowerBound},{r.UpperBound})"));
        await db.Database.ExecuteSqlAsync(
            $$"""
            INSERT INTO partners (id, producer, local_id, columns, unknown, name, town, search_text, services, latitude, longitude, week_minutes, has_dated_hours, updated_on, is_hidden, district_id)
            SELECT gen_random_uuid(), 'banc', n::text,
                array_fill(''::text, ARRAY[6]) || ARRAY[n || ' rue de l’Exemple'] || array_fill(''::text, ARRAY[7]) || ARRAY[CASE WHEN n % {{DatedEvery}} = 0 THEN 'Mo-Fr 09:' || lpad((n / 20 % 60)::text, 2, '0') || '-12:00,14:00-18:' || lpad((n / 1200)::text, 2, '0') || '; PH off' ELSE {{hours}} END] || array_fill(''::text, ARRAY[17]),
                '{}', 'Lieu Démo ' || n, 'Commune ' || n % 700,
                plain_name('Lieu Démo ' || n || ' Commune ' || n % 700 || ' ' || n || ' rue de l’Exemple ' || (ARRAY['médiathèque', 'centre social', 'mairie', 'espace public numérique', 'association'])[1 + n % 5] || ' ' || md5(n::text)),
                1 << (n % 9), 48.11 + (n % 141 - 70) * 0.01, -1.68 + (n % 139 - 69) * 0.01,
                {{"{" + week + "}"}}::int4multirange, n % {{DatedEvery}} = 0, '2026-01-01', false, CASE WHEN n % 4 = 0 THEN 1 + (n / 9) % 12 END
            FROM generate_series(1, {{places}}) AS n
            """,
            cancellation);
        await db.Database.ExecuteSqlRawAsync("VACUUM (ANALYZE) partners", cancellation);
    }

    private static async Task MeasureAsync(PartnerQueries queries, NpgsqlDataSource source, int rounds, CancellationToken cancellation)
    {
        var actor = new Actor(Guid.CreateVersion7(), "", [Role.Mediator], [4]);
        var local = Now.ToParis();
        var minute = ((((int)local.DayOfWeek + 6) % 7) * 1440) + (local.Hour * 60) + local.Minute;
        const string name = "search_text COLLATE \"C\", id";
        const string distance = "asin(sqrt(power(sin(radians(latitude - 48.0874) / 2), 2) + cos(radians(48.0874)) * cos(radians(latitude)) * power(sin(radians(longitude + 1.6598) / 2), 2))), id";
        (string Name, PartnerFilter Filter, string Where, string Order)[] cases =
        [
            ("all, first page", new(), "true", name),
            ("text, two words", new("médiathèque 1234"), "search_text LIKE '%mediatheque%' AND search_text LIKE '%1234%'", name),
            ("text, one common word", new("médiathèque"), "search_text LIKE '%mediatheque%'", name),
            ("service and district", new(Service: 2, DistrictId: 3), "services & 4 <> 0 AND district_id = 3", name),
            ("open now", new(IsOpenNow: true), $"week_minutes @> {minute}", name),
            ("near a site", new(NearSiteId: 4), "latitude IS NOT NULL", distance),
            ("text, open now, near a site", new("médiathèque", IsOpenNow: true, NearSiteId: 4), $"search_text LIKE '%mediatheque%' AND week_minutes @> {minute} AND latitude IS NOT NULL", distance),
        ];
        var rows = new List<string[]>();
        foreach (var (title, filter, where, order) in cases)
        {
            var (product, bare) = (new List<double>(), new List<double>());
            var total = 0;
            // Interleaved: what else the machine does falls on both.
            for (var round = -5; round < rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                total = (await queries.SearchAsync(filter, 1, actor, cancellation)).Total;
                var elapsed = watch.Elapsed.TotalMilliseconds;
                watch.Restart();
                await BareAsync(source, where, order, cancellation);
                if (round >= 0)
                {
                    product.Add(elapsed);
                    bare.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            product.Sort();
            bare.Sort();
            rows.Add([title, $"{total:N0}", $"{product[rounds / 2]:0.0}", $"{product[(int)(rounds * 0.95)]:0.0}", $"{bare[rounds / 2]:0.0}", MarkdownTable.Ratio(product[rounds / 2], bare[rounds / 2])]);
        }

        MarkdownTable.Print(["search", "found", "product p50, ms", "p95, ms", "bare SQL p50, ms", "product / bare SQL"], rows);
    }

    private static async Task BareAsync(NpgsqlDataSource source, string where, string order, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var page = new NpgsqlCommand($"SELECT id, name, town, columns[7], columns[15], services, latitude, longitude FROM partners WHERE NOT is_hidden AND {where} ORDER BY {order} LIMIT 21", connection);
        await using (var reader = await page.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                reader.GetGuid(0);
            }
        }

        await using var count = new NpgsqlCommand($"SELECT count(*) FROM partners WHERE NOT is_hidden AND {where}", connection);
        await count.ExecuteScalarAsync(cancellation);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
