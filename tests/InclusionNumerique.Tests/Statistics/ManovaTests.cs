using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

public sealed class ManovaTests
{
    [Fact]
    public void One_item_is_the_analysis_of_variance()
    {
        var anova = OneWayAnova.Of(References.Item("missions", 2)).Value!;
        var manova = Manova.Of(Items("missions", 1, 1)).Value!;

        foreach (var test in All(manova))
        {
            References.Relative(test.F, anova.F).Should().BeLessThan(1e-13);
            References.Relative(test.P, anova.P).Should().BeLessThan(1e-12);
            References.Relative(test.PartialEtaSquared, anova.EtaSquared).Should().BeLessThan(1e-13);
            (test.Df1, test.Df2).Should().Be((anova.DfBetween, anova.DfWithin));
        }
    }

    [Fact]
    public void For_two_groups_the_four_statistics_are_one_test()
    {
        var manova = Manova.Of(Items("training", 0, 14)).Value!;

        manova.Eigenvalues.Should().ContainSingle();
        foreach (var test in All(manova))
        {
            References.Relative(test.F, manova.Pillai.F).Should().BeLessThan(1e-13);
            References.Relative(test.PartialEtaSquared, manova.Pillai.Value).Should().BeLessThan(1e-13);
        }
    }

    [Fact]
    public void The_order_and_the_scale_of_the_items_do_not_matter()
    {
        var manova = Manova.Of(Items("structures", 0, 8)).Value!;
        var other = Manova.Of([.. Items("structures", 0, 8).Select(g => g.Select(p => p.Reverse().Select((v, i) => (v * (i + 1) * 0.001m) + 1_000_000).ToArray()).ToArray())]).Value!;

        foreach (var (test, expected) in All(other).Zip(All(manova)))
        {
            References.Relative(test.F, expected.F).Should().BeLessThan(1e-13);
        }
    }

    // The second item differs from the first by one part in ten thousand: a matrix of doubles would have lost half of its digits.
    [Fact]
    public void Nearly_equal_items_lose_no_digit()
    {
        var plain = Items("structures", 0, 2);
        var near = plain.Select(g => g.Select(p => new[] { p[0], p[0] + (p[1] * 0.0001m) }).ToArray()).ToArray();

        foreach (var (test, expected) in All(Manova.Of(near).Value!).Zip(All(Manova.Of(plain).Value!)))
        {
            References.Relative(test.F, expected.F).Should().BeLessThan(1e-13);
        }
    }

    [Fact]
    public void Equal_means_are_no_difference_at_all()
    {
        var manova = Manova.Of([[[1, 2], [3, 5], [5, 2]], [[2, 4], [4, 1], [3, 4]]]).Value!;

        All(manova).Should().OnlyContain(t => t.F == 0 && t.P == 1 && t.PartialEtaSquared == 0);
        manova.Wilks.Value.Should().Be(1);
    }

    [Fact]
    public void Hotelling_and_lawley_have_no_test_when_the_items_use_up_the_error()
    {
        var manova = Manova.Of([[[1, 2, 4], [3, 5, 1]], [[2, 4, 3], [4, 1, 1]], [[2, 7, 5], [5, 1, 2]]]).Value!;

        manova.HotellingLawley.Should().BeNull();
        new[] { manova.Pillai, manova.Wilks, manova.Roy }.Should().OnlyContain(t => double.IsFinite(t.F) && t.Df2 > 0 && t.P >= 0 && t.P <= 1);
    }

    [Fact]
    public void Sixty_items_are_analysed()
    {
        var random = new Random(7);
        decimal[][][] groups = [.. ((int[])[120, 75, 50]).Select(n => Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, 60).Select(_ => (decimal)random.Next(1, 9)).ToArray()).ToArray())];

        All(Manova.Of(groups).Value!).Should().OnlyContain(t => t.F > 0 && t.P > 0 && t.P < 1);
    }

    private static decimal[][][] Items(string name, int first, int count) =>
        [.. References.People(name).Select(g => g.Select(p => p.Skip(count == 1 ? first : 0).Take(count).ToArray()).ToArray())];

    private static ManovaStatistic[] All(Manova manova) => [manova.Pillai, manova.Wilks, manova.HotellingLawley!, manova.Roy];
}
