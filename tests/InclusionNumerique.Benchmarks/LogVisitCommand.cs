using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Benchmarks;

/// <summary>Visits stored per second by the verb, against pgbench inserting the same four rows in one transaction on the same durable cluster.</summary>
internal static partial class LogVisitCommand
{
    private const int SiteId = 4;

    public static Command Command { get; } = new(
        "log-visit",
        "LogVisit with 1, 8 and 32 callers against pgbench.",
        "log-visit [--seconds 10] [--rounds 3] [--pgbench PATH]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var seconds = options.Number("seconds", 10, 1, 600);
        var rounds = options.Number("rounds", 3, 1, 20);
        var pgbench = options.Text("pgbench", "pgbench");
        options.RefuseUnread();

        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            await PrepareAsync(services, cancellation);
            var rows = new List<string[]>();
            foreach (var callers in new[] { 1, 8, 32 })
            {
                var verb = new List<double>();
                var baseline = new List<double>();
                for (var round = 0; round < rounds; round++)
                {
                    baseline.Add(await PgbenchAsync(pgbench, postgres.ConnectionString, callers, seconds, folder, cancellation));
                    verb.Add(await VerbAsync(services.GetRequiredService<LogVisit>(), callers, seconds, cancellation));
                }

                var (v, b) = (Median(verb), Median(baseline));
                rows.Add([callers.ToString(CultureInfo.InvariantCulture), $"{v:0}", $"{b:0}", MarkdownTable.Ratio(v, b)]);
            }

            MarkdownTable.Print(["Callers", "LogVisit, commits/s", "pgbench, commits/s", "Ratio"], rows);
            Console.WriteLine($"Median of {rounds} rounds of {seconds} s, alternating; synchronous_commit, fsync and full_page_writes on.");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrepareAsync(ServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await ReferenceData.EnsureAsync(db, cancellation);
        await DemoData.EnsureAccountsAsync(db, cancellation);
        await VerbAsync(services.GetRequiredService<LogVisit>(), 4, 2, cancellation);
    }

    private static async Task<double> VerbAsync(LogVisit logVisit, int callers, int seconds, CancellationToken cancellation)
    {
        var mediator = new Actor(DemoData.AccountId(1), "", [Role.Mediator], [SiteId]);
        var stored = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (watch.Elapsed.TotalSeconds < seconds)
                {
                    var form = new VisitForm { SiteId = SiteId, Minutes = 5, Requests = [new RequestForm { ThemeId = 2 }] };
                    if (!(await logVisit.ExecuteAsync(form, mediator, cancellation)).IsDone)
                    {
                        throw new BenchmarkException("LogVisit refused the benchmark's visit.");
                    }

                    Interlocked.Increment(ref stored);
                }
            },
            cancellation)));
        return stored / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> PgbenchAsync(string pgbench, string connectionString, int callers, int seconds, string folder, CancellationToken cancellation)
    {
        var script = Path.Combine(folder, "same-rows.sql");
        await File.WriteAllTextAsync(script, SameRows(), cancellation);
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(pgbench)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-h", target.Host!, "-U", target.Username!, "-n", "-M", "prepared", "-f", script, "-T", $"{seconds}", "-c", $"{callers}", "-j", $"{Math.Min(callers, 2)}", target.Database!,
            },
        };
        using var process = Process.Start(start) ?? throw new BenchmarkException($"{pgbench} did not start.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var rate = Rate().Match(output);
        return rate.Success ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture) : throw new BenchmarkException($"pgbench failed: {await errors}");
    }

    private static string SameRows() => $"""
        BEGIN;
        INSERT INTO visits (id, site_id, arrived_at, origin, state, recorded_by_id, recorded_at) VALUES (gen_random_uuid(), {SiteId}, now() - interval '5 minutes', 1, 2, '{DemoData.AccountId(1)}', now()) RETURNING id AS visit \gset
        INSERT INTO sessions (id, visit_id, site_id, mediator_id, started_at, minutes, place, recorded_at) VALUES (gen_random_uuid(), :visit::uuid, {SiteId}, '{DemoData.AccountId(1)}', now() - interval '5 minutes', 5, 1, now()) RETURNING id AS session \gset
        INSERT INTO requests (id, session_id, position, theme_id, is_found_on_the_way, outcome) VALUES (gen_random_uuid(), :session::uuid, 0, 2, false, 1);
        INSERT INTO audit_entries (id, at, actor_id, action, record_type, record_id, site_id) VALUES (gen_random_uuid(), now(), '{DemoData.AccountId(1)}', 'LogVisit', 'Visit', :visit, {SiteId});
        COMMIT;
        """;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
