using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>The counts of a period after the disclosure rule, table by table.</summary>
internal sealed partial class DisclosedCounts
{
    private readonly PeriodCounts _counts;
    private readonly OutsidePlace? _outside;
    private readonly Dictionary<(Dimension, int), Figure> _figures = [];

    /// <param name="cross">Null: no cross table is shown of the period.</param>
    public DisclosedCounts(PeriodCounts counts, IReadOnlyList<TableSpec> specs, IReadOnlyList<int> sites, IReadOnlySet<int> priorityDistricts, FigureStep step, CrossSpec? cross = null)
    {
        _counts = counts;
        Visits = Total(counts.Visits, isHidden: false);
        Sessions = Total(counts.Sessions, Visits.Mask != Mask.None);
        Requests = Total(counts.Requests, Sessions.Mask != Mask.None);
        AddPlain(Dimension.Site, sites, Visits);
        AddDistricts(priorityDistricts, [.. specs.Single(s => s.Dimension == Dimension.District).Lines.Select(l => l.Key)]);
        AddAttendance([.. specs.Single(s => s.Dimension == Dimension.Hour).Lines.Select(l => l.Key)], step);
        AddStates([.. specs.Single(s => s.Dimension == Dimension.State).Lines.Select(l => l.Key)]);
        AddLoad(sites);
        AddTriages([.. Enum.GetValues<Direction>().Select(d => (int)d)]);
        AddPlain(Dimension.StatedTheme, [0, 1, 2], this[Dimension.Triaged, 1]);
        foreach (var spec in specs.Where(s => s.Dimension is not (Dimension.District or Dimension.Priority or Dimension.Hour or Dimension.State)))
        {
            AddPlain(spec.Dimension, spec.Lines.Select(l => l.Key), TotalOf(spec));
        }

        if (cross is not null)
        {
            AddCross(cross, [.. specs.Single(s => s.Dimension == Dimension.Organisation).Lines.Select(l => l.Key)], [.. specs.Single(s => s.Dimension == Dimension.Theme).Lines.Select(l => l.Key)]);
        }
    }

    /// <summary>For readers beyond the team: what is hidden here is decided over every view that they may see.</summary>
    public DisclosedCounts(PeriodCounts counts, IReadOnlyList<TableSpec> specs, IReadOnlyList<int> sites, OutsidePlace outside)
    {
        (_counts, _outside) = (counts, outside);
        var (year, place, _) = outside;
        (Visits, Sessions, Requests) = (year.Visits(place), year.Sessions(place), year.Requests(place));
        var keys = specs.SelectMany(s => s.Lines.Select(l => (s.Dimension, l.Key))).Concat(sites.SelectMany(s => new[] { (Dimension.Site, s), (Dimension.SiteSessions, s) }))
            .Concat(Enumerable.Range(2, 14).Select(halfDay => (Dimension.HalfDay, halfDay))).Concat([(Dimension.Waited, 0), (Dimension.Waited, 1)]);
        foreach (var (dimension, key) in keys)
        {
            _figures[(dimension, key)] = year[dimension, key, place];
        }

        foreach (var month in OutsideFrame.MonthsWithin(place))
        {
            _figures[(Dimension.Column, new DateOnly(counts.From.Year, month, 1).DayNumber)] = year.Visits(month);
        }

        if (IsWhole)
        {
            // Years do not overlap, and these are shown of nothing else.
            AddPlain(Dimension.Origin, [0, 1], Visits);
            AddTriages([.. Enum.GetValues<Direction>().Select(d => (int)d)]);
            AddPlain(Dimension.StatedTheme, [0, 1, 2], this[Dimension.Triaged, 1]);
        }
    }

    public Figure Visits { get; }

    public bool IsInside => _outside is null;

    /// <summary>All there is to tell may be told: within the team always, beyond it of a whole year of all sites.</summary>
    public bool IsWhole => _outside is null or { Place: OutsideFrame.Year };

    /// <summary>Hidden when they, or the visits, are few.</summary>
    public Figure Sessions { get; }

    /// <summary>Hidden when they, the sessions or the visits are few: one person may have many.</summary>
    public Figure Requests { get; }

    /// <summary>First days of the columns.</summary>
    public IEnumerable<int> Columns => _figures.Keys.Where(k => k.Item1 == Dimension.Column).Select(k => k.Item2).Order();

    /// <summary>First days of the weeks or months that visits are told apart by origin in.</summary>
    public IEnumerable<int> OriginColumns => _figures.Keys.Where(k => k.Item1 == Dimension.ByAppointment).Select(k => k.Item2).Order();

    public Figure this[Dimension dimension, int key] => _figures.TryGetValue((dimension, key), out var figure) ? figure : _outside is null ? Figure.Of(0) : Figure.Withheld;

    public Figure TotalOf(TableSpec spec) => spec.Dimension switch
    {
        Dimension.DurationRange or Dimension.SessionInstitution => Sessions,
        Dimension.Cause when _outside is { } outside => outside.Year.Causes(outside.Place),
        Dimension.Cause => Total(spec.Lines.Sum(l => _counts[Dimension.Cause, l.Key]), Requests.Mask != Mask.None),
        Dimension.Theme or Dimension.Organisation or Dimension.RequestInstitution or Dimension.Found or Dimension.Level or Dimension.ActedBy or Dimension.Keyboard or Dimension.Outcome => Requests,
        _ => Visits,
    };

    /// <summary>Minutes may be told: beyond the team not those of one mediator.</summary>
    public bool ShowsMinutesAt(int? site) => _outside is null || site is null || !_outside.SitesOfOneMediator.Contains(site.Value);

    /// <summary>The sum of minutes too: beyond the team not by site, where one would be the rest of the others.</summary>
    public bool ShowsAllMinutesAt(int? site) => _outside is null || site is null;

    private static Figure Total(long count, bool isHidden) =>
        Disclosure.IsFew(count) ? Figure.Small : isHidden ? Figure.Withheld : Figure.Of(count);

    private void AddPlain(Dimension dimension, IEnumerable<int> keys, Figure total) =>
        Disclose(total, keys.Select(key => (dimension, key, Disclosure.Start, Disclosure.End)));

    // A district is a part of the priority ones, or of the others.
    private void AddDistricts(IReadOnlySet<int> priority, int[] districts)
    {
        int SumOf(int district) => priority.Contains(district) ? Disclosure.End + 1 : Disclosure.End + 2;
        Disclose(Visits,
        [
            (Dimension.Priority, 0, Disclosure.Start, Disclosure.End),
            (Dimension.Priority, 1, Disclosure.Start, Disclosure.End + 1),
            (Dimension.Priority, 2, Disclosure.Start, Disclosure.End + 2),
            .. districts.Where(d => d != 0).Select(d => (Dimension.District, d, SumOf(d), Disclosure.End)),
        ]);
        _figures[(Dimension.District, 0)] = this[Dimension.Priority, 0];
    }

    // By appointment or not, visits split into weeks, or longer columns. The days of a week add up to weekdays, weekdays split into half-days, and half-days add up to
    // mornings and afternoons, as hours do.
    private void AddAttendance(int[] hours, FigureStep step)
    {
        static int SumOfHalf(int half) => Disclosure.End + 1 + half;
        static int SumOfWeekday(int weekday) => Disclosure.End + 2 + weekday;
        var columns = ColumnsOf(step).ToArray();
        var areDays = step == FigureStep.Day;
        int WeekOf(int column) => PeriodCounts.WeekOf(column, _counts.From, step);
        int[] weeks = [.. columns.Select(WeekOf).Distinct()];
        int SumOfWeek(int week) => 100 + Array.IndexOf(weeks, week);
        const int without = 20, by = 21;
        (Dimension, int, int, int)[] origins =
        [
            (Dimension.Origin, 0, Disclosure.Start, without),
            (Dimension.Origin, 1, Disclosure.Start, by),
            .. weeks.SelectMany(w => new[] { (Dimension.Otherwise, w, without, SumOfWeek(w)), (Dimension.ByAppointment, w, by, SumOfWeek(w)) }),
            .. columns.Select(c => (Dimension.Column, c, SumOfWeek(WeekOf(c)), areDays ? SumOfWeekday(WeekdayOf(c)) : Disclosure.End)),
        ];
        Disclose(Visits,
        [
            .. areDays ? origins : [],
            .. Enumerable.Range(2, 14).Select(halfDay =>
                (Dimension.HalfDay, halfDay, areDays ? SumOfWeekday(halfDay / 2) : Disclosure.Start, SumOfHalf(halfDay % 2))),
            .. hours.Select(hour => (Dimension.Hour, hour, SumOfHalf(hour >= 13 ? 1 : 0), Disclosure.End)),
        ]);
        if (!areDays)
        {
            Disclose(Visits, origins);
        }
    }

    // Those who were seen waited or not; with those who left they are the base of the share that left.
    private void AddStates(int[] states)
    {
        const int seen = Disclosure.End + 1;
        Disclose(Visits,
        [
            .. states.Select(state => (Dimension.State, state, Disclosure.Start, state == (int)VisitState.Seen ? seen : Disclosure.End)),
            (Dimension.Waited, 0, seen, Disclosure.End),
            (Dimension.Waited, 1, seen, Disclosure.End),
        ]);
    }

    // A triage gives one advice, followed or not; leads to the kiosk or elsewhere; and the kiosk is for some of the autonomous, who are some of those asked.
    private void AddTriages(int[] directions)
    {
        const int triaged = 2, otherwise = 3, others = 4, kiosk = 5, elsewhere = 6, autonomous = 7, asked = 8;
        static int AdviceOf(int direction) => 10 + direction;
        Disclose(Visits,
        [
            (Dimension.Triaged, 0, Disclosure.Start, Disclosure.End),
            (Dimension.Triaged, 1, Disclosure.Start, triaged),
            .. directions.Select(d => (Dimension.Advice, d, triaged, AdviceOf(d))),
            .. directions.Select(d => (Dimension.FollowedAdvice, d, AdviceOf(d), d == (int)Direction.Kiosk ? kiosk : elsewhere)),
            .. directions.Select(d => (Dimension.OtherDecision, d, AdviceOf(d), otherwise)),
            (Dimension.OtherDecision, 0, otherwise, others),
            (Dimension.Kiosk, 0, others, kiosk),
            (Dimension.Kiosk, 2, others, elsewhere),
            (Dimension.Kiosk, 1, kiosk, autonomous),
            (Dimension.Asked, 2, elsewhere, autonomous),
            (Dimension.Asked, 3, autonomous, asked),
            (Dimension.Asked, 1, elsewhere, asked),
            (Dimension.Asked, 4, asked, Disclosure.End),
            (Dimension.Asked, 0, elsewhere, Disclosure.End),
        ]);
    }

    private IEnumerable<int> ColumnsOf(FigureStep step)
    {
        for (var day = _counts.From; day <= _counts.To; day = Next(day, step))
        {
            yield return day.DayNumber;
        }
    }

    private static DateOnly Next(DateOnly day, FigureStep step) => step switch
    {
        FigureStep.Day => day.AddDays(1),
        FigureStep.Week => day.AddDays(8 - WeekdayOf(day.DayNumber)),
        _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
    };

    // Monday is 1; so was the first day of the calendar.
    private static int WeekdayOf(int dayNumber) => (dayNumber % 7) + 1;

    // Lines of tables that stand by themselves too are hidden for another's sake only where nothing else is.
    private bool Disclose(Figure total, IEnumerable<(Dimension Dimension, int Key, int From, int To)> lines)
    {
        var disclosure = new Disclosure();
        var cells = lines.Select(l => (l.Dimension, l.Key, Cell: disclosure.Add(
            _counts[l.Dimension, l.Key], l.From, l.To, isDear: l.Dimension is Dimension.Organisation or Dimension.Theme or Dimension.Found or Dimension.SiteSessions))).ToArray();
        var isShown = total.Mask != Mask.None || disclosure.Hide();

        foreach (var (dimension, key, cell) in cells)
        {
            _figures[(dimension, key)] = total.Mask == Mask.None ? disclosure[cell] : Figure.Withheld;
        }

        return isShown;
    }
}
