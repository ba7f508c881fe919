using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>The exact variances and covariances of the items of a block.</summary>
internal sealed class ItemBlock
{
    private readonly CrossProducts cross;
    private readonly Moments[] moments;
    private readonly BigInteger[] shared;
    private readonly BigInteger all;

    /// <param name="people">Two or more, with the same items.</param>
    public ItemBlock(IReadOnlyList<IReadOnlyList<decimal>> people)
    {
        Items = people[0].Count;

        // One unit for all items, as they are summed.
        var columns = Series.Of([.. Enumerable.Range(0, Items).Select(i => people.Select(p => p[i]).ToList())]);
        moments = [.. columns.Select(c => c.Moments())];
        cross = CrossProducts.Of(columns);
        shared = [.. Enumerable.Range(0, Items).Select(a => Sum(Enumerable.Range(0, Items).Select(b => cross.Deviations(a, b))))];
        all = Sum(shared);
    }

    public int Items { get; }

    /// <summary>Alpha of the items but one, or of all with −1; null when their sum has no variance or less than two are left.</summary>
    public Fraction? Alpha(int without)
    {
        var kept = Enumerable.Range(0, Items).Where(i => i != without).ToList();
        var total = without < 0 ? all : Rest(without);
        return kept.Count < 2 || total.IsZero
            ? null
            : (1 - new Fraction(Sum(kept.Select(Own)), total)) * new Fraction(kept.Count, kept.Count - 1);
    }

    public double? Standardized()
    {
        if (Enumerable.Range(0, Items).Any(i => Own(i).IsZero))
        {
            return null;
        }

        var pairs = Enumerable.Range(0, Items).SelectMany(a => Enumerable.Range(a + 1, Items - a - 1), (a, b) => Correlation(cross.Deviations(a, b), Own(a), Own(b)));
        var mean = pairs.Average();
        var spread = 1 + ((Items - 1) * mean);
        return spread == 0 ? null : Items * mean / spread;
    }

    public AlphaItem Item(int item)
    {
        var (own, rest) = (Own(item), Rest(item));
        return new(
            item,
            moments[item].Mean.ToDouble(),
            Math.Sqrt(moments[item].Variance.ToDouble()),
            own.IsZero || rest.IsZero ? null : Correlation(shared[item] - own, own, rest),
            Alpha(item)?.ToDouble());
    }

    private static BigInteger Sum(IEnumerable<BigInteger> terms) => terms.Aggregate(BigInteger.Zero, (sum, term) => sum + term);

    private static double Correlation(BigInteger shared, BigInteger own, BigInteger other) =>
        shared.Sign * Math.Sqrt(Fraction.Quotient(shared * shared, own * other));

    private BigInteger Own(int item) => cross.Deviations(item, item);

    /// <summary>Of the sum of the other items: the sum of all less what holds this one.</summary>
    private BigInteger Rest(int item) => all - (2 * shared[item]) + Own(item);
}
