namespace InclusionNumerique.Statistics;

/// <summary>One item of a block against the others.</summary>
/// <param name="Item">Position, from 0.</param>
/// <param name="RestCorrelation">Correlation with the sum of the other items; null when one of the two has no variance.</param>
/// <param name="AlphaWithout">Alpha of the block without this item; null for a block of two, or when the others' sum has no variance.</param>
public sealed record AlphaItem(int Item, double Mean, double Deviation, double? RestCorrelation, double? AlphaWithout);

/// <summary>Items scored against the direction of the block: x becomes Least + Most − x.</summary>
/// <param name="Items">Positions, from 0.</param>
public sealed record ReversedItems(IReadOnlySet<int> Items, decimal Least, decimal Most);

/// <summary>Cronbach's alpha: how far the items of a block measure one thing. May be negative.</summary>
/// <param name="Count">People, all of them with an answer to every item.</param>
/// <param name="Alpha">k/(k − 1)·(1 − Σ item variances / variance of the sum).</param>
/// <param name="Low">Of Feldt's interval (1965), as <paramref name="High"/>.</param>
/// <param name="Standardized">k r̄ / (1 + (k − 1) r̄) with the mean correlation r̄ of the items; null when an item has no variance.</param>
public sealed record CronbachAlpha(int Count, double Alpha, double Low, double High, double? Standardized, IReadOnlyList<AlphaItem> Items)
{
    /// <param name="people">Each person a list of answers in the order of the items; incomplete people are left out by the caller.</param>
    /// <param name="confidence">Of the interval, 0 to 1.</param>
    public static Calculation<CronbachAlpha> Of(IReadOnlyList<IReadOnlyList<decimal>> people, ReversedItems? reversed = null, double confidence = 0.95)
    {
        var refusal = people.Count == 0 ? Reasons.NoAnswers
            : CrossProducts.Refuse(people) is { } shape ? shape
            : people[0].Count == 1 ? Reasons.OneItem
            : people.Count == 1 ? Reasons.OnePerson
            : reversed is null ? null
            : reversed.Items.Any(i => i < 0 || i >= people[0].Count) ? Reasons.UnknownReversedItem
            : people.Any(p => reversed.Items.Any(i => p[i] < reversed.Least || p[i] > reversed.Most)) ? Reasons.BeyondScale
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        var block = new ItemBlock(reversed is null ? people : [.. people.Select(p => Turned(p, reversed))]);
        if (block.Alpha(-1) is not { } alpha)
        {
            return Reasons.NoVariationOfScore;
        }

        var (df1, df2) = (people.Count - 1, (people.Count - 1) * (block.Items - 1));
        var tail = (1 - confidence) / 2;
        var error = 1 - alpha;
        return new CronbachAlpha(
            people.Count,
            alpha.ToDouble(),
            1 - (error.ToDouble() * Tails.CriticalF(tail, df1, df2)),
            1 - (error.ToDouble() * Tails.CriticalF(1 - tail, df1, df2)),
            block.Standardized(),
            [.. Enumerable.Range(0, block.Items).Select(block.Item)]);
    }

    private static decimal[] Turned(IReadOnlyList<decimal> person, ReversedItems reversed) =>
        [.. person.Select((v, i) => reversed.Items.Contains(i) ? reversed.Least + reversed.Most - v : v)];
}
