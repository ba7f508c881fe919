using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Workshops;

public enum WorkshopView
{
    Upcoming,
    Past,
}

/// <summary>What a list of sessions is narrowed to; null: no matter.</summary>
public sealed record WorkshopFilter(WorkshopView View = WorkshopView.Upcoming, int? SiteId = null, WorkshopKind? Kind = null, int? ThemeId = null, WorkshopLevel? Level = null);

/// <param name="Seated">Registered people who have a seat.</param>
/// <param name="Came">Marked present, those who came without registration included.</param>
public sealed record WorkshopSessionRow(
    Guid Id, WorkshopKind Kind, string Title, WorkshopLevel? Level, int SiteId, string Site, string? Room, DateTimeOffset StartsAt, DateTimeOffset EndsAt, WorkshopState State,
    short? Capacity, int Seated, int Waiting, int Came, short? Headcount, IReadOnlyList<string> Mediators)
{
    public int Free => Math.Max(0, (Capacity ?? 0) - Seated);
}

public sealed record WorkshopSessionsPage(IReadOnlyList<WorkshopSessionRow> Rows, bool HasMore);

public sealed record PartnerName(Guid Id, string Name);

public sealed record WorkshopTheme(string Label, string NationalTheme);

public sealed record WorkshopSessionDetail(
    WorkshopSessionRow Row, uint Version, Guid? WorkshopId, string? Aims, string? Material, IReadOnlyList<WorkshopTheme> Themes, string SiteName, string? SiteAddress, string? SitePhone,
    string? CancelReason, IReadOnlyList<Guid> MediatorIds, IReadOnlyList<PartnerName> Partners);

/// <summary>One person of a session's list.</summary>
/// <param name="Rank">Among those who wait, from 1; null: has a seat, or came without registration.</param>
/// <param name="Name">Of a file that the reader may see.</param>
/// <param name="NewsAt">When something last changed for the person: a seat came free, or the session's hour, place or taking place.</param>
public sealed record WorkshopPlaceRow(
    Guid Id, short Number, short? Seat, int? Rank, string? Label, Guid? VisitorId, string? Name, bool HasFile, bool IsWalkIn, DateTimeOffset? PromotedAt, Attendance? Attendance, string RegisteredBy,
    DateTimeOffset? NewsAt, DateTimeOffset? ToldAt, string? ToldBy)
{
    public bool IsToTell => NewsAt is { } news && !(ToldAt >= news);
}

/// <summary>What a person takes away.</summary>
public sealed record WorkshopSlip(WorkshopSessionDetail Session, short Number, int? Rank);

/// <summary>One passing of the common grid.</summary>
public sealed record GridPoint(short Score, HelpLevel Level, DateTimeOffset At);

/// <summary>Where a person with a file stood before a session, and stands since.</summary>
public sealed record WorkshopGridRow(Guid VisitorId, string Name, GridPoint? Before, GridPoint? After);

public sealed record WorkshopRow(
    Guid Id, uint Version, string Name, string Aims, WorkshopLevel Level, int SiteId, string Site, short Capacity, string? Material, bool IsActive, IReadOnlyList<Choice> Themes,
    DateTimeOffset? NextAt, int Planned, int Held);

public sealed record WorkshopMediator(Guid Id, string Name, IReadOnlyList<int> SiteIds);

/// <summary>What the form of a session offers.</summary>
public sealed record WorkshopChoices(IReadOnlyList<WorkshopRow> Series, IReadOnlyList<WorkshopMediator> Mediators)
{
    public static WorkshopChoices Empty { get; } = new([], []);
}
