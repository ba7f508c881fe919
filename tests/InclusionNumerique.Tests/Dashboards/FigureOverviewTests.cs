using InclusionNumerique.Dashboards;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>The day, week, month and year under way. <see cref="FigureTest.Today"/> is a Tuesday.</summary>
public sealed class FigureOverviewTests(TestServer server) : FigureTest(server)
{
    [Fact]
    public async Task Each_period_stands_beside_the_same_point_of_the_one_before()
    {
        foreach (var (count, day) in new[]
        {
            (12, "2026-11-24"), (15, "2026-11-23"), (20, "2026-11-10"), (30, "2026-03-02"), (13, "2026-11-17"), (14, "2026-11-16"), (40, "2026-10-24"), (70, "2026-10-25"), (50, "2025-11-24"), (60, "2025-11-25"),
        })
        {
            await AddVisitsAsync(count, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        }

        var overview = await OverviewAsync();

        overview.Periods.Select(p => p.Period.From).Should().Equal(new(2026, 11, 24), new(2026, 11, 23), new(2026, 11, 1), new(2026, 1, 1));
        Counts(overview, "Visites").Should().Equal((12, 13), (27, 27), (74, 40), (214, 50));
        Counts(overview, "Accompagnements").Should().Equal(Counts(overview, "Visites"));
        Counts(overview, "Demandes").Should().Equal(Counts(overview, "Visites"));
        Counts(overview, "Personnes suivies (fiche)").Should().Equal((0, 0), (0, 0), (0, 0), (0, 0));
    }

    [Fact]
    public async Task It_says_the_same_before_and_after_the_counting()
    {
        await AddVisitsAsync(30, Today);
        await AddVisitsAsync(25, new(2026, 9, 1), state: VisitState.LeftUnseen);
        var live = await OverviewAsync();

        await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);

        (await OverviewAsync()).Should().BeEquivalentTo(live);
        Counts(live, "Reparties sans être reçues").Should().Equal((0, 0), (0, 0), (0, 0), (25, 0));
    }

    [Fact]
    public async Task A_day_is_hidden_where_the_week_beside_it_would_tell_of_few_others()
    {
        await AddVisitsAsync(12, Today);
        await AddVisitsAsync(3, new(2026, 11, 23));
        await AddVisitsAsync(5, new(2026, 11, 17));
        await AddVisitsAsync(20, new(2026, 11, 3));

        var visits = (await OverviewAsync()).Lines[0].Counts;

        visits[0].Should().Be(new Compared(Figure.Withheld, Figure.Small));
        visits[1].Now.Should().Be(Figure.Of(15));
        visits[2].Now.Should().Be(Figure.Of(40));
    }

    [Fact]
    public async Task Who_left_is_hidden_with_few_who_stayed()
    {
        await AddVisitsAsync(11, Today, state: VisitState.LeftUnseen);
        await AddVisitsAsync(2, Today);

        var left = (await OverviewAsync()).Lines[^1].Counts;

        left.Select(c => c.Now).Should().OnlyContain(figure => figure == Figure.Withheld);
    }

    /// <summary>The page hides who left, lest the few in another state be found by subtraction; so does the overview.</summary>
    [Fact]
    public async Task Who_left_is_hidden_wherever_the_page_hides_it()
    {
        await AddVisitsAsync(40, Today);
        await AddVisitsAsync(25, Today, state: VisitState.LeftUnseen);
        await AddVisitsAsync(1, Today, state: VisitState.SentElsewhere);

        (await FiguresAsync(new(November))).Tables["etats"].Lines.Single(l => l.Label == "Repartie sans être reçue").Count.Now.Should().Be(Figure.Withheld);
        (await OverviewAsync()).Lines[^1].Counts[2].Now.Should().Be(Figure.Withheld);
    }

    [Fact]
    public async Task Of_a_site_or_of_those_within_reach()
    {
        await AddVisitsAsync(20, Today, Blosne);
        await AddVisitsAsync(30, Today, Villejean);

        Counts(await OverviewAsync(), "Visites")[0].Should().Be((50, 0));
        Counts(await OverviewAsync(Villejean), "Visites")[0].Should().Be((30, 0));
        Counts((await Get<FigureQueries>().OverviewAsync(null, Mediator, Cancellation))!, "Visites")[0].Should().Be((20, 0));
        (await Get<FigureQueries>().OverviewAsync(Villejean, Mediator, Cancellation)).Should().BeNull();
    }

    /// <summary>A reader who adds and subtracts whatever is shown finds no count of 1 to 10, on any day of the week, month and year.</summary>
    [Fact]
    public void No_sum_of_what_is_shown_gives_a_small_count()
    {
        var random = new Random(9);
        for (var round = 0; round < 3_000; round++)
        {
            var composer = new OverviewComposer(new DateOnly(2026, 1, 1).AddDays(random.Next(730)));
            var stretches = composer.Stretches.First.Length;
            var counts = Enumerable.Range(0, stretches).Select(_ => random.Next(3) == 0 ? 0L : random.Next(random.Next(2) == 0 ? 12 : 60)).ToArray();
            var overview = composer.Compose([.. counts.Select((n, i) => new OverviewRow(i + 1, (int)Dimension.State, (int)VisitState.Seen, n))], []);
            var shown = overview.Periods.Zip(overview.Lines[0].Counts).SelectMany(p => new[] { (p.First.Period.From, p.First.Period.To, p.Second.Now), (p.First.From, p.First.To, p.Second.Before!.Value) })
                .Where(p => p.Item3.Value is not null).Select(p => Vector(composer, p.Item1, p.Item2)).ToList();
            var rank = RankOf(shown);
            for (var from = 0; from < stretches; from++)
            {
                for (var to = from + 1; to <= stretches; to++)
                {
                    var count = counts[from..to].Sum();
                    if (count is >= 1 and <= 10)
                    {
                        RankOf([.. shown, [.. Enumerable.Range(0, stretches).Select(i => i >= from && i < to ? 1.0 : 0)]]).Should().Be(rank + 1, "{0} visits of stretches {1} to {2} in round {3}", count, from, to, round);
                    }
                }
            }
        }
    }

    private static double[] Vector(OverviewComposer composer, DateOnly from, DateOnly to) => [.. composer.Stretches.First.Select(first => first >= from && first <= to ? 1.0 : 0)];

    // Gauss: what is in the span of the rows adds nothing to their rank.
    private static int RankOf(IReadOnlyList<double[]> rows)
    {
        var left = rows.Select(r => (double[])r.Clone()).ToList();
        var rank = 0;
        for (var column = 0; left.Count > 0 && column < left[0].Length; column++)
        {
            if (left.Find(r => Math.Abs(r[column]) > 1e-9) is not { } pivot)
            {
                continue;
            }

            left.Remove(pivot);
            rank++;
            foreach (var row in left)
            {
                var factor = row[column] / pivot[column];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] -= factor * pivot[i];
                }
            }
        }

        return rank;
    }

    private async Task<FigureOverview> OverviewAsync(int? siteId = null) => (await Get<FigureQueries>().OverviewAsync(siteId, Coordinator, Cancellation))!;

    private static (long? Now, long? Before)[] Counts(FigureOverview overview, string label) =>
        [.. overview.Lines.Single(l => l.Label == label).Counts.Select(c => (c.Now.Value, c.Before!.Value.Value))];
}
