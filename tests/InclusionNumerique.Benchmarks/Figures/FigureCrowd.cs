using System.Collections.Concurrent;
using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>Desks that log with and without the marks of the counts; desks and dashboards alone and together.</summary>
internal sealed class FigureCrowd(ServiceProvider services, Actor coordinator, int seconds)
{
    private const int SiteId = 4;
    private const int Crowd = 40;

    // A crowd at its own pace, not as fast as it can: a desk every four seconds, a page every five.
    private static readonly TimeSpan DeskPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PagePause = TimeSpan.FromSeconds(5);

    private static readonly Actor Mediator = new(DemoData.AccountId(1), "", [Role.Mediator], [SiteId]);

    private static readonly string[] Tables = ["visits", "sessions", "requests", "triages"];

    public async Task LoggingAsync(InclusionDb db, int rounds, CancellationToken cancellation)
    {
        List<string[]> rows = [];
        foreach (var callers in new[] { 1, 8 })
        {
            var (with, without) = (new List<double>(), new List<double>());
            for (var round = -1; round < rounds; round++)
            {
                var marked = await PerSecondAsync(callers, cancellation);
                await MarksAsync(db, "DISABLE", cancellation);
                var bare = await PerSecondAsync(callers, cancellation);
                await MarksAsync(db, "ENABLE", cancellation);
                await db.Database.ExecuteSqlRawAsync("TRUNCATE stale_days", cancellation);
                if (round >= 0)
                {
                    with.Add(marked);
                    without.Add(bare);
                }
            }

            var (m, b) = (with.Order().ElementAt(with.Count / 2), without.Order().ElementAt(without.Count / 2));
            rows.Add([$"{callers}", $"{m:0}", $"{b:0}", $"{100 * ((b / m) - 1):0.0} %"]);
        }

        MarkdownTable.Print(["callers", "visits/s, marked", "visits/s, triggers off", "cost"], rows);
    }

    public async Task TogetherAsync(CancellationToken cancellation)
    {
        var filter = new FigureFilter(FigurePeriod.Of(FigureSpan.TwelveMonths, TimeProvider.System.Today(), TimeProvider.System.Today()));
        var queries = services.GetRequiredService<FigureQueries>();
        var keeping = services.GetRequiredService<FigureKeeping>();
        var until = TimeSpan.FromSeconds(seconds);
        Task<List<double>> PagesAsync() => PacedAsync(PagePause, until, () => queries.FiguresAsync(filter, coordinator, cancellation));
        Task<List<double>> DesksAsync() => PacedAsync(DeskPause, until, () => LogAsync(cancellation));
        await keeping.FoldAsync(cancellation: cancellation);
        var pages = await PagesAsync();
        var desks = await DesksAsync();
        var (beside, besides) = (PagesAsync(), DesksAsync());
        await Task.WhenAll(beside, besides);
        MarkdownTable.Print(
            [$"{Crowd} at once", "alone: p50, ms", "p99, ms", "together: p50, ms", "p99, ms", "p99 together / alone"],
            [Row("dashboards, twelve months", pages, await beside), Row("desks that log", desks, await besides)]);
    }

    private static string[] Row(string name, List<double> alone, List<double> together) =>
        [name, $"{At(alone, 0.5):0.0}", $"{At(alone, 0.99):0.0}", $"{At(together, 0.5):0.0}", $"{At(together, 0.99):0.0}", MarkdownTable.Ratio(At(together, 0.99), At(alone, 0.99))];

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static Task<int> MarksAsync(InclusionDb db, string what, CancellationToken cancellation)
    {
        var all = string.Concat(Tables.Select(table => $"ALTER TABLE {table} {what} TRIGGER {table}_mark;"));
        return db.Database.ExecuteSqlRawAsync(all, cancellation);
    }

    private static async Task<List<double>> PacedAsync(TimeSpan pause, TimeSpan until, Func<Task> work)
    {
        var times = new ConcurrentBag<double>();
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Crowd).Select(async i =>
        {
            await Task.Delay(pause * i / Crowd);
            while (whole.Elapsed < until)
            {
                var watch = Stopwatch.StartNew();
                await work();
                times.Add(watch.Elapsed.TotalMilliseconds);
                await Task.Delay(pause);
            }
        }));
        return [.. times];
    }

    private async Task<double> PerSecondAsync(int callers, CancellationToken cancellation)
    {
        var (stored, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (watch.Elapsed.TotalSeconds < seconds / 2.0)
                {
                    await LogAsync(cancellation);
                    Interlocked.Increment(ref stored);
                }
            },
            cancellation)));
        return stored / watch.Elapsed.TotalSeconds;
    }

    private async Task LogAsync(CancellationToken cancellation)
    {
        var form = new VisitForm { SiteId = SiteId, Minutes = 5, Requests = [new RequestForm { ThemeId = 2 }] };
        if (!(await services.GetRequiredService<LogVisit>().ExecuteAsync(form, Mediator, cancellation)).IsDone)
        {
            throw new BenchmarkException("LogVisit refused the benchmark's visit.");
        }
    }
}
