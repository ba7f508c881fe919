using InclusionNumerique.Sessions;

namespace InclusionNumerique.Appointments;

/// <summary>What the slot finder is asked.</summary>
/// <param name="Minutes">Null: the reason's.</param>
/// <param name="MediatorId">Null: anybody.</param>
/// <param name="From">First day; null: today.</param>
/// <param name="MovingId">The appointment that looks for another place; its own counts as free, and its length is kept.</param>
public sealed record SlotSearch(int ReasonId, int? Minutes = null, Guid? MediatorId = null, DateOnly? From = null, Guid? MovingId = null);

public sealed record Slot(int SiteId, Guid MediatorId, string Mediator, DateTimeOffset StartsAt);

/// <summary>One site's next slots, soonest first.</summary>
public sealed record SlotColumn(int SiteId, string Site, IReadOnlyList<Slot> Slots);

/// <summary>All sites side by side.</summary>
public sealed record SlotBoard(int Minutes, IReadOnlyList<SlotColumn> Columns);

public sealed record ReasonChoice(int Id, string Label, int Minutes, string? Papers, Place Place);

public sealed record ReasonRow(
    int Id, uint Version, string Label, short Minutes, short BufferMinutes, BookingOrigin BookableBy, string? Papers, Place Place, int? ThemeId, short Position, bool IsActive);

/// <summary>Whoever an appointment is booked for from the queue or from the way out.</summary>
/// <param name="Name">From the file; null: no file, or not for the actor's eyes.</param>
public sealed record VisitToBook(Guid VisitId, string Title, Guid? VisitorId, string? Name, bool IsWaiting);

public enum AppointmentView
{
    Upcoming = 1,

    /// <summary>Their hour has passed and nobody has said what became of them.</summary>
    ToSettle = 2,

    /// <summary>The waiting list for an earlier slot.</summary>
    Earlier = 3,

    /// <summary>Settled or cancelled, the latest first.</summary>
    Past = 4,

    /// <summary>Those that a line of the figures counts, the latest first.</summary>
    Counted = 5,
}

/// <summary>A line of the figures: appointments by their own day, at the actor's sites.</summary>
public sealed record AppointmentLine(DateOnly From, DateOnly To, AppointmentState? State = null, BookingOrigin? Origin = null, CancelReason? Reason = null);

/// <param name="Person">From the file or as noted; null: not for the actor's eyes.</param>
public sealed record AppointmentRow(
    Guid Id,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int SiteId,
    string Site,
    Guid MediatorId,
    string Mediator,
    int ReasonId,
    string Reason,
    Place Place,
    AppointmentState State,
    CancelReason? CancelReason,
    string? Person,
    Guid? VisitorId,
    string? OverbookingReason,
    DateTimeOffset? WantsEarlierSince,
    bool CanBeReached)
{
    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>Nobody came, it seems: a person is asked.</summary>
    public bool IsLate(DateTimeOffset now) => State == AppointmentState.Planned && EndsAt + CloseAppointment.AbsentAfter <= now;
}

/// <summary>An earlier slot for somebody of the waiting list.</summary>
public sealed record EarlierOffer(Guid AppointmentId, Slot Slot);

/// <param name="Offers">Of the waiting list alone.</param>
public sealed record AppointmentsPage(IReadOnlyList<AppointmentRow> Rows, bool HasMore, int ToSettle, int Earlier, IReadOnlyDictionary<Guid, EarlierOffer> Offers)
{
    /// <summary>How many a line of the figures counts; null: none was asked for.</summary>
    public int? Counted { get; init; }
}

public sealed record AppointmentStepLine(DateTimeOffset At, string? By, AppointmentState State, string Site, string Mediator, DateTimeOffset StartsAt, string? Why);

/// <summary>One appointment, whole.</summary>
/// <param name="Phone">E.164; null: none, or not for the actor's eyes.</param>
public sealed record AppointmentDetail(
    AppointmentRow Row,
    string? Phone,
    string? Email,
    bool IsReminded,
    string BookedBy,
    BookingOrigin Origin,
    DateTimeOffset CreatedAt,
    string? Papers,
    string SiteName,
    string? SiteAddress,
    string? SitePhone,
    Guid? VisitId,
    short? Number,
    IReadOnlyList<AppointmentStepLine> Steps);
