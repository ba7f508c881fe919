using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>
/// Letters of groups such that two groups share a letter if and only if they do not differ: one letter for each greatest set of groups
/// without a difference inside, found by insertion and absorption (Piepho 2004).
/// </summary>
public static class CompactLetters
{
    /// <summary>More groups than a table shows, and few enough for one machine word.</summary>
    public const int GroupsMost = 64;

    /// <summary>Letters only if the overall test is significant; all "a" otherwise.</summary>
    /// <param name="alpha">A difference is a p strictly below it.</param>
    public static IReadOnlyList<string> Protected(OneWayAnova overall, PairwiseTests tests, double alpha = 0.05) =>
        overall.P < alpha ? Unprotected(tests, alpha) : Of(tests.Groups, []);

    /// <summary>Letters whatever the overall test says, as in the report of 2022.</summary>
    public static IReadOnlyList<string> Unprotected(PairwiseTests tests, double alpha = 0.05) =>
        Of(tests.Groups, tests.Pairs.Where(p => p.P < alpha).Select(p => (p.First, p.Second)));

    /// <param name="groups">Number of groups, in display order: "a" is a letter of the first.</param>
    /// <param name="different">Pairs of positions, from 0.</param>
    /// <returns>For each group its letters in alphabetical order, "ab" for example.</returns>
    public static IReadOnlyList<string> Of(int groups, IEnumerable<(int First, int Second)> different)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups, GroupsMost);
        List<ulong> sets = groups == 0 ? [] : [ulong.MaxValue >> (GroupsMost - groups)];
        foreach (var (first, second) in different)
        {
            sets = Absorbed(sets.SelectMany(s => Split(s, 1UL << first, 1UL << second)));
        }

        // Reversed bits put the set of the earliest groups first.
        sets = Swept([.. sets.OrderByDescending(Reversed)], groups);
        return [.. Enumerable.Range(0, groups).Select(g => string.Concat(sets.Index().Where(s => Holds(s.Item, g)).Select(s => Letter(s.Index))))];
    }

    private static IEnumerable<ulong> Split(ulong set, ulong first, ulong second) =>
        (set & first) != 0 && (set & second) != 0 ? [set & ~first, set & ~second] : [set];

    private static List<ulong> Absorbed(IEnumerable<ulong> sets)
    {
        var kept = new List<ulong>();
        foreach (var set in sets.OrderByDescending(BitOperations.PopCount).Where(s => !kept.Exists(k => (s & ~k) == 0)))
        {
            kept.Add(set);
        }

        return kept;
    }

    // From six groups on a letter may say nothing new: each of its pairs shares another one. The last such letters go first.
    private static List<ulong> Swept(List<ulong> sets, int groups)
    {
        for (var i = sets.Count - 1; i >= 0; i--)
        {
            var others = sets.Where((_, j) => j != i).ToList();
            var members = Enumerable.Range(0, groups).Where(g => Holds(sets[i], g)).ToList();
            if (members.All(g => members.All(h => others.Exists(o => Holds(o, g) && Holds(o, h)))))
            {
                sets = others;
            }
        }

        return sets;
    }

    private static bool Holds(ulong set, int group) => ((set >> group) & 1) != 0;

    private static ulong Reversed(ulong set)
    {
        var reversed = 0UL;
        for (var i = 0; i < GroupsMost; i++)
        {
            reversed |= ((set >> i) & 1) << (GroupsMost - 1 - i);
        }

        return reversed;
    }

    private static string Letter(int index) => index < 26 ? $"{(char)('a' + index)}" : index < 52 ? $"{(char)('A' + index - 26)}" : $"({index + 1})";
}
