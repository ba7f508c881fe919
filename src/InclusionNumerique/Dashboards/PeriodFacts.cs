namespace InclusionNumerique.Dashboards;

/// <summary>The counts kept of a period, as <see cref="PeriodCounts"/> and the waiting figures take them.</summary>
internal sealed class PeriodFacts(IReadOnlyList<FactRow> facts, IReadOnlyList<ColumnRow> columns, IReadOnlyList<WaitCountRow> waits)
{
    private readonly ILookup<Dimension, FactRow> _facts = facts.ToLookup(f => (Dimension)f.Dimension);

    public IEnumerable<CountRow> Counts =>
    [
        .. facts.Where(f => (Dimension)f.Dimension is < Dimension.Appointment and not (Dimension.Minutes or Dimension.Origin or Dimension.Wait or Dimension.WaitEnded or Dimension.HalfDayHeld or Dimension.Triage))
            .GroupBy(f => (f.Dimension, f.Key)).Select(g => new CountRow(g.Key.Dimension, g.Key.Key, g.Sum(f => f.Count))),
        .. _facts[Dimension.State].GroupBy(f => f.SiteId).Select(g => new CountRow((int)Dimension.Site, g.Key, g.Sum(f => f.Count))),
        .. _facts[Dimension.SessionHalfDay].Select(f => new CountRow((int)Dimension.SiteHalfDay, (f.SiteId * 100) + f.Key, f.Count)),
        .. columns.Select(c => new CountRow((int)((Dimension)c.Dimension == Dimension.State ? Dimension.Column : Dimension.ByAppointment), c.Start.DayNumber, c.Count)),
    ];

    public IReadOnlyList<MinutesRow> Minutes => [.. _facts[Dimension.Minutes].Select(f => new MinutesRow(f.SiteId, f.Key, f.Count))];

    public WaitingRows Waiting => new(
        [
            Wait(0, 0, Minuted(_facts[Dimension.Wait])) with { Ended = _facts[Dimension.WaitEnded].Sum(f => f.Count) },
            .. _facts[Dimension.Wait].GroupBy(f => f.SiteId).Select(g => Wait(Dimension.Site, g.Key, Minuted(g))),
            .. _facts[Dimension.Wait].GroupBy(f => f.Key / MinutesPerDay).Select(g => Wait(Dimension.Hour, g.Key, Minuted(g))),
            .. waits.GroupBy(w => w.HalfDay).Select(g => Wait(Dimension.HalfDay, g.Key, g.Select(w => (w.Minutes, w.Count)))),
            .. waits.GroupBy(w => w.Start).Select(g => Wait(Dimension.Column, g.Key.DayNumber, g.Select(w => (w.Minutes, w.Count)))),
        ],
        [.. _facts[Dimension.HalfDayHeld].GroupBy(f => f.SiteId).Select(g => new HalfDayRow(g.Key, _facts[Dimension.Minutes].Where(m => m.SiteId == g.Key).Sum(m => m.Count), g.Sum(f => f.Count)))],
        [.. _facts[Dimension.Triage].Select(f => new TriageRow(f.Key / 1000, f.Key / 100 % 10, f.Key / 10 % 10, f.Key % 10, f.Count))]);

    private const int MinutesPerDay = 24 * 60;

    private static IEnumerable<(int Minutes, long Count)> Minuted(IEnumerable<FactRow> waits) => waits.Select(w => (w.Key % MinutesPerDay, w.Count));

    private static WaitRow Wait(Dimension dimension, int key, IEnumerable<(int Minutes, long Count)> waits)
    {
        var (count, median, ninthDecile) = Spread(waits);
        return new((int)dimension, key, count, 0, median, ninthDecile);
    }

    /// <summary>How many there are, half of which are at most the median.</summary>
    /// <param name="values">Minutes or days, in any order and as often as they come.</param>
    public static (long Count, double? Median, double? NinthDecile) Spread(IEnumerable<(int Value, long Count)> values)
    {
        List<(int, long Count)> sorted = [.. values.GroupBy(v => v.Value).Select(g => (g.Key, g.Sum(v => v.Count))).OrderBy(v => v.Key)];
        return (sorted.Sum(v => v.Count), Quantile(sorted, 0.5), Quantile(sorted, 0.9));
    }

    /// <summary>As percentile_cont has it: between two of them, in proportion. Null without any.</summary>
    /// <param name="minutes">From the fewest.</param>
    public static double? Quantile(IReadOnlyList<(int Minutes, long Count)> minutes, double share)
    {
        if (minutes.Count == 0)
        {
            return null;
        }

        int At(long rank) => minutes.First(m => (rank -= m.Count) < 0).Minutes;
        var rank = share * (minutes.Sum(m => m.Count) - 1);
        var (below, above) = (At((long)Math.Floor(rank)), At((long)Math.Ceiling(rank)));
        return below + ((rank - Math.Floor(rank)) * (above - below));
    }
}
