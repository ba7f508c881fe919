using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>Exact sums and sums of products of several items answered by the same people, each item in its own whole unit.</summary>
internal sealed class CrossProducts
{
    private readonly BigInteger[] totals;
    private readonly BigInteger[,] products;

    private CrossProducts(Series[] items)
    {
        Count = items[0].Count;
        totals = [.. items.Select(s => s.Whole.Aggregate(BigInteger.Zero, (a, b) => a + b))];
        products = new BigInteger[items.Length, items.Length];
        for (var a = 0; a < items.Length; a++)
        {
            for (var b = a; b < items.Length; b++)
            {
                products[a, b] = products[b, a] = Product(items[a].Whole, items[b].Whole);
            }
        }
    }

    public int Count { get; }

    /// <summary>Sum of one item.</summary>
    public BigInteger Total(int item) => totals[item];

    /// <summary>Count times the sum of the products of two items' deviations from their means.</summary>
    public BigInteger Deviations(int a, int b) => (Count * products[a, b]) - (totals[a] * totals[b]);

    /// <summary>One for each group; the unit of an item is common to the groups.</summary>
    /// <param name="groups">Groups of people, each a list of as many answers as there are items; no group is empty.</param>
    public static CrossProducts[] Of(IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>> groups)
    {
        var items = Enumerable.Range(0, groups[0][0].Count);
        Series[][] columns = [.. items.Select(i => Series.Of([.. groups.Select(g => g.Select(row => row[i]).ToList())]))];
        return [.. Enumerable.Range(0, groups.Count).Select(g => new CrossProducts([.. columns.Select(c => c[g])]))];
    }

    /// <summary>Of one group, with one series for each item.</summary>
    public static CrossProducts Of(Series[] items) => new(items);

    /// <summary>Null when all people answered the same items, one at least.</summary>
    public static Refusal? Refuse(IEnumerable<IReadOnlyList<decimal>> people)
    {
        List<int> lengths = [.. people.Select(p => p.Count).Distinct()];
        return lengths.Count > 1 ? Reasons.RaggedRows : lengths is [0] ? Reasons.NoItems : null;
    }

    private static BigInteger Product(BigInteger[] a, BigInteger[] b)
    {
        BigInteger sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
