namespace InclusionNumerique.Dashboards;

/// <summary>The true counts of a period. They stay in this folder: only <see cref="DisclosedCounts"/> leaves it.</summary>
internal sealed class PeriodCounts
{
    private readonly Dictionary<(Dimension, int), long> _counts;

    public PeriodCounts(DateOnly from, DateOnly to, IEnumerable<CountRow> rows, IReadOnlyList<MinutesRow> minutes, IReadOnlyList<NameRow> names)
    {
        (From, To, Minutes) = (from, to, minutes);
        _counts = rows.ToDictionary(r => ((Dimension)r.Dimension, r.Key), r => r.Count);
        foreach (var range in minutes.GroupBy(m => RangeOf(m.Minutes)))
        {
            _counts[(Dimension.DurationRange, range.Key)] = range.Sum(m => m.Count);
        }

        var priority = names.Where(n => n.IsPriority).Select(n => n.Key).ToHashSet();
        foreach (var place in Keys(Dimension.District).ToArray().GroupBy(key => key == 0 ? 0 : priority.Contains(key) ? 1 : 2))
        {
            _counts[(Dimension.Priority, place.Key)] = place.Sum(key => this[Dimension.District, key]);
        }
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public IReadOnlyList<MinutesRow> Minutes { get; }

    public long Visits => Keys(Dimension.State).Sum(key => this[Dimension.State, key]);

    public long Sessions => Minutes.Sum(m => m.Count);

    public long Requests => Keys(Dimension.Outcome).Sum(key => this[Dimension.Outcome, key]);

    public long this[Dimension dimension, int key] => _counts.GetValueOrDefault((dimension, key));

    public IEnumerable<int> Keys(Dimension dimension) => _counts.Keys.Where(k => k.Item1 == dimension).Select(k => k.Item2);

    /// <summary>The national ranges: 30 min belongs to "30min à 1 h".</summary>
    private static int RangeOf(int minutes) => minutes switch
    {
        < 30 => 1,
        < 60 => 2,
        < 120 => 3,
        _ => 4,
    };
}
