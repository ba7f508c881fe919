using System.Diagnostics;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Slots;

/// <summary>The search for free slots in a house of usual size and in a very large one, against doing it in C# and against the bare statement.</summary>
internal static class SlotsCommand
{
    public static Command Command { get; } = new("slots", "Free slots over 1, 4 and 26 weeks, against C# and the bare statement.", "slots [--rounds 40]", RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var rounds = options.Number("rounds", 40, 5, 1000);
        options.RefuseUnread();
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 3 }.ConnectionString);
            var factory = services.GetRequiredService<IDbContextFactory<InclusionDb>>();
            await using var db = await factory.CreateDbContextAsync(cancellation);
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await db.Database.MigrateAsync(cancellation);
            await ReferenceData.EnsureAsync(db, cancellation);
            await DemoData.EnsureAccountsAsync(db, cancellation);
            var rows = new List<string[]>();
            foreach (var (mediators, appointments) in new[] { (12, 6_000), (80, 120_000) })
            {
                var now = TimeProvider.System.GetUtcNow();
                await SlotWorld.MakeAsync(db, mediators, appointments, DateOnly.FromDateTime(now.ToParis()), cancellation);
                var stored = await db.Appointments.CountAsync(cancellation);
                Console.WriteLine($"{mediators} mediators, {stored:N0} appointments.");
                foreach (var weeks in new[] { 1, 4, 26 })
                {
                    rows.Add([$"{mediators} / {stored:N0} / {weeks}", .. await MeasureAsync(new SlotContenders(factory, source, now), now.AddDays(7 * weeks), rounds)]);
                }
            }

            MarkdownTable.Print(["mediators / appointments / weeks", "product p50, ms", "p95, ms", "C# p50, ms", "p95, ms", "bare SQL p50, ms", "p95, ms", "product / C#", "product / bare SQL"], rows);
        }

        Directory.Delete(folder, recursive: true);
    }

    // Interleaved: what else the machine does falls on all three.
    private static async Task<string[]> MeasureAsync(SlotContenders contenders, DateTimeOffset last, int rounds)
    {
        Func<DateTimeOffset, Task<List<FoundSlot>>>[] ways = [contenders.ProductAsync, contenders.InMemoryAsync, contenders.BareAsync];
        var times = ways.Select(_ => new List<double>()).ToArray();
        for (var round = -5; round < rounds; round++)
        {
            List<FoundSlot>? expected = null;
            for (var way = 0; way < ways.Length; way++)
            {
                var watch = Stopwatch.StartNew();
                var found = await ways[way](last);
                var elapsed = watch.Elapsed.TotalMilliseconds;
                if (expected is not null && !found.SequenceEqual(expected))
                {
                    throw new BenchmarkException("The contenders do not find the same slots.");
                }

                expected = found;
                if (round >= 0)
                {
                    times[way].Add(elapsed);
                }
            }
        }

        double At(int way, double share) => times[way].Order().ElementAt((int)(times[way].Count * share));
        return
        [
            .. Enumerable.Range(0, 3).SelectMany(way => new[] { $"{At(way, 0.5):0.0}", $"{At(way, 0.95):0.0}" }),
            MarkdownTable.Ratio(At(0, 0.5), At(1, 0.5)), MarkdownTable.Ratio(At(0, 0.5), At(2, 0.5)),
        ];
    }
}
