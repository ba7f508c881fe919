using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Benchmarks.Figures;

/// <summary>The page of figures on kept counts against the same figures from the rows; what keeping them costs a logged visit; how fast they are counted anew; forty pages beside forty desks.</summary>
internal static class FiguresCommand
{
    private const int CompiledReadings = 300;

    private static readonly int[] Sites = [1, 2, 3, 4, 5, 6];

    private static readonly Actor Coordinator = new(DemoData.AccountId(9), "", [Role.Coordinator], [1, 2, 3, 4, 5, 6]);

    public static Command Command { get; } = new(
        "figures",
        "Dashboards on kept counts against the best plain SQL on the rows, and what the counts cost.",
        "figures [--visits 1000000] [--rounds 5] [--seconds 10] [--house FOLDER, kept, and measured again without being made] [--parts pages,grid,outside,crowd,marks]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var (visits, rounds, seconds) = (options.Number("visits", 1_000_000, 1_000, 20_000_000), options.Number("rounds", 5, 1, 100), options.Number("seconds", 10, 1, 600));
        var house = options.Text("house", "");
        var parts = options.Text("parts", "pages,grid,outside,crowd,marks").Split(',');
        options.RefuseUnread();
        var folder = house.Length > 0 ? Directory.CreateDirectory(house).FullName : Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            await using var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation);
            await MakeAsync(services, postgres, db, visits, cancellation);
            var crowd = new FigureCrowd(services, Coordinator, seconds);
            await crowd.FillDayAsync(db, cancellation);
            foreach (var part in parts)
            {
                await (part switch
                {
                    "pages" => PagesAsync(services, db, rounds, cancellation),
                    "grid" => GridAsync(services, db, rounds, cancellation),
                    "outside" => OutsideAsync(services.GetRequiredService<FigureQueries>(), rounds, cancellation),
                    "crowd" => crowd.TogetherAsync(cancellation),
                    "marks" => crowd.LoggingAsync(db, rounds, cancellation),
                    _ => throw new BenchmarkException($"No such part: {part}."),
                });
            }
        }

        if (house.Length == 0)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MakeAsync(ServiceProvider services, LocalPostgres postgres, InclusionDb db, int visits, CancellationToken cancellation)
    {
        // A house that was kept lacks what was not finished, or not known of, when it was made.
        db.Database.SetCommandTimeout(0);
        await db.Database.MigrateAsync(cancellation);
        var loaded = await db.Visits.AnyAsync(cancellation) ? double.NaN : await FigureHouse.LoadAsync(postgres, db, visits, cancellation);
        if (!await db.Appointments.AnyAsync(cancellation))
        {
            await FigureHouse.AddLoopAsync(db, cancellation);
        }

        var keeping = services.GetRequiredService<FigureKeeping>();
        if (await db.Database.SqlQuery<bool>($"SELECT EXISTS (SELECT FROM figure_counts WHERE dimension = 50) AS \"Value\"").SingleAsync(cancellation))
        {
            await keeping.FoldAsync(cancellation: cancellation);
            return;
        }

        var watch = Stopwatch.StartNew();
        await keeping.RebuildAsync(cancellation: cancellation);
        var rebuilt = visits / watch.Elapsed.TotalSeconds;
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE figure_counts, district_counts, stale_days", cancellation);
        watch.Restart();
        var faults = await keeping.CheckAsync(cancellation: cancellation);
        Console.WriteLine($"{visits:N0} visits. COPY {loaded:N0} visits/s; counted anew {rebuilt:N0} visits/s (ratio {MarkdownTable.Ratio(rebuilt, loaded)}); check {visits / watch.Elapsed.TotalSeconds:N0} visits/s, {faults.Count} faults.");
    }

    private static async Task PagesAsync(ServiceProvider services, InclusionDb db, int rounds, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(0);
        var queries = services.GetRequiredService<FigureQueries>();
        var today = TimeProvider.System.Today();
        List<string[]> rows = [];
        await WarmAsync(() => queries.FiguresAsync(new(FigurePeriod.Of(FigureSpan.Month, today.AddMonths(-1), today)), Coordinator, cancellation), CompiledReadings);
        foreach (var (name, span, site) in new (string, FigureSpan, int?)[] { ("a month, one site", FigureSpan.Month, 4), ("a month, all sites", FigureSpan.Month, null), ("twelve months, one site", FigureSpan.TwelveMonths, 4), ("twelve months, all sites", FigureSpan.TwelveMonths, null) })
        {
            var filter = new FigureFilter(FigurePeriod.Of(span, today.AddMonths(-1), today), site);
            var sites = site is { } one ? [one] : Sites;
            var (before, after) = (filter.Period.ComparedBy(Comparison.Before)!.Value, (filter.Period.From, filter.Period.To));
            var (page, kept, plain) = (new List<double>(), new List<double>(), new List<double>());
            await WarmAsync(() => queries.FiguresAsync(filter, Coordinator, cancellation));
            for (var round = -1; round < rounds; round++)
            {
                await TimedAsync(round < 0 ? [] : page, () => queries.FiguresAsync(filter, Coordinator, cancellation));
                await TimedAsync(round < 0 ? [] : kept, async () =>
                {
                    await KeptAsync(db, sites, after, filter.Period.Step, cancellation);
                    await KeptAsync(db, sites, before, FigureStep.Month, cancellation);
                });
                await TimedAsync(round < 0 ? [] : plain, async () =>
                {
                    await PlainAsync(db, sites, after, filter.Period.Step, cancellation);
                    await PlainAsync(db, sites, before, FigureStep.Month, cancellation);
                });
            }

            await CompareAsync(db, sites, after, filter.Period.Step, cancellation);
            // What else the page reads is the same either way.
            var rest = Median(page) - Median(kept);
            rows.Add([name, $"{Median(page):0.0}", $"{Median(kept):0.0}", $"{Median(plain):0.0}", MarkdownTable.Ratio(Median(plain), Median(kept)), MarkdownTable.Ratio(Median(plain) + rest, Median(page))]);
        }

        MarkdownTable.Print(["figures, compared with the period before", "page, ms", "kept counts, ms", "from the rows, ms", "rows / kept", "page from the rows / page"], rows);
    }

    // Autonomy is read from the answers: how far behind the page of kept counts that leaves it.
    private static async Task GridAsync(ServiceProvider services, InclusionDb db, int rounds, CancellationToken cancellation)
    {
        if (!await db.Assessments.AnyAsync(cancellation))
        {
            await FigureHouse.AddGridAsync(db, cancellation);
        }

        var (figures, autonomy) = (services.GetRequiredService<FigureQueries>(), services.GetRequiredService<AutonomyFigureQueries>());
        var today = TimeProvider.System.Today();
        List<string[]> rows = [];
        foreach (var (name, span, site) in new (string, FigureSpan, int?)[] { ("a month, one site", FigureSpan.Month, 4), ("twelve months, all sites", FigureSpan.TwelveMonths, null) })
        {
            var filter = new FigureFilter(FigurePeriod.Of(span, today.AddMonths(-1), today), site, Comparison.None);
            var (page, grid) = (new List<double>(), new List<double>());
            for (var round = -CompiledReadings / 10; round < rounds; round++)
            {
                await TimedAsync(round < 0 ? [] : page, () => figures.FiguresAsync(filter, Coordinator, cancellation));
                await TimedAsync(round < 0 ? [] : grid, () => autonomy.FiguresAsync(filter, Coordinator, cancellation));
            }

            rows.Add([name, $"{Median(page):0.0}", $"{Median(grid):0.0}", MarkdownTable.Ratio(Median(grid), Median(page))]);
        }

        Console.WriteLine($"{await db.Assessments.CountAsync(cancellation):N0} passings of the grid by {await db.Assessments.Select(a => a.VisitorId).Distinct().CountAsync(cancellation):N0} people.");
        MarkdownTable.Print(["autonomy, not compared", "page of all figures, ms", "page of autonomy, ms", "ratio"], rows);
    }

    // What leaves the team is decided over all the views of the year, or of the quarter.
    private static async Task OutsideAsync(FigureQueries queries, int rounds, CancellationToken cancellation)
    {
        var observer = new Actor(DemoData.AccountId(9), "", [Role.Observer], []);
        var today = TimeProvider.System.Today();
        List<string[]> rows = [];
        foreach (var (name, span, day, site) in new (string, FigureSpan, DateOnly, int?)[] { ("a year, all sites", FigureSpan.Year, today.AddYears(-1), null), ("a year, one site", FigureSpan.Year, today.AddYears(-1), 4), ("a month, all sites", FigureSpan.Month, today.AddMonths(-1), null) })
        {
            var filter = new FigureFilter(FigurePeriod.Of(span, day, today), site);
            var (inside, outside) = (new List<double>(), new List<double>());
            await WarmAsync(() => queries.FiguresAsync(filter, Coordinator, cancellation));
            await WarmAsync(() => queries.FiguresAsync(filter, observer, cancellation));
            for (var round = -1; round < rounds; round++)
            {
                await TimedAsync(round < 0 ? [] : inside, () => queries.FiguresAsync(filter, Coordinator, cancellation));
                await TimedAsync(round < 0 ? [] : outside, () => queries.FiguresAsync(filter, observer, cancellation));
            }

            rows.Add([name, $"{Median(inside):0.0}", $"{Median(outside):0.0}", MarkdownTable.Ratio(Median(outside), Median(inside))]);
        }

        MarkdownTable.Print(["figures, not compared", "the team's page, ms", "beyond the team, ms", "ratio"], rows);
    }

    // Every count that both have: the same.
    private static async Task CompareAsync(InclusionDb db, int[] sites, (DateOnly From, DateOnly To) period, FigureStep step, CancellationToken cancellation)
    {
        var plain = (await PlainAsync(db, sites, period, step, cancellation)).Where(c => c.Count > 0 && c.Dimension is not (1 or 2 or 32)).ToHashSet();
        var dimensions = plain.Select(c => c.Dimension).ToHashSet();
        var kept = (await KeptAsync(db, sites, period, step, cancellation)).Where(f => dimensions.Contains(f.Dimension)).GroupBy(f => (f.Dimension, Key: f.Dimension >= (int)Dimension.Appointment ? 0 : f.Key)).Select(g => new CountRow(g.Key.Dimension, g.Key.Key, g.Sum(f => f.Count))).ToHashSet();
        plain.SymmetricExceptWith(kept);
        if (plain.Count > 0)
        {
            throw new BenchmarkException($"Kept counts are not those of the rows: {string.Join(", ", plain.Take(5))}.");
        }
    }

    private static async Task<List<FactRow>> KeptAsync(InclusionDb db, int[] sites, (DateOnly From, DateOnly To) period, FigureStep step, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(FigureSql.PlannedOnce, cancellation);
        var facts = await db.Database.SqlQueryRaw<FactRow>(FigureSql.Facts([]), sites.Length > 1 ? [.. sites, 0] : sites, period.From, period.To, Array.Empty<int>()).ToListAsync(cancellation);
        await db.Database.SqlQueryRaw<ColumnRow>(FigureSql.Columns([]), sites, period.From, period.To, Array.Empty<int>(), step.ToString().ToLowerInvariant()).ToListAsync(cancellation);
        await db.Database.SqlQueryRaw<OverbookingRow>(AppointmentSql.Overbookings, sites, period.From, period.To).ToListAsync(cancellation);
        await db.Database.SqlQueryRaw<PartnerNameRow>(OrientationRows.PartnerNames, OrientationRows.PartnersIn(facts)).ToListAsync(cancellation);
        return [.. facts, .. await PersonsAsync(db, PeopleFigures.Sql(sites.Length, sites.Length > 1, isOfDistricts: false), sites, period, cancellation)];
    }

    private static async Task<List<CountRow>> PlainAsync(InclusionDb db, int[] sites, (DateOnly From, DateOnly To) period, FigureStep step, CancellationToken cancellation)
    {
        var (start, end) = (ParisTime.StartOf(period.From), ParisTime.StartOf(period.To.AddDays(1)));
        Task<List<T>> RowsAsync<T>(string sql, params object[] parameters) => db.Database.SqlQueryRaw<T>(sql, parameters).ToListAsync(cancellation);
        List<CountRow> counts =
        [
            .. await RowsAsync<CountRow>(BaseSql.Attendance, sites, period.From, period.To, step.ToString().ToLowerInvariant()),
            .. await RowsAsync<CountRow>(BaseSql.People, sites, period.From, period.To),
            .. await RowsAsync<CountRow>(BaseSql.Requests, sites, start, end),
            .. await RowsAsync<CountRow>(BaseSql.Institutions, sites, start, end),
            .. await RowsAsync<CountRow>(BaseSql.Recorders, sites, period.From, period.To),
        ];
        await RowsAsync<MinutesRow>(BaseSql.Minutes, sites, start, end);
        await RowsAsync<WaitRow>(BaseSql.Waits, sites, period.From, period.To);
        await RowsAsync<HalfDayRow>(BaseSql.HalfDays, sites, start, end);
        await RowsAsync<TriageRow>(BaseSql.Triages, sites, period.From, period.To);
        var appointments = await RowsAsync<PlainAppointments>(BaseSql.Appointments, sites, period.From, period.To);
        await RowsAsync<DelayRow>(BaseSql.AppointmentDelays, sites, period.From, period.To);
        var orientations = await RowsAsync<PlainOrientations>(BaseSql.Orientations, sites, start, end, sites.Length > 1, TimeProvider.System.Today());
        await RowsAsync<DelayRow>(BaseSql.OrientationDelays, sites, start, end, sites.Length > 1);
        counts.Add(new((int)Dimension.Appointment, 0, appointments.Sum(a => a.Count)));
        counts.Add(new((int)Dimension.Orientation, 0, orientations.Where(o => o.Table == 15).Sum(o => o.Count)));
        return [.. counts, .. (await PersonsAsync(db, PeopleFigures.OfRows, sites, period, cancellation)).Select(f => new CountRow(f.Dimension, f.Key, f.Count))];
    }

    // Persons are 0, newcomers 1.
    private static async Task<FactRow[]> PersonsAsync(InclusionDb db, string sql, int[] sites, (DateOnly From, DateOnly To) period, CancellationToken cancellation)
    {
        var people = (await db.Database.SqlQueryRaw<PeopleRow>(sql, sites, period.From, period.To, Array.Empty<int>()).ToListAsync(cancellation))[0];
        return [new((int)Dimension.Person, 0, 0, people.People), new((int)Dimension.Person, 0, 1, people.Newcomers)];
    }

    // A server that has run for an hour has its code compiled, which takes some hundred readings whatever is read, and its statements prepared.
    private static async Task WarmAsync(Func<Task> work, int readings = 30)
    {
        for (var i = 0; i < readings; i++)
        {
            await work();
        }
    }

    private static async Task TimedAsync(List<double> times, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record PlainAppointments(int SiteId, int State, int Origin, int CancelReason, string? OverbookingReason, long Count);

    private sealed record PlainOrientations(
        int Table, int Code, string Key, string Label, int State, int Last, int Refusal, int Outcome, bool IsArrived, bool IsAwaited, bool IsOverdue, long Count);
}
