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
    private const int TurnsPerRound = 6;

    // As many as the busiest site of the house has on a whole day: what is under way is read from its rows.
    private const int DaysVisits = 1_000;

    // A crowd at its own pace, not as fast as it can: a desk every four seconds, a page every fifteen, for it is looked at.
    private static readonly TimeSpan DeskPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PagePause = TimeSpan.FromSeconds(15);

    private static readonly Actor Mediator = new(DemoData.AccountId(1), "", [Role.Mediator], [SiteId]);

    private static readonly string[] Tables = ["visits", "sessions", "requests", "triages"];

    /// <summary>In short turns, with and without, then without and with: what the machine does meanwhile falls on both.</summary>
    public async Task LoggingAsync(InclusionDb db, int rounds, CancellationToken cancellation)
    {
        List<string[]> rows = [];
        foreach (var callers in new[] { 1, 8 })
        {
            var costs = new List<double>();
            for (var turn = 0; turn < rounds * TurnsPerRound; turn++)
            {
                var marked = turn % 2 == 0 ? await MarkedAsync(db, callers, cancellation) : 0;
                await MarksAsync(db, "DISABLE", cancellation);
                var bare = await PerSecondAsync(callers, cancellation);
                await MarksAsync(db, "ENABLE", cancellation);
                marked = turn % 2 == 0 ? marked : await MarkedAsync(db, callers, cancellation);
                costs.Add(100 * ((bare / marked) - 1));
            }

            costs.Sort();
            // The middle one, and between which two it is with 95 % (sign test, normal approximation).
            var half = (int)Math.Ceiling(0.98 * Math.Sqrt(costs.Count));
            rows.Add([$"{callers}", $"{costs.Count}", $"{costs[costs.Count / 2]:0.0} %", $"{costs[Math.Max(0, (costs.Count / 2) - half)]:0.0} to {costs[Math.Min(costs.Count - 1, (costs.Count / 2) + half)]:0.0} %"]);
        }

        MarkdownTable.Print(["callers", "pairs of turns", "cost of the marks, median", "95 %"], rows);
    }

    /// <summary>The day under way as it is in the evening, whatever earlier runs have logged.</summary>
    public async Task FillDayAsync(InclusionDb db, CancellationToken cancellation)
    {
        var logged = db.Visits.Where(v => v.Day == TimeProvider.System.Today());
        var sessions = db.Sessions.Where(s => logged.Any(v => v.Id == s.VisitId));
        await db.Requests.Where(r => sessions.Any(s => s.Id == r.SessionId)).ExecuteDeleteAsync(cancellation);
        await sessions.ExecuteDeleteAsync(cancellation);
        await logged.ExecuteDeleteAsync(cancellation);
        for (var i = 0; i < DaysVisits; i++)
        {
            await LogAsync(cancellation);
        }

        await services.GetRequiredService<FigureKeeping>().FoldAsync(cancellation: cancellation);
        await db.Database.ExecuteSqlRawAsync("ANALYZE visits, sessions, requests", cancellation);
    }

    public async Task TogetherAsync(CancellationToken cancellation)
    {
        var filter = new FigureFilter(FigurePeriod.Of(FigureSpan.TwelveMonths, TimeProvider.System.Today(), TimeProvider.System.Today()));
        var queries = services.GetRequiredService<FigureQueries>();
        var until = TimeSpan.FromSeconds(seconds);
        Task<List<double>> PagesAsync() => PacedAsync(PagePause, until, () => queries.FiguresAsync(filter, coordinator, cancellation));
        Task<List<double>> DesksAsync() => PacedAsync(DeskPause, until, () => LogAsync(cancellation));
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
        // A table whose triggers were just changed is planned anew.
        for (var i = 0; i < callers * 20; i++)
        {
            await LogAsync(cancellation);
        }

        var (stored, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (watch.Elapsed.TotalSeconds < seconds / 10.0)
                {
                    await LogAsync(cancellation);
                    Interlocked.Increment(ref stored);
                }
            },
            cancellation)));
        return stored / watch.Elapsed.TotalSeconds;
    }

    // The product counts what is marked once a minute: it never grows long.
    private async Task<double> MarkedAsync(InclusionDb db, int callers, CancellationToken cancellation)
    {
        var marked = await PerSecondAsync(callers, cancellation);
        await db.Database.ExecuteSqlRawAsync("TRUNCATE stale_days", cancellation);
        return marked;
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
