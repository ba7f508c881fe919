using InclusionNumerique.Dashboards;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Counts that are kept are those of the rows, whatever happens to the rows and whenever they were counted.</summary>
public sealed class FigureKeepingTests(TestServer server) : FigureTest(server)
{
    // Months, parts of months, one day, a year, and the days of 23 and of 25 hours.
    private static readonly (DateOnly From, DateOnly To)[] Periods =
    [
        (new(2026, 10, 1), new(2026, 10, 31)), (new(2026, 9, 12), new(2026, 11, 24)), (new(2026, 10, 25), new(2026, 10, 25)), (new(2026, 3, 29), new(2026, 3, 29)), (new(2025, 12, 31), new(2026, 12, 1)),
    ];

    private FigureKeeping Keeping => Get<FigureKeeping>();

    [Fact]
    public async Task The_page_says_the_same_before_and_after_the_counting()
    {
        await AddVisitsAsync(40, Today, hour: 15, facts: new() { AgeBand = AgeBand.From70, IsFirstVisit = true }, minutes: 35, requests: [new() { ThemeId = PrintTheme, OrganisationId = Caf, Outcome = RequestOutcome.Oriented }]);
        await AddVisitsAsync(25, new(2026, 10, 6), Villejean, state: VisitState.LeftUnseen);
        await AddVisitsAsync(30, new(2026, 10, 31), AimeCesaire);
        var year = new FigureFilter(FigurePeriod.Of(FigureSpan.TwelveMonths, Today, Today));
        var live = await FiguresAsync(year);

        (await Keeping.FoldAsync(cancellation: Cancellation)).Should().Be(3);

        (await FiguresAsync(year)).Should().BeEquivalentTo(live);
        live.Visits.Now.Value.Should().Be(95);
        (await Keeping.FoldAsync(cancellation: Cancellation)).Should().Be(0, "nothing has changed since");
    }

    [Fact]
    public async Task Whatever_is_added_corrected_moved_and_deleted_counts_at_once()
    {
        var random = new Random(26);
        for (var step = 0; step < 60; step++)
        {
            await ChangeAsync(random);
            if (random.Next(3) == 0)
            {
                await Keeping.FoldAsync(cancellation: Cancellation);
            }

            (await WrongAsync(Periods[step % Periods.Length])).Should().BeEmpty("of step {0}", step);
        }

        await Keeping.FoldAsync(cancellation: Cancellation);
        foreach (var period in Periods)
        {
            (await WrongAsync(period)).Should().BeEmpty();
        }

        (await CountOfDistrictsAsync()).Should().BeGreaterThan(0, "whole months are read by district");

        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Counting_beside_desks_that_log_loses_no_visit()
    {
        using var stop = new CancellationTokenSource();
        var folding = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await Keeping.FoldAsync(cancellation: Cancellation);
                }
            },
            Cancellation);
        await Parallel.ForEachAsync(Enumerable.Range(0, 240), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellation) =>
            (await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, cancellation)).IsDone.Should().BeTrue());
        await stop.CancelAsync();
        await folding;

        (await FiguresAsync(new(November))).Visits.Now.Value.Should().Be(240);
        await Keeping.FoldAsync(cancellation: Cancellation);
        (await FiguresAsync(new(November))).Requests.Now.Value.Should().Be(240);
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_count_that_is_wrong_missing_or_too_many_is_found_and_mended_by_counting_anew()
    {
        await AddVisitsAsync(20, Today);
        await AddVisitsAsync(20, new(2026, 9, 1), Villejean);
        await Keeping.FoldAsync(cancellation: Cancellation);
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"UPDATE figure_counts SET n = n + 1 WHERE grain = 1 AND site_id = {Blosne} AND dimension = 5", Cancellation);
        await db.Database.ExecuteSqlAsync($"DELETE FROM figure_counts WHERE grain = 2 AND site_id = {Villejean} AND dimension = 4", Cancellation);
        await db.Database.ExecuteSqlAsync($"INSERT INTO figure_counts VALUES (1, 1, '2024-02-29', 5, 2, 7)", Cancellation);

        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEquivalentTo(
        [
            new FigureFault(1, 1, new(2024, 2, 29), 5, 2, 7, null),
            new FigureFault(2, Villejean, new(2026, 9, 1), 4, 10, null, 20),
            new FigureFault(1, Blosne, Today, 5, (int)VisitState.Seen, 21, 20),
        ]);

        await Keeping.RebuildAsync(cancellation: Cancellation);
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Counting_anew_that_is_broken_off_goes_on_later_and_no_figure_is_wrong_meanwhile()
    {
        for (var day = new DateOnly(2026, 1, 1); day < new DateOnly(2026, 9, 1); day = day.AddDays(1))
        {
            await AddVisitsAsync(1, day);
        }

        await Keeping.FoldAsync(cancellation: Cancellation);
        using var killed = new CancellationTokenSource();
        var breaking = () => Keeping.RebuildAsync(new Break(killed), killed.Token);
        await breaking.Should().ThrowAsync<OperationCanceledException>();

        await using var db = OpenDb();
        var left = await db.Database.SqlQuery<int>($"SELECT count(DISTINCT day)::int AS \"Value\" FROM stale_days").SingleAsync(Cancellation);
        left.Should().BeInRange(1, 100);
        (await WrongAsync((new(2026, 1, 1), new(2026, 12, 31)))).Should().BeEmpty();
        (await Keeping.FoldAsync(cancellation: Cancellation)).Should().Be(left);
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    // Anything that may happen to a row, by SQL: the database keeps the counts, whatever wrote to it.
    private async Task ChangeAsync(Random random)
    {
        var day = random.Next(3) switch { 0 => new DateOnly(2026, 10, 25), 1 => new(2026, 3, 29), _ => new DateOnly(2026, 1, 1).AddDays(random.Next(330)) };
        await using var db = OpenDb();
        Task RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql, Cancellation);
        const string one = "(SELECT id FROM visits ORDER BY random() LIMIT 1)";
        switch (random.Next(11))
        {
            case 0: await RunAsync($"UPDATE visits SET removed_at = now() WHERE id = {one}"); break;
            case 1: await RunAsync($"UPDATE visits SET site_id = 1 + floor(random() * 6), arrived_at = arrived_at - interval '31 hours' WHERE id = {one}"); break;
            case 2: await RunAsync($"UPDATE sessions SET started_at = started_at + interval '13 hours', minutes = minutes + 7 WHERE visit_id = {one}"); break;
            case 3: await RunAsync($"UPDATE requests SET theme_id = 3, outcome = 4, cause_id = 1 WHERE session_id IN (SELECT id FROM sessions WHERE visit_id = {one})"); break;
            case 4: await RunAsync($"DELETE FROM requests WHERE session_id IN (SELECT id FROM sessions WHERE visit_id = {one})"); break;
            case 5:
                await RunAsync($"UPDATE visits SET eligible_at = arrived_at, seen_at = arrived_at + random() * interval '3 hours' WHERE id IN (SELECT id FROM visits ORDER BY random() LIMIT 4)");
                await RunAsync($"INSERT INTO triages (visit_id, theme_id, advice, decision, at, by_id) SELECT id, {PrintTheme}, 2, 2, now(), recorded_by_id FROM visits ORDER BY random() LIMIT 1 ON CONFLICT DO NOTHING");
                break;
            case 6: await RunAsync($"UPDATE visits SET district_id = CASE WHEN random() < 0.2 THEN NULL ELSE 10 END WHERE id = {one}"); break;
            case 7: await RunAsync("UPDATE professionals SET institution_id = 1 + floor(random() * 3) WHERE id = (SELECT mediator_id FROM sessions LIMIT 1)"); break;
            default:
                await AddVisitsAsync(random.Next(1, 6), day, random.Next(1, 7), random.Next(24), random.Next(4) == 0 ? VisitState.LeftUnseen : VisitState.Seen, new() { DistrictId = random.Next(3) == 0 ? 12 : null }, minutes: random.Next(1, 90));
                break;
        }
    }

    private async Task<int> CountOfDistrictsAsync()
    {
        await using var db = OpenDb();
        return await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM district_counts").SingleAsync(Cancellation);
    }

    // Counts of the period that are not those of the rows: site, district, dimension, key, read, true.
    private async Task<List<string>> WrongAsync((DateOnly From, DateOnly To) period)
    {
        await using var db = OpenDb();
        return await db.Database.SqlQueryRaw<string>(
            """
            WITH read AS (
                SELECT site_id, -1 AS place, dimension, key, sum(n) AS n FROM figures_between(ARRAY[0, 1, 2, 3, 4, 5, 6], {0}, {1}, true, ARRAY(SELECT generate_series(1, 60))::smallint[]) GROUP BY 1, 2, 3, 4
                UNION ALL SELECT site_id, district, dimension, key, sum(n) FROM unnest(ARRAY[0, 10, 12]) AS district, district_figures_between(ARRAY[1, 2, 3, 4, 5, 6], {0}, {1}, true, ARRAY[district], NULL) GROUP BY 1, 2, 3, 4),
            days AS (SELECT array_agg(site) AS sites, array_agg(day::date) AS days FROM generate_series(0, 6) AS site, generate_series({0}::timestamp, {1}, interval '1 day') AS day),
            truth AS (
                SELECT f.site_id, -1 AS place, f.dimension, f.key, sum(f.n) AS n FROM days CROSS JOIN LATERAL figure_facts(days.sites, days.days) AS f GROUP BY 1, 2, 3, 4
                UNION ALL SELECT f.site_id, f.district_id, f.dimension, f.key, sum(f.n) FROM days CROSS JOIN LATERAL figure_facts(days.sites, days.days, ARRAY[0, 10, 12]) AS f GROUP BY 1, 2, 3, 4)
            SELECT concat_ws(' ', site_id, place, dimension, key, coalesce(read.n, 0), coalesce(truth.n, 0)) AS "Value" FROM read FULL JOIN truth USING (site_id, place, dimension, key) WHERE read.n IS DISTINCT FROM truth.n
            """,
            period.From, period.To).ToListAsync(Cancellation);
    }

    private sealed class Break(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value) => source.Cancel();
    }
}
