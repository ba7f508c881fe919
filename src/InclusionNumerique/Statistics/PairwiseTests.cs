namespace InclusionNumerique.Statistics;

/// <summary>Two groups of a one-way analysis compared.</summary>
/// <param name="First">Position of a group in the list analysed, from 0.</param>
/// <param name="Difference">Mean of the first less mean of the second.</param>
/// <param name="T">Difference / standard error.</param>
/// <param name="Df">Degrees of freedom of the standard error.</param>
/// <param name="P">Two-sided, adjusted where the method adjusts.</param>
/// <param name="Low">Of the interval of the difference; null for methods that have none.</param>
/// <param name="EffectSize">Cohen's d: the difference over the pooled standard deviation of the two groups; null when neither has any variance.</param>
public sealed record PairwiseTest(
    int First, int Second, double Difference, double StandardError, double T, double Df, double P, double? Low, double? High, double? EffectSize);

/// <summary>Every pair of groups compared, in the order (0, 1), (0, 2) … (1, 2) …</summary>
/// <param name="Groups">Number of groups.</param>
public sealed record PairwiseTests(int Groups, IReadOnlyList<PairwiseTest> Pairs)
{
    /// <summary>Fisher's least significant difference: t with the error of all groups, no adjustment. Its protection by the overall F is a matter of <see cref="CompactLetters"/>.</summary>
    /// <param name="confidence">Of the intervals, 0 to 1.</param>
    public static Calculation<PairwiseTests> Lsd(IReadOnlyList<IReadOnlyList<decimal>> groups, double confidence = 0.95)
    {
        // One error for all pairs, so one quantile: it takes longer than the rest of a pair.
        double? critical = null;
        return Pooled(groups, (pair, error, df) =>
        {
            var test = pair.Test(error, df);
            var half = (critical ??= Tails.CriticalT(1 - confidence, df)) * test.StandardError;
            return test with { Low = test.Difference - half, High = test.Difference + half };
        });
    }

    /// <summary>The same t tests, p adjusted by Holm's steps: the chance of any false difference stays under alpha (Holm 1979).</summary>
    public static Calculation<PairwiseTests> Holm(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        var raw = Pooled(groups, (pair, error, df) => pair.Test(error, df));
        if (raw.Value is not { } tests)
        {
            return raw;
        }

        var adjusted = tests.Pairs.ToArray();
        var highest = 0.0;
        foreach (var (rank, index) in Enumerable.Range(0, adjusted.Length).OrderBy(i => adjusted[i].P).Index())
        {
            highest = Math.Max(highest, Math.Min(1, (adjusted.Length - rank) * adjusted[index].P));
            adjusted[index] = adjusted[index] with { P = highest };
        }

        return new PairwiseTests(tests.Groups, adjusted);
    }

    /// <summary>Welch's t for each pair, no adjustment: for unequal variances.</summary>
    public static Calculation<PairwiseTests> Welch(IReadOnlyList<IReadOnlyList<decimal>> groups, double confidence = 0.95) =>
        Separate(groups, pair =>
        {
            var (error, df) = pair.OwnError();
            var test = pair.Test(error, df);
            var half = Tails.CriticalT(1 - confidence, df) * test.StandardError;
            return test with { Low = test.Difference - half, High = test.Difference + half };
        });

    /// <summary>Welch's t for each pair judged by the studentized range of all k groups (Games and Howell 1976).</summary>
    /// <param name="confidence">Of the intervals; null for none, which take ten times as long as the rest.</param>
    public static Calculation<PairwiseTests> GamesHowell(IReadOnlyList<IReadOnlyList<decimal>> groups, double? confidence = 0.95) =>
        Separate(groups, pair =>
        {
            var (error, df) = pair.OwnError();
            var test = pair.Test(error, df);
            var half = confidence is { } sure ? StudentizedRange.Critical(1 - sure, groups.Count, df) * test.StandardError / Math.Sqrt(2) : (double?)null;
            return test with
            {
                P = StudentizedRange.Upper(Math.Abs(test.T) * Math.Sqrt(2), groups.Count, df),
                Low = test.Difference - half,
                High = test.Difference + half,
            };
        });

    private static Calculation<PairwiseTests> Pooled(IReadOnlyList<IReadOnlyList<decimal>> groups, Func<Pair, Fraction, int, PairwiseTest> compare)
    {
        if (Series.Refuse(groups) is { } refusal)
        {
            return refusal;
        }

        Moments[] moments = [.. Series.Of(groups).Select(s => s.Moments())];
        var sums = SumsOfSquares.Of(moments);
        return sums.Refuse() is { } reason
            ? reason
            : All(moments, pair => compare(pair, sums.Within / sums.DfWithin * pair.InverseCounts, sums.DfWithin));
    }

    private static Calculation<PairwiseTests> Separate(IReadOnlyList<IReadOnlyList<decimal>> groups, Func<Pair, PairwiseTest> compare)
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
        return moments.Count(m => m.Deviations.IsZero) > 1 ? Reasons.NoVariationInPair : All(moments, compare);
    }

    private static PairwiseTests All(Moments[] groups, Func<Pair, PairwiseTest> compare) =>
        new(groups.Length, [.. from i in Enumerable.Range(0, groups.Length)
                               from j in Enumerable.Range(i + 1, groups.Length - i - 1)
                               select compare(new Pair(i, j, groups[i], groups[j]))]);

    private sealed record Pair(int First, int Second, Moments One, Moments Other)
    {
        public Fraction InverseCounts => new Fraction(1, One.Count) + new Fraction(1, Other.Count);

        /// <summary>Squared standard error from the two groups' own variances, and Satterthwaite's degrees of freedom.</summary>
        public (Fraction Error, double Df) OwnError()
        {
            var (a, b) = (One.Variance / One.Count, Other.Variance / Other.Count);
            return (a + b, ((a + b) * (a + b) / ((a * a / (One.Count - 1)) + (b * b / (Other.Count - 1)))).ToDouble());
        }

        public PairwiseTest Test(Fraction squaredError, double df)
        {
            var difference = One.Mean - Other.Mean;
            var t = difference.Numerator.Sign * Math.Sqrt((difference * difference / squaredError).ToDouble());
            return new(
                First, Second, difference.ToDouble(), Math.Sqrt(squaredError.ToDouble()), t, df, Tails.T(t, df), null, null, EffectSizes.Pooled(One, Other));
        }
    }
}
