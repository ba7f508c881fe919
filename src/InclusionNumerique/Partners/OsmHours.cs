using NpgsqlTypes;

namespace InclusionNumerique.Partners;

/// <summary>Opening hours in the OSM syntax, as the national standard writes them: "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; PH off".</summary>
public sealed class OsmHours
{
    private const int DayMinutes = 24 * 60;
    private const int WeekMinutes = 7 * DayMinutes;

    private readonly IReadOnlyList<OsmRule> _rules;

    private OsmHours(IReadOnlyList<OsmRule> rules)
    {
        _rules = rules;
        Week = WeekOf([.. rules.Where(r => !r.IsTiedToDates)]);
        IsDated = rules.Any(r => r.IsDated);
    }

    /// <summary>The ordinary week in minutes from Monday 0:00, as half-open ranges within [0, 10080), in order.</summary>
    public NpgsqlRange<int>[] Week { get; }

    /// <summary>The text names dates, months, week numbers or public holidays: <see cref="Week"/> alone does not say.</summary>
    public bool IsDated { get; }

    /// <summary>Null when the text is empty or cannot be read.</summary>
    public static OsmHours? Read(string? text) => OsmHoursReader.Read(text) is { } rules ? new OsmHours(rules) : null;

    /// <summary>At a local time of Rennes.</summary>
    public bool IsOpenAt(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        var minute = (int)local.TimeOfDay.TotalMinutes;
        return SpansOn(day).Any(s => s.Holds(minute)) || (day > DateOnly.MinValue && SpansOn(day.AddDays(-1)).Any(s => s.Holds(minute + DayMinutes)));
    }

    /// <summary>Open periods of one day, as written on a poster; a period past midnight ends on the next day.</summary>
    public IReadOnlyList<(TimeOnly From, TimeOnly To)> On(DateOnly day) => [.. SpansOn(day).Select(s => (Time(s.From), Time(s.To)))];

    private List<OsmSpan> SpansOn(DateOnly day) => Spans(_rules, rule => rule.Holds(day));

    private static TimeOnly Time(int minutes) => TimeOnly.MinValue.AddMinutes(minutes);

    // A later rule takes the whole day over, unless it only adds to it or closes some hours of it.
    private static List<OsmSpan> Spans(IEnumerable<OsmRule> rules, Func<OsmRule, bool> holds)
    {
        List<OsmSpan> spans = [];
        foreach (var rule in rules.Where(holds))
        {
            spans = (rule.IsOff, rule.IsAdditional) switch
            {
                (true, _) => [.. spans.SelectMany(s => s.Without(rule.Spans))],
                (_, true) => [.. spans, .. rule.Spans],
                _ => [.. rule.Spans],
            };
        }

        return OsmSpan.Joined(spans, DayMinutes);
    }

    private static NpgsqlRange<int>[] WeekOf(IReadOnlyList<OsmRule> rules)
    {
        var week = Enumerable.Range(0, 7)
            .SelectMany(weekday => Spans(rules, rule => rule.HoldsOnOrdinary(weekday)).Select(s => new OsmSpan(s.From + (weekday * DayMinutes), s.To + (weekday * DayMinutes))))
            .SelectMany(s => new[] { s with { To = Math.Min(s.To, WeekMinutes) }, new OsmSpan(Math.Max(s.From, WeekMinutes) - WeekMinutes, s.To - WeekMinutes) })
            .Where(s => s.From < s.To);
        return [.. OsmSpan.Joined(week, WeekMinutes).Select(s => new NpgsqlRange<int>(s.From, true, s.To, false))];
    }
}
