namespace InclusionNumerique.Statistics;

/// <param name="F">Approximate but where there are two groups or one item: then exact, and the same for all four statistics.</param>
/// <param name="Df2">Not always a whole number.</param>
/// <param name="PartialEtaSquared">0 to 1.</param>
public sealed record ManovaStatistic(double Value, double F, double Df1, double Df2, double P, double PartialEtaSquared);

/// <summary>One-way multivariate analysis of variance: do the groups differ on several items at once?</summary>
/// <param name="Count">People, all of them with an answer to every item.</param>
/// <param name="DfWithin">Count less groups.</param>
/// <param name="Eigenvalues">Of E⁻¹H, falling: as many as the smaller of items and groups − 1.</param>
/// <param name="Pillai">Σ λ/(1+λ): the most robust, to be read first.</param>
/// <param name="Wilks">Π 1/(1+λ), with Rao's F.</param>
/// <param name="HotellingLawley">Σ λ, with the F of Pillai (1955), not McKeon's; null when its F has no degrees of freedom left for the error.</param>
/// <param name="Roy">The greatest λ; its F is an upper bound, its p therefore a lower bound.</param>
public sealed record Manova(
    int Count, int Groups, int Items, int DfWithin, IReadOnlyList<double> Eigenvalues, ManovaStatistic Pillai, ManovaStatistic Wilks, ManovaStatistic? HotellingLawley, ManovaStatistic Roy)
{
    /// <summary>The smallest share of an item's variation inside the groups that the items before it may leave unexplained.</summary>
    public const double LeastOwnShare = 1e-10;

    /// <param name="groups">Groups of people, each person a list of answers in the order of the items; incomplete people are left out by the caller.</param>
    public static Calculation<Manova> Of(IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>> groups)
    {
        var count = groups.Sum(g => g.Count);
        var refusal = count == 0 ? Reasons.NoAnswers
            : groups.Count == 1 ? Reasons.OneGroup
            : groups.Any(g => g.Count == 0) ? Reasons.EmptyGroup
            : CrossProducts.Refuse(groups.SelectMany(g => g));
        if (refusal is not null)
        {
            return refusal;
        }

        var items = groups[0][0].Count;
        if (count - groups.Count < items)
        {
            return Reasons.TooFewForItems;
        }

        var elimination = GroupElimination.Of(CrossProducts.Of(groups), items);
        return elimination.Refusal is { } reason ? reason : Of(count, groups.Count, items, elimination.Eigenvalues());
    }

    private static Manova Of(int count, int groups, int items, double[] lambda)
    {
        var shape = new ManovaShape(items, groups - 1, count - groups);
        return new(count, groups, items, count - groups, lambda, shape.Pillai(lambda), shape.Wilks(lambda), shape.HotellingLawley(lambda), shape.Roy(lambda));
    }
}

/// <summary>The F of each statistic: p items, q = groups − 1, the degrees of freedom of the error.</summary>
internal sealed record ManovaShape(int P, int Q, int Error)
{
    private int S => Math.Min(P, Q);

    // V / (s − V) with s − V = Σ 1/(1+λ): a great effect leaves little of it, and the subtraction would lose that.
    public ManovaStatistic Pillai(double[] lambda)
    {
        var value = lambda.Sum(l => l / (1 + l));
        var df1 = (double)P * Q;
        var df2 = (double)S * (Error - P + S);
        return Statistic(value, df2 / df1 * value / lambda.Sum(l => 1 / (1 + l)), df1, df2, value / S);
    }

    // Rao (1951); Λ by its logarithm, whose small values keep their digits.
    public ManovaStatistic Wilks(double[] lambda)
    {
        var logarithm = lambda.Sum(Precise.LogOnePlus);
        double pq = P * Q;
        double denominator = (P * P) + (Q * Q) - 5;
        var t = denominator > 0 ? Math.Sqrt(((pq * pq) - 4) / denominator) : 1;
        var df2 = ((Error - ((P - Q + 1) / 2.0)) * t) - ((pq - 2) / 2);
        return Statistic(
            Math.Exp(-logarithm), Precise.ExpMinusOne(logarithm / t) * df2 / pq, pq, df2, -Precise.ExpMinusOne(-logarithm / S));
    }

    public ManovaStatistic? HotellingLawley(double[] lambda)
    {
        var value = lambda.Sum();
        var df1 = (double)P * Q;
        var df2 = (S * (Error - P - 1.0)) + 2;
        return df2 <= 0 ? null : Statistic(value, df2 * value / (S * df1), df1, df2, value / (S + value));
    }

    public ManovaStatistic Roy(double[] lambda)
    {
        var r = Math.Max(P, Q);
        var df2 = Error - r + Q;
        return Statistic(lambda[0], lambda[0] * df2 / r, r, df2, lambda[0] / (1 + lambda[0]));
    }

    private static ManovaStatistic Statistic(double value, double f, double df1, double df2, double eta) => new(value, f, df1, df2, Tails.F(f, df1, df2), eta);
}
