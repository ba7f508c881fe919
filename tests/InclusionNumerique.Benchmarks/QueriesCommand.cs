using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Queue;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Benchmarks;

/// <summary>The desk's list, the history and the figures on many visits, against one count of a site's month on the same cluster.</summary>
internal static class QueriesCommand
{
    private const int SiteId = 4;

    public static Command Command { get; } = new(
        "queries",
        "List and dashboard queries on 1,000,000 visits.",
        "queries [--visits 1000000] [--rounds 15]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var visits = options.Number("visits", 1_000_000, 1_000, 20_000_000);
        var rounds = options.Number("rounds", 15, 3, 200);
        options.RefuseUnread();

        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            var loading = Stopwatch.StartNew();
            await LoadAsync(services, visits, cancellation);
            Console.WriteLine($"{visits:N0} visits loaded by COPY in {loading.Elapsed.TotalSeconds:0} s ({visits / loading.Elapsed.TotalSeconds:N0} visits/s, migration and ANALYZE included).");
            await MeasureAsync(services, rounds, cancellation);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task LoadAsync(ServiceProvider services, int visits, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await ReferenceData.EnsureAsync(db, cancellation);
        await DemoData.EnsureAccountsAsync(db, cancellation);
        await DemoData.LoadAsync(db, visits, TimeProvider.System, cancellation);
        await services.GetRequiredService<FigureKeeping>().FoldAsync(cancellation: cancellation);
    }

    private static async Task MeasureAsync(ServiceProvider services, int rounds, CancellationToken cancellation)
    {
        var mediator = new Actor(DemoData.AccountId(1), "", [Role.Mediator], [SiteId]);
        var coordinator = new Actor(DemoData.AccountId(9), "", [Role.Coordinator], [1, 2, 3, 4, 5, 6]);
        var (queries, figures) = (services.GetRequiredService<VisitQueries>(), services.GetRequiredService<FigureQueries>());
        var today = TimeProvider.System.Today();
        Task FiguresAsync(FigureSpan span, int? site) => figures.FiguresAsync(new FigureFilter(FigurePeriod.Of(span, today.AddMonths(-1), today), site), coordinator, cancellation);
        (string Name, Func<Task> Run)[] cases =
        [
            ("baseline: count of a site's month", () => CountAsync(services, today, cancellation)),
            ("desk: today's board", () => services.GetRequiredService<BoardQueries>().BoardAsync(SiteId, mediator, cancellation)),
            ("history: first page, all sites", () => queries.HistoryAsync(new HistoryFilter(), 1, coordinator, cancellation)),
            ("history: first page, own site", () => queries.HistoryAsync(new HistoryFilter(), 1, mediator, cancellation)),
            ("figures: a month, one site, compared", () => FiguresAsync(FigureSpan.Month, SiteId)),
            ("figures: a month, all sites, compared", () => FiguresAsync(FigureSpan.Month, null)),
            ("figures: twelve months, one site, compared", () => FiguresAsync(FigureSpan.TwelveMonths, SiteId)),
            ("figures: twelve months, all sites, compared", () => FiguresAsync(FigureSpan.TwelveMonths, null)),
        ];
        var rows = new List<string[]>();
        double baseline = 0;
        foreach (var (name, run) in cases)
        {
            await run();
            var times = new List<double>();
            for (var i = 0; i < rounds; i++)
            {
                var watch = Stopwatch.StartNew();
                await run();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            var (p50, p95) = (times[times.Count / 2], times[(int)(times.Count * 0.95)]);
            baseline = baseline == 0 ? p50 : baseline;
            rows.Add([name, $"{p50:0.0}", $"{p95:0.0}", MarkdownTable.Ratio(p50, baseline)]);
        }

        MarkdownTable.Print(["query", "p50, ms", "p95, ms", "ratio to the baseline"], rows);
    }

    private static async Task CountAsync(ServiceProvider services, DateOnly today, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation);
        await db.Visits.CountAsync(v => v.SiteId == SiteId && v.Day >= today.AddDays(-31) && v.Day <= today, cancellation);
    }
}
