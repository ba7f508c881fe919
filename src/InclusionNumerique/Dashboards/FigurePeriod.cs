namespace InclusionNumerique.Dashboards;

public enum FigureSpan
{
    Free,
    Day,
    SevenDays,
    Month,
    Quarter,
    Year,
    TwelveMonths,
}

public enum Comparison
{
    None,

    /// <summary>The period of the same length just before.</summary>
    Before,

    /// <summary>The same days a year earlier.</summary>
    YearBefore,
}

/// <summary>The unit of the columns over time.</summary>
public enum FigureStep
{
    Day,
    Week,
    Month,
}

/// <summary>From the first to the last day, both included, at Europe/Paris. A month, quarter or year under way ends today.</summary>
public sealed record FigurePeriod(FigureSpan Span, DateOnly From, DateOnly To)
{
    private const int DayColumnsMost = 62;

    private const int WeekColumnsMost = 27 * 7;

    public int Days => To.DayNumber - From.DayNumber + 1;

    public FigureStep Step => Days <= DayColumnsMost ? FigureStep.Day : Days <= WeekColumnsMost ? FigureStep.Week : FigureStep.Month;

    /// <param name="day">A day of the month, quarter or year; the last day of the spans that end on one.</param>
    public static FigurePeriod Of(FigureSpan span, DateOnly day, DateOnly today)
    {
        var last = day < today ? day : today;
        return span switch
        {
            FigureSpan.Day => new(span, last, last),
            FigureSpan.SevenDays => new(span, last.AddDays(-6), last),
            FigureSpan.TwelveMonths => new(span, last.AddYears(-1).AddDays(1), last),
            _ => OfCalendar(span, last, today),
        };
    }

    /// <summary>The period to look at beside this one; null without comparison.</summary>
    public (DateOnly From, DateOnly To)? ComparedBy(Comparison comparison) => comparison switch
    {
        Comparison.Before => Before(),
        Comparison.YearBefore => (From.AddYears(-1), To.AddYears(-1)),
        _ => null,
    };

    /// <summary>The same span, one earlier (-1) or later (1); null past today.</summary>
    public FigurePeriod? Neighbour(int direction, DateOnly today)
    {
        if (direction > 0 && To >= today)
        {
            return null;
        }

        return Span switch
        {
            FigureSpan.Month or FigureSpan.Quarter or FigureSpan.Year => Of(Span, From.AddMonths(direction * MonthsOf(Span)), today),
            FigureSpan.TwelveMonths => Of(Span, To.AddYears(direction), today),
            FigureSpan.Free => new(Span, From.AddDays(direction * Days), To.AddDays(direction * Days)),
            _ => Of(Span, To.AddDays(direction * Days), today),
        };
    }

    private static FigurePeriod OfCalendar(FigureSpan span, DateOnly day, DateOnly today)
    {
        var months = MonthsOf(span);
        var from = new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1);
        var end = from.AddMonths(months).AddDays(-1);
        return new FigurePeriod(span, from, end < today ? end : today);
    }

    // A whole month beside the whole month before; one under way beside as many days of the month before.
    private (DateOnly From, DateOnly To) Before()
    {
        var dayBefore = From.AddDays(-1);
        if (Span is not (FigureSpan.Month or FigureSpan.Quarter or FigureSpan.Year))
        {
            return Span == FigureSpan.TwelveMonths ? (From.AddYears(-1), dayBefore) : (From.AddDays(-Days), dayBefore);
        }

        var from = From.AddMonths(-MonthsOf(Span));
        var isWhole = To == From.AddMonths(MonthsOf(Span)).AddDays(-1);
        var to = from.AddDays(Days - 1);
        return (from, isWhole || to > dayBefore ? dayBefore : to);
    }

    private static int MonthsOf(FigureSpan span) => span switch
    {
        FigureSpan.Quarter => 3,
        FigureSpan.Year => 12,
        _ => 1,
    };
}

/// <param name="SiteId">Null: every site that the actor may see.</param>
/// <param name="CompareSiteId">A site to look at beside this one, on the same days: then there is no other period.</param>
public sealed record FigureFilter(FigurePeriod Period, int? SiteId = null, Comparison Comparison = Comparison.Before, int? CompareSiteId = null)
{
    /// <summary>Only who lives in this district.</summary>
    public int? DistrictId { get; init; }

    /// <summary>Only who lives in a priority district (QPV); false: in another one.</summary>
    public bool? IsPriority { get; init; }

    /// <summary>The organisation whose requests are shown over time.</summary>
    public int? OrganisationId { get; init; }

    /// <summary>The theme whose requests are shown over time, where no organisation is.</summary>
    public int? ThemeId { get; init; }

    /// <summary>Not everybody counts. Appointments, orientations and half-days belong to no district.</summary>
    public bool IsOfDistricts => DistrictId is not null || IsPriority is not null;

    /// <summary>The days to look at beside the period's; null without comparison.</summary>
    public (DateOnly From, DateOnly To)? Beside => CompareSiteId is null ? Period.ComparedBy(Comparison) : (Period.From, Period.To);

    /// <summary>The same days and sites; what is answered beyond the team may be others than those asked for.</summary>
    public bool IsSameView(FigureFilter other) => (Period.From, Period.To, SiteId) == (other.Period.From, other.Period.To, other.SiteId);

    /// <summary>The view beside this one; null without comparison.</summary>
    public FigureFilter? Other => Beside is var (from, to) ? new(new FigurePeriod(Period.Span, from, to), CompareSiteId ?? SiteId, Comparison.None) : null;

    /// <summary>
    /// The unit of the compared columns, where the first one stands for the first one of the period, and so on: of another site, of the same weekdays, or by month.
    /// Null: a Sunday would stand beside a Monday.
    /// </summary>
    public FigureStep? StepBeside => (Beside, Period.Step) switch
    {
        (null, _) => null,
        _ when CompareSiteId is not null => Period.Step,
        ({ } beside, FigureStep.Month) when beside.From.Day == Period.From.Day => FigureStep.Month,
        ({ } beside, FigureStep.Day) when (Period.From.DayNumber - beside.From.DayNumber) % 7 == 0 => FigureStep.Day,
        _ => null,
    };
}
