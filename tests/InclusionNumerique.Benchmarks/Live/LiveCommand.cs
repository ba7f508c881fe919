using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Benchmarks.Circuits;
using InclusionNumerique.Benchmarks.Servers;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Live;

/// <summary>From a commit to its repaint on every open screen of the site, against a bare SignalR echo to as many clients in the same run.</summary>
internal static class LiveCommand
{
    private const int SiteId = 4;

    public static Command Command { get; } = new(
        "live",
        "commit to repaint on 40 screens of a day of 200 people, against a bare SignalR echo",
        "[--screens 40] [--people 200] [--changes 100] [--product artifacts/app/InclusionNumerique.Web.dll]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var screens = options.Number("screens", 40, 1, 200);
        var people = options.Number("people", 200, 10, 2000);
        var changes = options.Number("changes", 100, 5, 5000);
        var assembly = options.Text("product", "artifacts/app/InclusionNumerique.Web.dll");
        options.RefuseUnread();

        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"inclusion-live-{Guid.NewGuid():N}")).FullName;
        await using (var postgres = await LocalPostgres.StartAsync(Path.Combine(folder, "data"), durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            var waiting = await FillAsync(services, people, cancellation);
            var echo = await EchoAsync(screens, changes, cancellation);
            var settings = new Dictionary<string, string>
            {
                ["INCLUSION_BENCH"] = "1",
                ["INCLUSION_DATA"] = Path.Combine(folder, "web"),
                ["ConnectionStrings__Inclusion"] = postgres.ConnectionString,
            };
            await using var server = await ServerProcess.StartAsync(assembly, "/health/ready", settings, cancellation);
            using var session = new WebSession(server.Address);
            await session.SignInAsync("/connexion", "compte", "Médiatrice Démo Un", cancellation);
            var cpu = server.Cpu;
            var desk = await ScreensAsync(session, postgres.ConnectionString, waiting, screens, changes, cancellation);
            Print(screens, people, changes, echo, desk, (server.Cpu - cpu).TotalMilliseconds / changes);
        }

        Directory.Delete(folder, recursive: true);
    }

    // A full day: most have been seen, one in eight waits.
    private static async Task<List<Guid>> FillAsync(ServiceProvider services, int people, CancellationToken cancellation)
    {
        var factory = services.GetRequiredService<IDbContextFactory<InclusionDb>>();
        await using (var db = await factory.CreateDbContextAsync(cancellation))
        {
            await db.Database.MigrateAsync(cancellation);
            await ReferenceData.EnsureAsync(db, cancellation);
            await DemoData.EnsureAccountsAsync(db, cancellation);
        }

        var reception = new Actor(DemoData.AccountId(5), "", [Role.Receptionist], [SiteId]);
        var mediator = new Actor(DemoData.AccountId(4), "", [Role.Mediator], [SiteId]);
        var waiting = new List<Guid>();
        for (var i = 0; i < people; i++)
        {
            var arrival = new RecordArrival.Form { SiteId = SiteId, Triage = new TriageForm { Need = NeedKind.Administrative } };
            await services.GetRequiredService<RecordArrival>().ExecuteAsync(arrival, reception, cancellation);
            if (i % 8 == 0)
            {
                waiting.Add(arrival.VisitId);
                continue;
            }

            var visit = new VisitForm { VisitId = arrival.VisitId, SiteId = SiteId, Minutes = 10, Requests = [new RequestForm { ThemeId = 1 }] };
            await services.GetRequiredService<LogVisit>().ExecuteAsync(visit, mediator, cancellation);
        }

        return waiting;
    }

    private static async Task<double[]> EchoAsync(int screens, int changes, CancellationToken cancellation)
    {
        await using var server = await EchoServer.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, screens).Select(_ => EchoClient.OpenAsync(server.Address, cancellation)));
        var times = new List<double>();
        for (var i = -10; i < changes; i++)
        {
            await Task.Delay(Pause(i), cancellation);
            var heard = clients.Select(c => c.HearsAsync()).ToList();
            var start = Stopwatch.GetTimestamp();
            await clients[0].SayAsync($"{i}");
            Keep(times, i, start, await Task.WhenAll(heard));
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        return [.. times.Order()];
    }

    private static async Task<double[]> ScreensAsync(
        WebSession session, string connectionString, List<Guid> waiting, int screens, int changes, CancellationToken cancellation)
    {
        var pages = new List<CircuitPage>();
        for (var i = 0; i < screens; i++)
        {
            pages.Add(await CircuitPage.OpenAsync(session, "/bureau", Step.Parse("waiting"), cancellation));
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        var times = new List<double>();
        for (var i = -10; i < changes; i++)
        {
            await Task.Delay(Pause(i), cancellation);
            var word = $"essai {i + 1000}.";
            var seen = pages.Select(p => p.SeesAsync(word)).ToList();
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var update = new NpgsqlCommand("UPDATE visits SET priority = 1, urgent_reason = $1 WHERE id = $2", connection, transaction)
            {
                Parameters = { new() { Value = word }, new() { Value = waiting[(i + 10) % waiting.Count] } },
            };
            await update.ExecuteNonQueryAsync(cancellation);
            var start = Stopwatch.GetTimestamp();
            await transaction.CommitAsync(cancellation);
            Keep(times, i, start, await Task.WhenAll(seen));
        }

        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }

        return [.. times.Order()];
    }

    // Irregular, as people are; longer than the feed's pause after a first change, which is told at once.
    private static int Pause(int change) => 350 + (Math.Abs(change * 7919) % 300);

    // The first ten warm the path up.
    private static void Keep(List<double> times, int change, long start, long[] arrivals)
    {
        if (change >= 0)
        {
            times.AddRange(arrivals.Select(a => Stopwatch.GetElapsedTime(start, a).TotalMilliseconds));
        }
    }

    private static void Print(int screens, int people, int changes, double[] echo, double[] desk, double cpu)
    {
        double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        Console.WriteLine($"\n{screens} screens, a day of {people} people, {changes} changes; {Environment.ProcessorCount} cores shared by database, server and clients. "
            + $"From the commit (the word, for the echo) to its arrival on each screen. CPU of the web process per change, all screens: {cpu:0.0} ms.");
        MarkdownTable.Print(["", "SignalR echo, ms", "desk, ms", "ratio"],
        [
            .. new[] { (0.5, "median"), (0.99, "99th percentile"), (1.0, "slowest") }.Select(p =>
                new[] { p.Item2, $"{At(echo, p.Item1):0.0}", $"{At(desk, p.Item1):0.0}", MarkdownTable.Ratio(At(desk, p.Item1), At(echo, p.Item1)) }),
        ]);
    }
}
