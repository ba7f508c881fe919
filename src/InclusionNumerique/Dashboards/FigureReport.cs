using InclusionNumerique.Lists;

namespace InclusionNumerique.Dashboards;

/// <param name="Share">Of the table's total, 0 to 1; null when the line or the total is hidden.</param>
/// <param name="IsUnsaid">Those of whom nothing was noted.</param>
/// <param name="Key">What the line is in the lists and in the visits; null where no list of visits shows it.</param>
public sealed record FigureLine(string Label, Compared Count, double? Share, bool IsUnsaid = false, int? Key = null);

/// <summary>One table of the page.</summary>
/// <param name="Id">For the address of the section and the CSV.</param>
/// <param name="Head">What the lines are, as the column's heading.</param>
/// <param name="Unit">What is counted: visites, demandes, accompagnements.</param>
public sealed record FigureTable(string Id, string Title, string Head, string Unit, Compared Total, IReadOnlyList<FigureLine> Lines)
{
    public bool IsEmpty => Total.Now.Value == 0;
}

/// <summary>One column over time.</summary>
/// <param name="Start">First day of the day, week or month, within the period.</param>
public sealed record FigureColumn(DateOnly Start, Figure Count);

/// <summary>A weekday's mornings (before 13 h) and afternoons.</summary>
/// <param name="Days">How many of these days the period holds.</param>
public sealed record HalfDays(DayOfWeek Day, int Days, Figure Morning, Figure Afternoon);

/// <param name="Median">Of the sessions, in minutes; null when too few.</param>
public sealed record SiteLine(int Id, string Label, Compared Visits, double? Share, int? Median);

/// <summary>Incidents that touch a period, those that kept people from working among them.</summary>
public sealed record IncidentCounts(int Total, int Blocking);

/// <summary>Minutes of the sessions; null when they are too few to show.</summary>
public sealed record Durations(long? TotalMinutes, int? MedianMinutes);

/// <summary>All the figures of a period, with small counts already hidden: what the page shows, prints and exports.</summary>
public sealed record FigureReport
{
    public required FigureFilter Filter { get; init; }

    /// <summary>Beyond the team (decision 28).</summary>
    public bool IsOutside { get; init; }

    /// <summary>False beyond the team, unless it is a whole year of all sites: people, appointments, orientations and triage are not told.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Beyond the team nothing is told by week or day.</summary>
    public FigureStep Step => IsOutside ? FigureStep.Month : Filter.Period.Step;

    /// <summary>Every district that one may ask for, in the house's order.</summary>
    public required IReadOnlyList<Choice> Districts { get; init; }

    /// <summary>The site's name, or what the sites are together; and the districts, where not everybody counts.</summary>
    public required string SiteLabel { get; init; }

    /// <summary>The other site's name; null: what stands beside is another period, or nothing.</summary>
    public required string? BesideLabel { get; init; }

    /// <summary>1 to 10 visits, or, beyond the team, visits that would tell such a number: nothing else is shown.</summary>
    public bool IsTooSmall => Visits.Now.Mask != Mask.None;

    public bool IsEmpty => Visits.Now.Value == 0;

    public required Compared Visits { get; init; }

    public required Compared Sessions { get; init; }

    public required Compared Requests { get; init; }

    public required PeopleFigures People { get; init; }

    public required Durations Durations { get; init; }

    public required Durations? DurationsBefore { get; init; }

    public required IReadOnlyList<SiteLine> Sites { get; init; }

    public required IReadOnlyList<FigureColumn> Columns { get; init; }

    /// <summary>Null where they cannot stand beside, see <see cref="FigureFilter.StepBeside"/>.</summary>
    public required IReadOnlyList<FigureColumn>? ColumnsBefore { get; init; }

    public required IReadOnlyList<HalfDays> HalfDays { get; init; }

    /// <summary>All sites together first; empty where not everybody counts.</summary>
    public required IReadOnlyList<LoadLine> Load { get; init; }

    public required CrossTable Cross { get; init; }

    /// <summary>Requests found on the way, of those of the theme.</summary>
    public required IReadOnlyList<ProportionLine> FoundByTheme { get; init; }

    /// <summary>Requests of the organisation or theme asked for, by week or month; null: none was.</summary>
    public required FigureTable? OverTime { get; init; }
    public required IReadOnlyList<HalfDays>? HalfDaysBefore { get; init; }

    /// <summary>Null for who may not see them, as the compared ones.</summary>
    public required IncidentCounts? Incidents { get; init; }

    public required IncidentCounts? IncidentsBefore { get; init; }

    public required WaitingReport Waiting { get; init; }

    public required AppointmentReport Appointments { get; init; }

    public required OrientationReport Orientations { get; init; }

    /// <summary>Every plain table, by <see cref="FigureTable.Id"/>.</summary>
    public required IReadOnlyDictionary<string, FigureTable> Tables { get; init; }
}
