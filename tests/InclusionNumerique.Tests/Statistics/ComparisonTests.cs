using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>What must hold between the procedures, whatever the answers.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void The_least_significant_difference_of_two_groups_is_their_analysis_of_variance()
    {
        foreach (var groups in Random(50, 2))
        {
            var anova = OneWayAnova.Of(groups).Value!;
            var pair = PairwiseTests.Lsd(groups).Value!.Pairs.Single();

            References.Relative(pair.T * pair.T, anova.F).Should().BeLessThan(1e-13);
            References.Relative(pair.P, anova.P).Should().BeLessThan(1e-12);
            (pair.Low > 0 || pair.High < 0).Should().Be(pair.P < 0.05);
        }
    }

    [Fact]
    public void Games_and_howell_of_two_groups_are_welch()
    {
        foreach (var groups in Random(20, 2))
        {
            var expected = PairwiseTests.Welch(groups).Value!.Pairs.Single();
            var pair = PairwiseTests.GamesHowell(groups).Value!.Pairs.Single();
            var welch = WelchAnova.Of(groups).Value!;

            References.Relative(pair.P, expected.P).Should().BeLessThan(1e-11);
            References.Relative(pair.Low!.Value, expected.Low!.Value).Should().BeLessThan(1e-9);
            References.Relative(welch.P, expected.P).Should().BeLessThan(1e-12);
        }
    }

    [Fact]
    public void The_interval_of_games_and_howell_leaves_out_zero_when_p_is_under_alpha()
    {
        foreach (var pair in Random(20, 4).SelectMany(g => PairwiseTests.GamesHowell(g).Value!.Pairs))
        {
            (pair.Low > 0 || pair.High < 0).Should().Be(pair.P < 0.05);
        }
    }

    [Fact]
    public void Holm_only_raises_p_and_keeps_their_order()
    {
        foreach (var groups in Random(50, 5))
        {
            var raw = PairwiseTests.Lsd(groups).Value!.Pairs;
            var adjusted = PairwiseTests.Holm(groups).Value!.Pairs;

            raw.Zip(adjusted).Should().OnlyContain(p => p.Second.P >= p.First.P && p.Second.P <= 1);
            adjusted.Zip(raw).OrderBy(p => p.Second.P).Select(p => p.First.P).Should().BeInAscendingOrder();
            References.Relative(adjusted.Min(p => p.P), Math.Min(1, 10 * raw.Min(p => p.P))).Should().BeLessThan(1e-15);
        }
    }

    [Fact]
    public void Adding_a_constant_to_all_answers_changes_no_test()
    {
        foreach (var groups in Random(20, 3))
        {
            decimal[][] moved = [.. groups.Select(g => g.Select(v => v + 1_000_000_000_000_000m).ToArray())];

            OneWayAnova.Of(moved).Value!.F.Should().Be(OneWayAnova.Of(groups).Value!.F);
            WelchAnova.Of(moved).Value.Should().Be(WelchAnova.Of(groups).Value);
            Levene.AroundMeans(moved).Value.Should().Be(Levene.AroundMeans(groups).Value);
            Levene.AroundMedians(moved).Value.Should().Be(Levene.AroundMedians(groups).Value);
        }
    }

    [Fact]
    public void Cohens_d_of_a_known_pair()
    {
        // Means 3 and 5, pooled variance 2.5: d = −2/√2.5; exact factor for 8 degrees of freedom Γ(4)/(2 Γ(3.5)).
        var sizes = EffectSizes.Of([1, 2, 3, 4, 5], [3, 4, 5, 6, 7]).Value!;

        References.Relative(sizes.CohenD, -2 / Math.Sqrt(2.5)).Should().BeLessThan(1e-15);
        References.Relative(sizes.HedgesG / sizes.CohenD, 6 / (2 * 3.3233509704478425)).Should().BeLessThan(1e-13);
    }

    [Fact]
    public void Kruskal_and_wallis_on_two_groups_is_mann_and_whitney_without_its_continuity_correction()
    {
        foreach (var groups in Random(30, 2))
        {
            var h = KruskalWallis.Of(groups).Value!.H;
            var test = MannWhitney.Of(groups[0], groups[1]).Value!;
            var distance = Math.Abs(test.U - (groups[0].Length * groups[1].Length / 2.0));

            Math.Abs(test.Z).Should().BeApproximately(Math.Max(0, distance - 0.5) / Math.Max(distance, 0.5) * Math.Sqrt(h), 1e-13);
        }
    }

    [Theory]
    [InlineData("1 2 3 4 4", "2 2 5 6")]
    [InlineData("1 1 1 2", "2 3 3 3 3 8")]
    [InlineData("5", "1 2 3 4")]
    [InlineData("4 4 4", "4 4 5")]
    public void Mann_and_whitney_is_exact_with_ties_too(string first, string second)
    {
        decimal[] one = [.. first.Split(' ').Select(decimal.Parse)];
        decimal[] other = [.. second.Split(' ').Select(decimal.Parse)];
        decimal[] all = [.. one, .. other];

        // Every choice of the first group, one bit for each answer.
        var sums = Enumerable.Range(0, 1 << all.Length).Where(s => int.PopCount(s) == one.Length)
            .Select(s => U([.. all.Where((_, i) => ((s >> i) & 1) == 1)], [.. all.Where((_, i) => ((s >> i) & 1) == 0)])).ToList();
        var observed = U(one, other);
        var tail = (double)Math.Min(sums.Count(u => u <= observed), sums.Count(u => u >= observed)) / sums.Count;

        var test = MannWhitney.Of(one, other).Value!;

        test.U.Should().Be(observed);
        References.Relative(test.PExact!.Value, Math.Min(1, 2 * tail)).Should().BeLessThan(1e-13);
        test.P.Should().Be(test.PExact);
    }

    [Fact]
    public void Many_ranks_are_judged_by_the_normal_curve()
    {
        var test = MannWhitney.Of([.. Enumerable.Range(0, 60).Select(i => (decimal)i)], [.. Enumerable.Range(10, 60).Select(i => (decimal)i)]).Value!;

        (test.PExact, test.P).Should().Be((null, test.PNormal));
    }

    private static double U(decimal[] first, decimal[] second) => first.Sum(a => second.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));

    private static IEnumerable<decimal[][]> Random(int count, int groups)
    {
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            yield return [.. Enumerable.Range(0, groups).Select(g => Enumerable.Range(0, random.Next(5, 40)).Select(_ => (decimal)Math.Min(8, random.Next(1, 8) + random.Next(0, g + 1))).ToArray())];
        }
    }
}
