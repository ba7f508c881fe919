namespace InclusionNumerique.Openings;

/// <summary>A row of the database function opening_periods: somebody receives somewhere, all exceptions, absences, closures and holidays taken out.</summary>
internal sealed record PeriodRow(Guid RuleId, Guid MediatorId, int SiteId, OpeningKind Kind, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsChanged);

internal sealed record SlotRow(int SiteId, Guid MediatorId, DateTimeOffset StartsAt);

/// <summary>Who is on duty: now, until the end of the week, and when the next free slot is.</summary>
public sealed record DutyBoard(DateTimeOffset At, IReadOnlyList<DutySite> Sites)
{
    public static DutyBoard Empty { get; } = new(default, []);
}

/// <param name="ShutWhy">A holiday or a closure of now; null: none.</param>
/// <param name="Week">From today to Sunday, what is over left out.</param>
/// <param name="Next">The first free slot of each mediator within four weeks, soonest first.</param>
public sealed record DutySite(
    int SiteId, string Name, string ShortName, string? Address, string? Phone, string? ShutWhy, IReadOnlyList<OnDuty> Now, IReadOnlyList<DutyPeriod> Week, IReadOnlyList<NextSlot> Next);

/// <param name="Kind">Null: present without an opening.</param>
/// <param name="Until">Null: not said.</param>
/// <param name="IsPresent">Said at the desk; otherwise it is what the opening promises.</param>
public sealed record OnDuty(Guid MediatorId, string Name, OpeningKind? Kind, DateTimeOffset? Until, string? Place, bool IsPresent);

public sealed record DutyPeriod(Guid MediatorId, string Name, OpeningKind Kind, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsChanged);

public sealed record NextSlot(Guid MediatorId, string Name, DateTimeOffset StartsAt);

/// <summary>A week across sites.</summary>
public sealed record OpeningWeekView(DateOnly Monday, IReadOnlyList<WeekDay> Days, IReadOnlyList<WeekSite> Sites)
{
    public static OpeningWeekView Empty { get; } = new(default, [], []);
}

/// <param name="Holiday">Its name; null for an ordinary day.</param>
public sealed record WeekDay(DateOnly Day, string? Holiday);

/// <param name="WalkInHalfDays">Half-days with a walk-in opening of an hour or more.</param>
public sealed record WeekSite(int SiteId, string ShortName, int WalkInHalfDays, int Promised, IReadOnlyList<HalfDay> HalfDays)
{
    public int Missing => Math.Max(0, Promised - WalkInHalfDays);
}

/// <param name="Shut">Why nobody can come: a holiday or a closure.</param>
public sealed record HalfDay(DateOnly Day, bool IsMorning, string? Shut, IReadOnlyList<WeekPeriod> Periods);

/// <summary>One rule's day in one half-day.</summary>
/// <param name="Rule">As it is on an ordinary day.</param>
/// <param name="IsChanged">An exception says something else than the rule.</param>
/// <param name="LostWhy">Null: it takes place; otherwise "absence", "fermeture", "annulée".</param>
public sealed record WeekPeriod(
    RuleRow Rule, DateOnly Day, int SiteId, Guid MediatorId, string Name, OpeningKind Kind, TimeOnly StartsAt, TimeOnly EndsAt, bool IsChanged, string? Note, string? LostWhy);

public sealed record OpeningPerson(Guid Id, string Name, bool IsVolunteer, IReadOnlyList<int> SiteIds);

/// <param name="People">Who may receive somewhere.</param>
public sealed record OpeningChoices(IReadOnlyList<(int Id, string ShortName)> Sites, IReadOnlyList<OpeningPerson> People)
{
    public static OpeningChoices Empty { get; } = new([], []);
}

public sealed record RuleRow(
    Guid Id, uint Version, Guid MediatorId, string Mediator, int SiteId, string Site, OpeningKind Kind, short Weekday, short EveryWeeks, TimeOnly StartsAt, TimeOnly EndsAt, DateOnly ValidFrom, DateOnly? ValidTo);

public sealed record AbsenceRow(Guid Id, Guid MediatorId, string Mediator, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AbsenceReason Reason);

/// <param name="Site">Null: all sites.</param>
public sealed record ClosureRow(Guid Id, int? SiteId, string? Site, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Label);

/// <summary>A planned appointment that no opening covers, or would not.</summary>
/// <param name="Person">Null where the actor does not read names.</param>
public sealed record AppointmentToMove(Guid Id, DateTimeOffset StartsAt, string Site, string Mediator, string Reason, string? Person);

public sealed record HoursOnPoster(int SiteId, string Name, string? Address, string? Phone, IReadOnlyList<PosterLine> Lines, IReadOnlyList<PosterShut> Shut);

/// <param name="From">It begins later than today; null: it has begun.</param>
/// <param name="To">Its last day, when one is known within eight weeks.</param>
public sealed record PosterLine(short Weekday, short EveryWeeks, TimeOnly StartsAt, TimeOnly EndsAt, OpeningKind Kind, IReadOnlyList<string> Names, DateOnly? From, DateOnly? To);

public sealed record PosterShut(string When, string Why);
