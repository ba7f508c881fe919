using System.Globalization;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>Against references of 40 digits, see <c>paired-references.py</c>; "sleep" and "depression" are those of R's own examples.</summary>
public sealed class PairedComparisonTests
{
    private const string Sleep = "0.7 1.9|-1.6 0.8|-0.2 1.1|-1.2 0.1|-0.1 -0.1|3.4 4.4|3.7 5.5|0.8 1.6|0.0 4.6|2.0 3.4";
    private const string Depression = "1.83 0.878|0.50 0.647|1.62 0.598|2.48 2.05|1.68 1.06|1.88 1.29|1.55 1.06|3.06 3.14|1.30 1.29";
    private const string Ratings = "3 5|4 4|2 6|5 6|6 5|3 4|1 5|4 7|5 5|2 4|7 8|3 3|4 6|6 7|5 4";

    [Theory]
    [InlineData(Sleep, 1.58, 1.22999548327987322, 4.06212768338203611, 0.00283289019738427274, 0.700114236723017201, 2.4598857632769828, 1.28455756259105444)]
    [InlineData(Depression, -0.431888888888888889, 0.426855492070924526, -3.03537541564859169, 0.0161766274349080916, -0.759999065505609336, -0.103778712272168442, -1.01179180521619723)]
    [InlineData(Ratings, 1.26666666666666667, 1.5796322658258457, 3.1056461755871243, 0.00774503951744464812, 0.391895475392024627, 2.14143785794130871, 0.801874394484112509)]
    public void The_paired_t_test(string pairs, double difference, double deviation, double t, double p, double low, double high, double effect)
    {
        var result = PairedComparison.Of(Read(pairs))!;

        Relative(result.Difference, difference).Should().BeLessThan(1e-13);
        Relative(result.Deviation, deviation).Should().BeLessThan(1e-13);
        Relative(result.T!.Value, t).Should().BeLessThan(1e-12);
        Relative(result.P!.Value, p).Should().BeLessThan(1e-10);
        Relative(result.Low!.Value, low).Should().BeLessThan(1e-9);
        Relative(result.High!.Value, high).Should().BeLessThan(1e-9);
        Relative(result.EffectSize!.Value, effect).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData(Sleep, 9, 45, 1.0 / 256)]
    [InlineData(Depression, 9, 5, 5.0 / 128)]
    [InlineData(Ratings, 12, 71, 11.0 / 1024)]
    public void Signed_ranks_are_exact_with_ties_too(string pairs, int count, double rising, double p)
    {
        var ranks = PairedComparison.Of(Read(pairs))!.Wilcoxon!;

        (ranks.Count, ranks.Rising, ranks.IsExact).Should().Be((count, rising, true));
        Relative(ranks.P, p).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void Many_people_are_compared_by_the_normal_curve_which_is_close_to_the_exact_value()
    {
        // Two hundred are exact, one more is not: with the smallest change of all in addition it is nearly the same answer.
        static decimal Change(int i) => i % 5 == 0 || i % 3 == 0 ? -i : i;
        var few = SignedRanks.Of(Enumerable.Range(2, 200).Select(Change))!;
        var many = SignedRanks.Of(Enumerable.Range(1, 201).Select(Change))!;

        (few.IsExact, many.IsExact).Should().Be((true, false));
        Math.Abs(few.P - many.P).Should().BeLessThan(0.01);
    }

    [Fact]
    public void Fewer_than_five_pairs_are_no_comparison() => PairedComparison.Of(Read("1 2|2 3|3 4|4 5")).Should().BeNull();

    [Fact]
    public void When_everybody_changes_alike_there_is_a_difference_and_no_test_by_t()
    {
        var result = PairedComparison.Of(Read("1 2|2 3|3 4|4 5|5 6"))!;

        (result.Difference, result.Deviation, result.T, result.P, result.Low, result.EffectSize).Should().Be((1, 0, null, null, null, null));
        result.Wilcoxon!.P.Should().Be(1.0 / 16);
    }

    [Fact]
    public void When_nobody_changes_there_are_no_ranks() => PairedComparison.Of(Read("1 1|2 2|3 3|4 4|5 5"))!.Wilcoxon.Should().BeNull();

    private static List<(decimal, decimal)> Read(string pairs) =>
        [.. pairs.Split('|').Select(p => p.Split(' ')).Select(p => (decimal.Parse(p[0], CultureInfo.InvariantCulture), decimal.Parse(p[1], CultureInfo.InvariantCulture)))];

    private static double Relative(double value, double reference) => Math.Abs((value / reference) - 1);
}
