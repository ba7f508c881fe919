using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>The exact variances and covariances of the items of a block.</summary>
internal sealed class ItemBlock
{
    private readonly Fraction[,] products;
    private readonly Moments[] moments;

    /// <param name="people">Two or more, with the same items.</param>
    public ItemBlock(IReadOnlyList<IReadOnlyList<decimal>> people)
    {
        Items = people[0].Count;

        // One unit for all items, as they are summed.
        var columns = Series.Of([.. Enumerable.Range(0, Items).Select(i => people.Select(p => p[i]).ToList())]);
        moments = [.. columns.Select(c => c.Moments())];
        var cross = CrossProducts.Of(columns);
        products = new Fraction[Items, Items];
        for (var a = 0; a < Items; a++)
        {
            for (var b = 0; b < Items; b++)
            {
                products[a, b] = cross.Deviations(a, b);
            }
        }
    }

    public int Items { get; }

    /// <summary>Alpha of the items but one, or of all with −1; null when their sum has no variance or less than two are left.</summary>
    public Fraction? Alpha(int without)
    {
        var kept = Enumerable.Range(0, Items).Where(i => i != without).ToList();
        var total = Fraction.Sum(kept.SelectMany(_ => kept, (a, b) => products[a, b]));
        return kept.Count < 2 || total.IsZero
            ? null
            : (1 - (Fraction.Sum(kept.Select(i => products[i, i])) / total)) * new Fraction(kept.Count, kept.Count - 1);
    }

    public double? Standardized()
    {
        if (Enumerable.Range(0, Items).Any(i => products[i, i].IsZero))
        {
            return null;
        }

        var pairs = Enumerable.Range(0, Items).SelectMany(a => Enumerable.Range(a + 1, Items - a - 1), (a, b) => Correlation(products[a, b], products[a, a], products[b, b]));
        var mean = pairs.Average();
        var spread = 1 + ((Items - 1) * mean);
        return spread == 0 ? null : Items * mean / spread;
    }

    public AlphaItem Item(int item)
    {
        var others = Enumerable.Range(0, Items).Where(i => i != item).ToList();
        var own = products[item, item];
        var rest = Fraction.Sum(others.SelectMany(_ => others, (a, b) => products[a, b]));
        var shared = Fraction.Sum(others.Select(i => products[item, i]));
        return new(
            item,
            moments[item].Mean.ToDouble(),
            Math.Sqrt(moments[item].Variance.ToDouble()),
            own.IsZero || rest.IsZero ? null : Correlation(shared, own, rest),
            Alpha(item)?.ToDouble());
    }

    private static double Correlation(Fraction shared, Fraction own, Fraction other) =>
        shared.Numerator.Sign * Math.Sqrt((shared * shared / (own * other)).ToDouble());
}
