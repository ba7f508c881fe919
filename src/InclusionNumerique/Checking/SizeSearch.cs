namespace InclusionNumerique.Checking;

/// <summary>
/// The number of people that means of whole points betray: n people can only have means that are multiples of 1/n (Brown and Heathers, "The GRIM test", 2017),
/// and the smaller n, the less a column of means falls on such a grid by chance. A column may change its people from one table to the next:
/// the runs are the most likely ones (as optimal partitioning, Jackson et al. 2005), each new run at the price of one more number to guess.
/// </summary>
internal static class SizeSearch
{
    private const int SizesMost = 200;
    private const double Misprint = 0.01;
    private const double DownHalf = 0.1;
    private const double Margin = 10;

    public static IEnumerable<SizeRun> Runs(IReadOnlyList<(PublishedTable Table, int Group)> column)
    {
        var first = column[0].Table.Groups[column[0].Group];
        var grid = column.SelectMany(Means).Select(m => (int)(1 / m.Step)).DefaultIfEmpty(1).Max();
        var most = Math.Min(Math.Min(first.Declared ?? grid, grid), SizesMost);
        if (most < 1)
        {
            yield break;
        }

        var price = Math.Log(most) + Math.Log(Margin);
        var gains = column.Select(place => Gains([.. Means(place)], most)).ToArray();
        foreach (var (from, to) in Partition(gains, price))
        {
            var (size, gain) = Best(gains[from..to]);
            if (gain > price)
            {
                yield return new([.. column.Skip(from).Take(to - from).Select(c => c.Table)], column[from].Group, size, first.Declared);
            }
        }
    }

    private static IEnumerable<PublishedNumber> Means((PublishedTable Table, int Group) place) =>
        place.Table.Rows.Select(r => r.Cells.ElementAtOrDefault(place.Group)?.Mean).OfType<PublishedNumber>();

    /// <summary>For each size from 1: how much likelier the means are with it than with any size at all.</summary>
    private static double[] Gains(PublishedNumber[] means, int most) => [.. Enumerable.Range(1, most).Select(size =>
    {
        var chances = means.Select(m => m.Decimals).Distinct().ToDictionary(d => d, d => Chance(size, d));
        return means.Sum(mean => Grim.Fit(mean, size) switch
        {
            RoundingFit.None => Math.Log(Misprint),
            RoundingFit.HalfDown => Math.Log(DownHalf) - Math.Log(chances[mean.Decimals]),
            _ => -Math.Log(chances[mean.Decimals]),
        });
    })];

    /// <summary>The part of all printable means that this size allows: exact halves allow two.</summary>
    private static double Chance(int size, int decimals)
    {
        var step = new decimal(1, 0, 0, isNegative: false, (byte)decimals);
        var grid = (int)(1 / step);
        return Enumerable.Range(0, grid).Count(at => Grim.Fit(new(at * step, decimals, ""), size) is not (RoundingFit.None or RoundingFit.HalfDown)) / (double)grid;
    }

    private static List<(int From, int To)> Partition(double[][] gains, double price)
    {
        var best = new double[gains.Length + 1];
        var start = new int[gains.Length + 1];
        for (var to = 1; to <= gains.Length; to++)
        {
            best[to] = double.NegativeInfinity;
            for (var from = 0; from < to; from++)
            {
                var gain = Best(gains[from..to]).Gain;
                // Tables that no size explains are misprints of their neighbours', not people of their own.
                var total = best[from] + (gain < 0 ? gain - price : Math.Max(0, gain - price));
                if (total > best[to])
                {
                    (best[to], start[to]) = (total, from);
                }
            }
        }

        var runs = new List<(int, int)>();
        for (var to = gains.Length; to > 0; to = start[to])
        {
            runs.Insert(0, (start[to], to));
        }

        return runs;
    }

    private static (int Size, double Gain) Best(double[][] gains)
    {
        var totals = Enumerable.Range(0, gains[0].Length).Select(size => gains.Sum(g => g[size])).ToArray();
        var gain = totals.Max();
        return (Array.IndexOf(totals, gain) + 1, gain);
    }
}
