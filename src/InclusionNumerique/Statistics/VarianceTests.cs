namespace InclusionNumerique.Statistics;

/// <summary>Welch's test of equal means, which does not suppose equal variances (Welch 1951).</summary>
public static class WelchAnova
{
    /// <returns>F with df2 = (k² − 1) / (3 Λ). Refused when a group has fewer than two answers or no variance.</returns>
    public static Calculation<FTest> Of(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        if (Series.Refuse(groups) is { } refusal)
        {
            return refusal;
        }

        if (groups.Any(g => g.Count < 2))
        {
            return Reasons.GroupOfOne;
        }

        Moments[] moments = [.. Series.Of(groups).Select(s => s.Moments())];
        return moments.Any(m => m.Deviations.IsZero) ? Reasons.NoVariationInGroup : Test(moments);
    }

    private static FTest Test(Moments[] groups)
    {
        var k = groups.Length;
        Fraction[] weights = [.. groups.Select(g => g.Count / g.Variance)];
        var total = Fraction.Sum(weights);
        var centre = Fraction.Sum(groups.Zip(weights, (g, w) => w * g.Mean)) / total;
        var between = Fraction.Sum(groups.Zip(weights, (g, w) => w * (g.Mean - centre) * (g.Mean - centre))) / (k - 1);
        var lambda = Fraction.Sum(groups.Zip(weights, (g, w) => (1 - (w / total)) * (1 - (w / total)) / (g.Count - 1)));
        var f = (between / (1 + (lambda * new Fraction(2 * (k - 2), (k * k) - 1)))).ToDouble();
        var df = (((k * k) - 1) / (lambda * 3)).ToDouble();
        return new(f, k - 1, df, Tails.F(f, k - 1, df));
    }
}

/// <summary>Levene's test of equal variances: the analysis of variance of the distances to the group's centre.</summary>
public static class Levene
{
    /// <summary>Distances to the means: the original test (Levene 1960).</summary>
    public static Calculation<FTest> AroundMeans(IReadOnlyList<IReadOnlyList<decimal>> groups) => Of(groups, s => s.DistancesToMean());

    /// <summary>Distances to the medians, safer with skewed answers (Brown and Forsythe 1974).</summary>
    public static Calculation<FTest> AroundMedians(IReadOnlyList<IReadOnlyList<decimal>> groups) => Of(groups, s => s.DistancesToMedian());

    private static Calculation<FTest> Of(IReadOnlyList<IReadOnlyList<decimal>> groups, Func<Series, Series> distances)
    {
        if (Series.Refuse(groups) is { } refusal)
        {
            return refusal;
        }

        var sums = SumsOfSquares.Of([.. Series.Of(groups).Select(s => distances(s).Moments())]);
        return sums.DfWithin == 0 ? Reasons.SingleAnswers : sums.Within.IsZero ? Reasons.EqualDistances : sums.Test();
    }
}
