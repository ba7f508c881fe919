using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>The true counts of a period. They stay in this folder: only <see cref="DisclosedCounts"/> leaves it.</summary>
internal sealed class PeriodCounts
{
    private readonly Dictionary<(Dimension, int), long> _counts;
    private readonly WaitingRows _waiting;

    public PeriodCounts(DateOnly from, DateOnly to, FigureStep step, PeriodFacts facts, IReadOnlyList<NameRow> names)
    {
        (From, To, Minutes, _waiting) = (from, to, facts.Minutes, facts.Waiting);
        _counts = facts.Counts.ToDictionary(r => ((Dimension)r.Dimension, r.Key), r => r.Count);
        foreach (var range in Minutes.GroupBy(m => RangeOf(m.Minutes)))
        {
            _counts[(Dimension.DurationRange, range.Key)] = range.Sum(m => m.Count);
        }

        var priority = names.Where(n => n.IsPriority).Select(n => n.Key).ToHashSet();
        foreach (var place in Keys(Dimension.District).ToArray().GroupBy(key => key == 0 ? 0 : priority.Contains(key) ? 1 : 2))
        {
            _counts[(Dimension.Priority, place.Key)] = place.Sum(key => this[Dimension.District, key]);
        }

        foreach (var theme in Keys(Dimension.Theme).ToArray())
        {
            Add(Dimension.StatedThemes, theme, this[Dimension.Theme, theme] - this[Dimension.FoundTheme, theme]);
        }

        AddOrigins(step);
        AddWaiting();
        AddTriages(_waiting.Triages);
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public IReadOnlyList<MinutesRow> Minutes { get; }

    public long Visits => Keys(Dimension.State).Sum(key => this[Dimension.State, key]);

    public long Sessions => Minutes.Sum(m => m.Count);

    public long Requests => Keys(Dimension.Outcome).Sum(key => this[Dimension.Outcome, key]);

    public long this[Dimension dimension, int key] => _counts.GetValueOrDefault((dimension, key));

    public IEnumerable<int> Keys(Dimension dimension) => _counts.Keys.Where(k => k.Item1 == dimension).Select(k => k.Item2);

    public WaitRow? WaitAt(Dimension dimension, int key) => _waiting.Waits.FirstOrDefault(w => w.Dimension == (int)dimension && w.Key == key);

    /// <summary>Half-days with a session, of one site or of all together.</summary>
    public long HalfDaysAt(int? siteId) => _waiting.HalfDays.Where(h => siteId is null || h.SiteId == siteId).Sum(h => h.HalfDays);

    /// <summary>First day of the days that a column is counted with where visits are told apart by origin: of days, the week.</summary>
    public static int WeekOf(int column, DateOnly from, FigureStep step) => step == FigureStep.Day ? Math.Max(column - (column % 7), from.DayNumber) : column;

    /// <summary>Counts the requests of each cell of the cross table.</summary>
    public void Count(CrossSpec cross)
    {
        foreach (var pair in Keys(Dimension.Pair).ToArray())
        {
            if (cross.CellOf(pair / CrossSpec.Base, pair % CrossSpec.Base) is { } cell)
            {
                Add(Dimension.Cross, cell, this[Dimension.Pair, pair]);
            }
        }
    }

    private void AddOrigins(FigureStep step)
    {
        foreach (var week in Keys(Dimension.Column).ToArray().GroupBy(column => WeekOf(column, From, step)))
        {
            var (all, met) = (week.Sum(column => this[Dimension.Column, column]), week.Sum(column => this[Dimension.ByAppointment, column]));
            foreach (var column in week)
            {
                _counts.Remove((Dimension.ByAppointment, column));
            }

            Add(Dimension.ByAppointment, week.Key, met);
            Add(Dimension.Otherwise, week.Key, all - met);
            Add(Dimension.Origin, 0, all - met);
            Add(Dimension.Origin, 1, met);
        }
    }

    private void AddWaiting()
    {
        var waited = WaitAt(0, 0)?.Ended ?? 0;
        Add(Dimension.Waited, 1, waited);
        // The statements read one after the other: somebody may have been seen in between.
        Add(Dimension.Waited, 0, Math.Max(0, this[Dimension.State, (int)VisitState.Seen] - waited));
        foreach (var minutes in Minutes)
        {
            Add(Dimension.SiteSessions, minutes.SiteId, minutes.Count);
        }
    }

    private void AddTriages(IReadOnlyList<TriageRow> triages)
    {
        foreach (var (advice, decision, autonomy, theme, count) in triages)
        {
            var (isFollowed, isKiosk) = (advice == decision, decision == (int)Direction.Kiosk);
            Add(Dimension.Triaged, 1, count);
            Add(Dimension.Advice, advice, count);
            Add(isFollowed ? Dimension.FollowedAdvice : Dimension.OtherDecision, advice, count);
            Add(Dimension.OtherDecision, 0, isFollowed ? 0 : count);
            Add(Dimension.Kiosk, 1, isKiosk ? count : 0);
            Add(Dimension.Kiosk, isKiosk ? 0 : 2, isFollowed ? 0 : count);
            Add(Dimension.Asked, 0, autonomy == 0 ? count : 0);
            Add(Dimension.Asked, 1, autonomy is 0 or (int)Autonomy.Autonomous ? 0 : count);
            Add(Dimension.Asked, 2, autonomy == (int)Autonomy.Autonomous && !isKiosk ? count : 0);
            Add(Dimension.Asked, 3, autonomy == (int)Autonomy.Autonomous ? count : 0);
            Add(Dimension.Asked, 4, autonomy == 0 ? 0 : count);
            Add(Dimension.StatedTheme, theme, count);
        }

        Add(Dimension.Triaged, 0, Math.Max(0, Visits - this[Dimension.Triaged, 1]));
    }

    private void Add(Dimension dimension, int key, long count) => _counts[(dimension, key)] = this[dimension, key] + count;

    /// <summary>The national ranges: 30 min belongs to "30min à 1 h".</summary>
    private static int RangeOf(int minutes) => minutes switch
    {
        < 30 => 1,
        < 60 => 2,
        < 120 => 3,
        _ => 4,
    };
}
