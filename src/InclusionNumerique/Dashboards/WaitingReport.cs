namespace InclusionNumerique.Dashboards;

/// <summary>Minutes from the turn to the first session: half of the people wait less than the median, nine in ten less than the ninth decile.</summary>
/// <param name="IsNone">Nobody waited. Else null minutes: too few to show.</param>
public sealed record Wait(bool IsNone, int? Median, int? NinthDecile);

public sealed record WaitLine(string Label, Wait Now, Wait? Before);

/// <summary>Waits of one column over time.</summary>
/// <param name="Before">Of the compared column that stands beside; null: none does.</param>
public sealed record WaitColumn(DateOnly Start, Wait Now, Wait? Before);

/// <summary>Waits of those who arrive in a weekday's mornings (before 13 h) or afternoons.</summary>
public sealed record WaitHalfDay(DayOfWeek Day, bool IsAfternoon, Wait Now, Wait? Before);

/// <param name="HalfDays">Half-days with one session at least; null when the sessions are too few to show.</param>
/// <param name="Sessions">Per half-day.</param>
public sealed record HalfDayLine(string Label, long? HalfDays, double? Sessions, long? HalfDaysBefore, double? SessionsBefore);

/// <summary>A part of a named whole.</summary>
public sealed record Proportion(Figure Part, Figure Whole)
{
    /// <summary>0 to 1; null when one of the two is hidden or there is no whole.</summary>
    public double? Share => Whole.Value is > 0 and { } whole ? (double?)Part.Value / whole : null;
}

/// <param name="Key">What the line is among the orientations; null where no list shows them.</param>
public sealed record ProportionLine(string Label, Proportion Now, Proportion? Before, int? Key = null);

/// <summary>Waiting, triage and load of the desks in a period; hidden as the counts are.</summary>
public sealed record WaitingReport
{
    public required WaitLine All { get; init; }

    public required IReadOnlyList<WaitLine> Sites { get; init; }

    /// <summary>By hour of arrival.</summary>
    public required IReadOnlyList<WaitLine> Hours { get; init; }

    public required IReadOnlyList<WaitColumn> Columns { get; init; }

    /// <summary>From Monday morning to Sunday afternoon, those on which nobody waited left out.</summary>
    public required IReadOnlyList<WaitHalfDay> ByHalfDay { get; init; }

    /// <summary>Of those who waited and wait no more.</summary>
    public required ProportionLine LeftUnseen { get; init; }

    public required HalfDayLine HalfDays { get; init; }

    public required IReadOnlyList<HalfDayLine> HalfDaysOfSites { get; init; }

    /// <summary>Of the triages.</summary>
    public required ProportionLine Followed { get; init; }

    /// <summary>By advice, followed among given.</summary>
    public required IReadOnlyList<ProportionLine> Advice { get; init; }

    /// <summary>Of the triages.</summary>
    public required ProportionLine Asked { get; init; }

    /// <summary>Of those who were asked.</summary>
    public required ProportionLine Autonomous { get; init; }

    /// <summary>Of the autonomous: nobody else may be sent there.</summary>
    public required ProportionLine SentToKiosk { get; init; }

    /// <summary>The theme stated at triage is among the requests, of the visits that stated one and were seen.</summary>
    public required ProportionLine StatedTheme { get; init; }

    public required ProportionLine FoundOnTheWay { get; init; }
}
