using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace InclusionNumerique.Statistics;

/// <summary>The same people measured twice: the change after − before.</summary>
/// <param name="Deviation">Standard deviation of the differences, n − 1 in the denominator.</param>
/// <param name="Low">Of the 95 % interval of the mean difference, by t with n − 1 degrees of freedom; null, as t and P, when all differences are equal.</param>
/// <param name="P">Two-sided, of the paired t test.</param>
/// <param name="EffectSize">Cohen's d_z: mean difference over its standard deviation.</param>
/// <param name="Wilcoxon">Signed ranks; null when nobody changed.</param>
public sealed record PairedComparison(
    int Count, double MeanBefore, double MeanAfter, double Difference, double Deviation, double? Low, double? High, double? T, double? P, double? EffectSize, SignedRanks? Wilcoxon)
{
    /// <summary>With fewer, a mean tells about persons, and neither test has anything to say.</summary>
    public const int CountLeast = 5;

    /// <returns>Null with fewer than <see cref="CountLeast"/> pairs.</returns>
    public static PairedComparison? Of(IReadOnlyList<(decimal Before, decimal After)> pairs)
    {
        if (pairs.Count < CountLeast)
        {
            return null;
        }

        // Sums in decimal are exact for ratings and their means to 28 digits: no digit is lost to cancellation.
        var n = pairs.Count;
        var differences = pairs.Select(p => p.After - p.Before).ToList();
        var mean = differences.Sum() / n;
        var deviation = Math.Sqrt((double)(differences.Sum(d => (d - mean) * (d - mean)) / (n - 1)));
        double? t = deviation == 0 ? null : (double)mean / (deviation / Math.Sqrt(n));
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * deviation / Math.Sqrt(n);
        return new(
            n,
            (double)(pairs.Sum(p => p.Before) / n),
            (double)(pairs.Sum(p => p.After) / n),
            (double)mean,
            deviation,
            t is null ? null : (double)mean - half,
            t is null ? null : (double)mean + half,
            t,
            t is { } value ? SpecialFunctions.BetaRegularized((n - 1) / 2.0, 0.5, (n - 1) / (n - 1 + (value * value))) : null,
            t is null ? null : (double)mean / deviation,
            SignedRanks.Of(differences));
    }
}

/// <summary>Wilcoxon's signed-rank test. People without a change are left out, equal changes share their mean rank.</summary>
/// <param name="Count">People who changed.</param>
/// <param name="Rising">Sum of the ranks of the rises.</param>
/// <param name="P">Two-sided: exact over all assignments of signs to the ranks, ties included, up to <see cref="ExactMost"/> people; normal with the corrections for ties and continuity above.</param>
public sealed record SignedRanks(int Count, double Rising, double P, bool IsExact)
{
    public const int ExactMost = 200;

    public static SignedRanks? Of(IEnumerable<decimal> differences)
    {
        var changed = differences.Where(d => d != 0).OrderBy(Math.Abs).ToArray();
        if (changed.Length == 0)
        {
            return null;
        }

        // Doubled ranks are whole numbers, ties included.
        var doubled = new int[changed.Length];
        for (int from = 0, to; from < changed.Length; from = to)
        {
            for (to = from + 1; to < changed.Length && Math.Abs(changed[to]) == Math.Abs(changed[from]); to++)
            {
            }

            Array.Fill(doubled, from + to + 1, from, to - from);
        }

        var rising = changed.Zip(doubled).Where(c => c.First > 0).Sum(c => c.Second);
        var isExact = changed.Length <= ExactMost;
        return new(changed.Length, rising / 2.0, isExact ? Exact(doubled, rising) : Normal(doubled, rising), isExact);
    }

    // The distribution of the sum when each rank is a rise or a fall with even chances, one rank after the other.
    private static double Exact(int[] doubled, int rising)
    {
        var total = doubled.Sum();
        var chance = new double[total + 1];
        chance[0] = 1;
        var reach = 0;
        foreach (var rank in doubled)
        {
            reach += rank;
            for (var sum = reach; sum >= 0; sum--)
            {
                chance[sum] = ((sum < rank ? 0 : chance[sum - rank]) + chance[sum]) / 2;
            }
        }

        var tail = Math.Min(rising, total - rising);
        return Math.Min(1, 2 * chance.Take(tail + 1).Sum());
    }

    // The variance n(n+1)(2n+1)/24 less the ties' part is a quarter of the sum of the squared ranks, ties included.
    private static double Normal(int[] doubled, int rising)
    {
        var deviation = Math.Sqrt(doubled.Sum(r => (double)r * r)) / 4;
        var distance = Math.Max(0, Math.Abs((rising / 2.0) - (doubled.Sum() / 4.0)) - 0.5);
        return Math.Min(1, SpecialFunctions.Erfc(distance / deviation / Math.Sqrt(2)));
    }
}
