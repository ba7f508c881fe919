using InclusionNumerique.Dashboards;
using InclusionNumerique.Lists;

namespace InclusionNumerique.Activities;

public enum WeekEntryKind
{
    /// <summary>Noted by oneself; the one kind that is changed here.</summary>
    Activity,

    /// <summary>Sessions that follow each other at a site.</summary>
    Sessions,

    /// <summary>Booked, and not taken in charge yet.</summary>
    Appointment,

    /// <summary>A training that one gives or follows, a workshop or a meeting.</summary>
    Group,
}

/// <param name="Id">Of an activity; empty for the others.</param>
/// <param name="EndsAt">Of a timer that runs: now.</param>
/// <param name="Count">Sessions.</param>
public sealed record WeekEntry(WeekEntryKind Kind, Guid Id, string Label, string Site, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsRunning = false, int Count = 1)
{
    /// <summary>Of an activity, for its correction.</summary>
    public (uint Version, int TypeId, int SiteId) Activity { get; init; }

    public int Minutes => (int)Math.Round((EndsAt - StartsAt).TotalMinutes);
}

/// <summary>When one is expected to receive: behind what one did.</summary>
public sealed record WeekOpening(string Site, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public sealed record ActivityDay(DateOnly Day, string? Holiday, IReadOnlyList<WeekEntry> Entries, IReadOnlyList<WeekOpening> Openings);

public sealed record RunningTimer(Guid Id, string Type, string Site, DateTimeOffset StartedAt);

/// <summary>One person's week: what the product knows, and what the person adds.</summary>
/// <param name="Days">Monday to Friday, and the days of the week-end on which there is something.</param>
/// <param name="Types">The house's list, those that one uses most first.</param>
/// <param name="Sites">Where the person works.</param>
public sealed record MyWeek(DateOnly Monday, IReadOnlyList<ActivityDay> Days, RunningTimer? Timer, IReadOnlyList<Choice> Types, IReadOnlyList<Choice> Sites)
{
    public static MyWeek Empty(DateOnly monday) => new(monday, [], null, [], []);
}

public sealed record TimeLine(string Label, int Minutes);

/// <summary>One's own time of a period; <see cref="ReceivedMinutes"/> is that of the sessions.</summary>
public sealed record OwnTime(IReadOnlyList<TimeLine> ByType, IReadOnlyList<TimeLine> BySite, int Minutes, int ReceivedMinutes)
{
    public static OwnTime None { get; } = new([], [], 0, 0);
}

/// <summary>A sum over several people. How many they are is said from three on; what one of them did is never said.</summary>
/// <param name="People">Null: fewer than <see cref="PeopleLeast"/>.</param>
public sealed record HiddenWorkLine(string Label, int Minutes, int? People)
{
    public const int PeopleLeast = 3;

    /// <summary>Minutes of one of them on average.</summary>
    public int? Mean => People is { } people ? Minutes / people : null;
}

/// <param name="ReceivedMinutes">Of sessions, at the same sites: what the rest is compared with.</param>
public sealed record HiddenWorkReport(
    string SiteLabel, HiddenWorkLine Total, int ReceivedMinutes, IReadOnlyList<HiddenWorkLine> ByType, IReadOnlyList<HiddenWorkLine> BySite, IReadOnlyList<HiddenWorkLine> ByMonth) : IFigureReport
{
    public bool IsEmpty => Total.Minutes == 0;
}
