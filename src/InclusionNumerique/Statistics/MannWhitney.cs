namespace InclusionNumerique.Statistics;

/// <summary>Mann and Whitney's test on ranks of two groups (Wilcoxon's rank sums).</summary>
/// <param name="U">Pairs in which the first group's answer is the higher, equal answers counting one half.</param>
/// <param name="Z">With the corrections for ties and continuity.</param>
/// <param name="P">Two-sided: the exact one where there is one, the normal one otherwise.</param>
/// <param name="PNormal">By Z.</param>
/// <param name="PExact">Over all ways to draw the first group from the ranks, ties included; null above <see cref="ExactMost"/> answers.</param>
/// <param name="RankBiserial">2 U / (n₁ n₂) − 1, from −1 to 1.</param>
public sealed record MannWhitney(double U, double Z, double P, double PNormal, double? PExact, double RankBiserial)
{
    public const int ExactMost = 100;

    public static Calculation<MannWhitney> Of(IReadOnlyList<decimal> first, IReadOnlyList<decimal> second)
    {
        if (Series.Refuse([first, second]) is { } refusal)
        {
            return refusal;
        }

        var ranks = Ranks.Doubled([first, second]);
        int[] one = [.. ranks[0].Whole.Select(r => (int)r)];
        int[] all = [.. one, .. ranks[1].Whole.Select(r => (int)r)];
        if (all.Distinct().Count() == 1)
        {
            return Reasons.AllEqual;
        }

        // U and its mean, doubled: whole numbers.
        var pairs = (long)first.Count * second.Count;
        var doubled = one.Sum(r => (long)r) - ((long)first.Count * (first.Count + 1));
        var distance = doubled - pairs;
        var middle = all.Length + 1L;
        var squares = all.Sum(r => (double)((r - middle) * (r - middle)));
        var deviation = Math.Sqrt(pairs * squares / (4.0 * all.Length * (all.Length - 1)));
        var z = (distance - Math.Sign(distance)) / (2 * deviation);
        var normal = Tails.Normal(z);
        double? exact = all.Length <= ExactMost ? Exact(all, one) : null;
        return new MannWhitney(doubled / 2.0, z, exact ?? normal, normal, exact, (double)distance / pairs);
    }

    // In how many ways a subset of that many ranks has each sum, one rank after the other.
    private static double Exact(int[] all, int[] one)
    {
        var total = all.Sum();
        var ways = new double[one.Length + 1][];
        for (var size = 0; size <= one.Length; size++)
        {
            ways[size] = new double[total + 1];
        }

        ways[0][0] = 1;
        foreach (var rank in all)
        {
            for (var size = one.Length; size > 0; size--)
            {
                for (var sum = rank; sum <= total; sum++)
                {
                    ways[size][sum] += ways[size - 1][sum - rank];
                }
            }
        }

        var observed = one.Sum();
        var counts = ways[one.Length];
        var low = counts.Take(observed + 1).Sum();
        var high = counts.Skip(observed).Sum();
        return Math.Min(1, 2 * Math.Min(low, high) / counts.Sum());
    }
}
