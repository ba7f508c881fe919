namespace InclusionNumerique.Statistics;

/// <summary>Kruskal and Wallis's test on ranks, corrected for ties: for answers that are only an order.</summary>
/// <param name="H">χ² with <see cref="Df"/> = k − 1 degrees of freedom, for groups of about five or more.</param>
/// <param name="EpsilonSquared">H / (N − 1): the share of the ranks' variation that is between the groups, 0 to 1.</param>
/// <param name="MeanRanks">Of the groups, in the order given.</param>
public sealed record KruskalWallis(double H, int Df, double P, double EpsilonSquared, IReadOnlyList<double> MeanRanks)
{
    public static Calculation<KruskalWallis> Of(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        if (Series.Refuse(groups) is { } refusal)
        {
            return refusal;
        }

        // (N − 1) · between / total of the ranks is H with its correction for ties.
        Moments[] ranks = [.. Ranks.Doubled(groups).Select(s => s.Moments())];
        var sums = SumsOfSquares.Of(ranks);
        var total = sums.Between + sums.Within;
        if (total.IsZero)
        {
            return Reasons.AllEqual;
        }

        var share = sums.Between / total;
        var h = (share * (ranks.Sum(r => r.Count) - 1)).ToDouble();
        return new KruskalWallis(h, sums.DfBetween, Tails.ChiSquare(h, sums.DfBetween), share.ToDouble(), [.. ranks.Select(r => r.Mean.ToDouble())]);
    }
}
