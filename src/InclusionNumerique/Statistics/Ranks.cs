using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>Ranks of several groups put together, equal answers sharing their mean rank: doubled, they are whole numbers.</summary>
internal static class Ranks
{
    public static Series[] Doubled(IReadOnlyList<IReadOnlyList<decimal>> groups)
    {
        var sorted = groups.SelectMany(g => g).Order().ToArray();
        var ranks = new Dictionary<decimal, BigInteger>();
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from]; to++)
            {
            }

            ranks[sorted[from]] = from + to + 1;
        }

        return [.. groups.Select(g => new Series([.. g.Select(v => ranks[v])], 2))];
    }
}
