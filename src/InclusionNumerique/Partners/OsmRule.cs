using System.Globalization;
using InclusionNumerique.Sites;

namespace InclusionNumerique.Partners;

/// <summary>Minutes from 0:00 of a day, half-open; past midnight the end is more than 1440.</summary>
internal readonly record struct OsmSpan(int From, int To)
{
    public bool Holds(int minute) => From <= minute && minute < To;

    public IEnumerable<OsmSpan> Without(IEnumerable<OsmSpan> closed) =>
        closed.Aggregate((IEnumerable<OsmSpan>)[this], (rest, c) => rest.SelectMany(s => s.Without(c)).ToList());

    /// <summary>In order, those that meet as one as long as it is not longer than <paramref name="most"/>.</summary>
    public static List<OsmSpan> Joined(IEnumerable<OsmSpan> spans, int most)
    {
        List<OsmSpan> joined = [];
        foreach (var span in spans.Order(Comparer<OsmSpan>.Create((a, b) => (a.From, a.To).CompareTo((b.From, b.To)))))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To && Math.Max(span.To, joined[^1].To) - joined[^1].From <= most)
            {
                joined[^1] = joined[^1] with { To = Math.Max(span.To, joined[^1].To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }

    private IEnumerable<OsmSpan> Without(OsmSpan closed)
    {
        OsmSpan[] rest = [this with { To = Math.Min(To, closed.From) }, this with { From = Math.Max(From, closed.To) }];
        return rest.Where(s => s.From < s.To);
    }
}

/// <summary>Weekdays from 0 for Monday, a range of them that may go over Sunday; or public holidays.</summary>
/// <param name="Nth">Of the month: 1 for the first, -1 for the last; empty for all.</param>
internal sealed record OsmDays(int From, int To, IReadOnlyList<int> Nth, bool IsHoliday = false)
{
    public static OsmDays Holidays { get; } = new(-1, -1, [], true);

    public bool Holds(DateOnly day)
    {
        if (IsHoliday)
        {
            return PublicHolidays.NameOf(day) is not null;
        }

        var fromEnd = -((DateTime.DaysInMonth(day.Year, day.Month) - day.Day) / 7) - 1;
        return HasWeekday(((int)day.DayOfWeek + 6) % 7) && (Nth.Count == 0 || Nth.Contains(((day.Day - 1) / 7) + 1) || Nth.Contains(fromEnd));
    }

    public bool HasWeekday(int weekday) => !IsHoliday && (From <= To ? From <= weekday && weekday <= To : weekday >= From || weekday <= To);
}

/// <summary>A range of days as numbers that compare: month × 100 + day, with a year 10,000 of them in front. Without a year it may go over New Year.</summary>
internal sealed record OsmDates(int From, int To)
{
    public const int Year = 10_000;

    public bool Holds(DateOnly day)
    {
        var inYear = (day.Month * 100) + day.Day;
        var key = From >= Year ? (day.Year * Year) + inYear : inYear;
        return From <= To ? From <= key && key <= To : key >= From || key <= To;
    }
}

/// <summary>ISO weeks, every <paramref name="Step"/> one.</summary>
internal sealed record OsmWeeks(int From, int To, int Step)
{
    public bool Holds(DateOnly day)
    {
        var week = ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue));
        return From <= week && week <= To && (week - From) % Step == 0;
    }
}

/// <summary>One rule: on which days, and open or closed when. An empty list of days, dates or weeks names them all.</summary>
/// <param name="OnHolidaysOnly">With <paramref name="Days"/>: only those of them that are public holidays.</param>
/// <param name="IsAdditional">After a comma: adds to the rules before instead of replacing them.</param>
internal sealed record OsmRule(
    OsmDates? Years,
    IReadOnlyList<OsmDates> Dates,
    IReadOnlyList<OsmWeeks> Weeks,
    IReadOnlyList<OsmDays> Days,
    bool OnHolidaysOnly,
    IReadOnlyList<OsmSpan> Spans,
    bool IsOff,
    bool IsAdditional)
{
    /// <summary>Not for every week, whatever its weekdays: no part of the ordinary one.</summary>
    public bool IsTiedToDates => OnHolidaysOnly || Years is not null || Dates.Count + Weeks.Count > 0;

    public bool IsDated => IsTiedToDates || Days.Any(d => d.IsHoliday || d.Nth.Count > 0);

    public bool Holds(DateOnly day) =>
        Years?.Holds(day) != false
        && (Dates.Count == 0 || Dates.Any(d => d.Holds(day)))
        && (Weeks.Count == 0 || Weeks.Any(w => w.Holds(day)))
        && (Days.Count == 0 || Days.Any(d => d.Holds(day)))
        && (!OnHolidaysOnly || PublicHolidays.NameOf(day) is not null);

    /// <summary>In a week without holidays, of no month in particular.</summary>
    public bool HoldsOnOrdinary(int weekday) => Days.Count == 0 || Days.Any(d => d.Nth.Count == 0 && d.HasWeekday(weekday));
}
