namespace InclusionNumerique.Statistics;

/// <param name="Deviation">Standard deviation, n − 1 in the denominator; null for a single answer.</param>
public sealed record GroupSummary(int Count, double Mean, double? Deviation)
{
    internal static GroupSummary Of(Moments group) =>
        new(group.Count, group.Mean.ToDouble(), group.Count > 1 ? Math.Sqrt(group.Variance.ToDouble()) : null);
}

/// <summary>One-way analysis of variance by Fisher's F, for groups of equal or unequal sizes.</summary>
/// <param name="Groups">In the order given.</param>
/// <param name="Between">Sum of squares between the groups, on <see cref="DfBetween"/> = k − 1 degrees of freedom.</param>
/// <param name="Within">Sum of squares within the groups, on <see cref="DfWithin"/> = N − k degrees of freedom.</param>
/// <param name="EtaSquared">Between / total, 0 to 1.</param>
/// <param name="OmegaSquared">(Between − (k − 1)·MSE) / (total + MSE); negative when F &lt; 1.</param>
/// <param name="EpsilonSquared">(Between − (k − 1)·MSE) / total; negative when F &lt; 1.</param>
public sealed record OneWayAnova(
    IReadOnlyList<GroupSummary> Groups, double Between, double Within, int DfBetween, int DfWithin, double F, double P, double EtaSquared, double OmegaSquared, double EpsilonSquared)
{
    public double MeanSquareWithin => Within / DfWithin;

    /// <param name="groups">One list of answers for each group; missing answers are left out by the caller.</param>
    public static Calculation<OneWayAnova> Of(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        if (Series.Refuse(groups) is { } refusal)
        {
            return refusal;
        }

        Moments[] moments = [.. Series.Of(groups).Select(s => s.Moments())];
        var sums = SumsOfSquares.Of(moments);
        return sums.Refuse() is { } reason ? reason : Of(moments, sums);
    }

    private static OneWayAnova Of(Moments[] groups, SumsOfSquares sums)
    {
        var (between, within, dfBetween, dfWithin) = sums;
        var error = within / dfWithin;
        var total = between + within;
        var excess = between - (error * dfBetween);
        var test = sums.Test();
        return new(
            [.. groups.Select(GroupSummary.Of)],
            between.ToDouble(),
            within.ToDouble(),
            dfBetween,
            dfWithin,
            test.F,
            test.P,
            (between / total).ToDouble(),
            (excess / (total + error)).ToDouble(),
            (excess / total).ToDouble());
    }
}

/// <summary>An F statistic with its upper tail.</summary>
/// <param name="Df2">Not a whole number for Welch's test.</param>
public sealed record FTest(double F, double Df1, double Df2, double P);

/// <summary>The exact split of the squares between and within groups.</summary>
internal sealed record SumsOfSquares(Fraction Between, Fraction Within, int DfBetween, int DfWithin)
{
    public static SumsOfSquares Of(IReadOnlyList<Moments> groups)
    {
        var count = groups.Sum(g => g.Count);
        var sum = Fraction.Sum(groups.Select(g => g.Sum));
        var between = Fraction.Sum(groups.Select(g => g.Sum * g.Sum / g.Count)) - (sum * sum / count);
        return new(between, Fraction.Sum(groups.Select(g => g.Deviations)), groups.Count - 1, count - groups.Count);
    }

    /// <summary>Null when F exists.</summary>
    public Refusal? Refuse() =>
        DfWithin == 0 ? Reasons.SingleAnswers
        : !Within.IsZero ? null
        : Between.IsZero ? Reasons.AllEqual
        : Reasons.NoVariationWithin;

    public FTest Test()
    {
        var f = (Between * DfWithin / (Within * DfBetween)).ToDouble();
        return new(f, DfBetween, DfWithin, Tails.F(f, DfBetween, DfWithin));
    }
}
