using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>Answers as whole numbers of one unit: value = <see cref="Whole"/> / <see cref="Unit"/>, without rounding.</summary>
internal sealed record Series(BigInteger[] Whole, BigInteger Unit)
{
    public int Count => Whole.Length;

    /// <summary>Several groups in one common unit.</summary>
    public static Series[] Of(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        var scale = groups.SelectMany(g => g).Select(v => v.Scale).DefaultIfEmpty().Max();
        var unit = BigInteger.Pow(10, scale);
        return [.. groups.Select(g => new Series([.. g.Select(v => Shifted(v, scale))], unit))];
    }

    /// <summary>Null when every group can be summed up and there are two at least.</summary>
    public static Refusal? Refuse(IReadOnlyList<IReadOnlyList<decimal>> groups) =>
        groups.Count == 0 || groups.All(g => g.Count == 0) ? Reasons.NoAnswers
        : groups.Count == 1 ? Reasons.OneGroup
        : groups.Any(g => g.Count == 0) ? Reasons.EmptyGroup
        : null;

    public Moments Moments()
    {
        BigInteger sum = 0, squares = 0;
        foreach (var value in Whole)
        {
            sum += value;
            squares += value * value;
        }

        return new(Count, new(sum, Unit), new((Count * squares) - (sum * sum), Count * Unit * Unit));
    }

    /// <summary>Distances to the mean, exact: n·y − Σy is a whole number.</summary>
    public Series DistancesToMean()
    {
        var sum = Whole.Aggregate(BigInteger.Zero, (a, b) => a + b);
        return new([.. Whole.Select(v => BigInteger.Abs((Count * v) - sum))], Count * Unit);
    }

    /// <summary>Distances to the median; of an even count, to the middle between the two central values.</summary>
    public Series DistancesToMedian()
    {
        var sorted = Whole.Order().ToArray();
        var twice = sorted[(Count - 1) / 2] + sorted[Count / 2];
        return new([.. Whole.Select(v => BigInteger.Abs((2 * v) - twice))], 2 * Unit);
    }

    private static BigInteger Shifted(decimal value, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (decimal.IsNegative(value) ? -digits : digits) * BigInteger.Pow(10, scale - value.Scale);
    }
}

/// <summary>What the analyses of means need of one group, exact.</summary>
/// <param name="Deviations">Sum of the squared deviations from the group's own mean.</param>
internal sealed record Moments(int Count, Fraction Sum, Fraction Deviations)
{
    public Fraction Mean => Sum / Count;

    /// <summary>With n − 1 in the denominator: of two values at least.</summary>
    public Fraction Variance => Deviations / (Count - 1);
}
