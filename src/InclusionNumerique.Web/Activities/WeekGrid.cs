using InclusionNumerique.Activities;

namespace InclusionNumerique.Web.Activities;

/// <param name="Entry">Null: a gap.</param>
/// <param name="From">First row of the grid, from 1.</param>
/// <param name="To">Not included.</param>
/// <param name="Lane">0: the whole width; 1 and 2: a half, beside what takes place at the same time.</param>
public sealed record WeekBlock(WeekEntry? Entry, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int From, int To, int Lane)
{
    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    public string Rows => $"grid-row:{From} / {To}";
}

/// <summary>Where the entries of a week lie in a grid of quarters of an hour, and the gaps between them.</summary>
public sealed class WeekGrid
{
    private const int Quarter = 15;
    private const int GapLeast = 30;

    private static readonly TimeOnly DayStart = new(9, 0);
    private static readonly TimeOnly DayEnd = new(17, 30);

    private readonly DateTimeOffset _now;

    public WeekGrid(MyWeek week, DateTimeOffset now)
    {
        _now = now;
        var hours = week.Days.SelectMany(d => d.Entries.Select(e => (e.StartsAt, EndsAt: EndOf(e))).Concat(d.Openings.Select(o => (o.StartsAt, o.EndsAt)))).Select(p => (From: p.StartsAt.ToParis(), To: p.EndsAt.ToParis())).ToList();
        FirstHour = hours.Select(h => h.From.Hour).Append(9).Min();
        LastHour = hours.Select(h => h.To.Date > h.From.Date ? 24 : h.To.Hour + (h.To.Minute > 0 ? 1 : 0)).Append(18).Max();
    }

    public int FirstHour { get; }

    /// <summary>Not included.</summary>
    public int LastHour { get; }

    public int Rows => (LastHour - FirstHour) * 60 / Quarter;

    /// <summary>In the order of the day, gaps included.</summary>
    public IReadOnlyList<WeekBlock> Blocks(ActivityDay day)
    {
        var blocks = day.Entries.Select(e => Place(day.Day, e, e.StartsAt, EndOf(e))).ToList();
        var laned = blocks.Select((b, i) => b with { Lane = LaneOf(blocks, i) });
        return [.. laned.Concat(Gaps(day).Select(g => Between(blocks, Place(day.Day, null, g.From, g.To)))).OrderBy(b => b.StartsAt).ThenBy(b => b.Entry?.Kind)];
    }

    public string RowsOf(DateOnly day, WeekOpening opening) => Place(day, null, opening.StartsAt, opening.EndsAt).Rows;

    private WeekBlock Place(DateOnly day, WeekEntry? entry, DateTimeOffset from, DateTimeOffset to)
    {
        var first = ParisTime.At(day, new TimeOnly(FirstHour, 0));
        int Row(DateTimeOffset at) => Math.Clamp(1 + (int)Math.Round((at - first).TotalMinutes / Quarter), 1, Rows + 1);
        var start = Math.Min(Row(from), Rows);
        return new WeekBlock(entry, from, to, start, Math.Max(Row(to), start + 1), 0);
    }

    // A timer forgotten since another day says where it began; the grid does not go on until midnight for it.
    private static DateTimeOffset EndOf(WeekEntry entry) => entry.IsRunning && entry.EndsAt.ToParis().Date != entry.StartsAt.ToParis().Date ? entry.StartsAt.AddHours(1) : entry.EndsAt;

    // Rounding to quarters must not lay a gap over what bounds it.
    private static WeekBlock Between(List<WeekBlock> blocks, WeekBlock gap)
    {
        var from = blocks.Where(b => b.StartsAt < gap.StartsAt).Select(b => b.To).Append(gap.From).Max();
        var to = blocks.Where(b => b.StartsAt >= gap.EndsAt).Select(b => b.From).Append(gap.To).Min();
        return gap with { From = from, To = Math.Max(to, from + 1) };
    }

    // Two at once stand side by side; a third shares the second half.
    private static int LaneOf(List<WeekBlock> blocks, int index)
    {
        var block = blocks[index];
        bool Meets(WeekBlock other) => !ReferenceEquals(other, block) && other.From < block.To && block.From < other.To;
        return !blocks.Exists(Meets) ? 0 : blocks.Take(index).Any(Meets) ? 2 : 1;
    }

    /// <summary>What is left between nine and half past five of days that are over or under way.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Gaps(ActivityDay day)
    {
        var (from, to) = (ParisTime.At(day.Day, DayStart), ParisTime.At(day.Day, DayEnd));
        to = to < _now ? to : _now;
        if (day.Entries.Count == 0 && day.Openings.Count == 0)
        {
            yield break;
        }

        foreach (var (start, end) in day.Entries.Select(e => (e.StartsAt, EndsAt: EndOf(e))).Append((to, to)))
        {
            if (start < to ? (start - from).TotalMinutes >= GapLeast : (to - from).TotalMinutes >= GapLeast)
            {
                yield return (from, start < to ? start : to);
            }

            from = end > from ? end : from;
        }
    }
}
