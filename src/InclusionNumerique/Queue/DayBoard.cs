using InclusionNumerique.Appointments;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Queue;

/// <summary>One visit of the day as the board shows it.</summary>
/// <param name="Number">Null: the person never waited.</param>
/// <param name="Rank">1 urgent, 2 an appointment that is due or a wait of more than 45 minutes, 3 a walk-in, 4 an appointment not yet due.</param>
/// <param name="Name">From the person's file, where the actor may see it.</param>
public sealed record BoardRow(
    Guid VisitId,
    int SiteId,
    short? Number,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? StateSince,
    VisitState State,
    Origin Origin,
    Priority Priority,
    int Rank,
    string? UrgentReason,
    short Calls,
    Guid? MediatorId,
    string? Mediator,
    string? WantedMediator,
    bool IsWantedByActor,
    VisitFacts Facts,
    TriageSummary? Triage,
    Guid? VisitorId,
    string? Name,
    VisitAppointment? Appointment,
    IReadOnlyList<SessionSummary> Sessions)
{
    /// <summary>What the desk calls the person: the number, or for a visit without one the hour.</summary>
    public string Title => Number is { } number ? $"n° {number}" : $"arrivée à {ArrivedAt.ToParis():H:mm}";
}

/// <summary>What a person who came by appointment came for.</summary>
public sealed record VisitAppointment(Guid Id, DateTimeOffset StartsAt, string Reason, int? ThemeId);

public sealed record TriageSummary(NeedKind? Need, Urgency? Urgency, Autonomy? Autonomy, int? ThemeId, string? Theme, Direction Decision, string? Papers);

public sealed record SessionSummary(Guid Id, string Mediator, int Minutes, IReadOnlyList<string> Subjects, RequestOutcome Outcome);

/// <summary>Somebody who receives at the site today.</summary>
/// <param name="Number">Of the person called or received now; null: free, unless <paramref name="IsBusy"/>.</param>
/// <param name="Until">Local time; null: not said.</param>
public sealed record PresentMediator(Guid Id, string Name, string? Place, TimeOnly? Until, short? Number, bool IsBusy, int Paused);

/// <summary>Minutes that somebody who arrives now may expect: from a first to a third quartile, never one false minute.</summary>
public sealed record WaitEstimate(int From, int To);

/// <summary>A site's day: who is expected by appointment, who waits in the order of the calls, who is with a mediator, who has gone (the latest ones), and who receives.</summary>
public sealed record DayBoard(
    DateTimeOffset ReadAt,
    IReadOnlyList<AppointmentRow> Expected,
    IReadOnlyList<BoardRow> Waiting,
    IReadOnlyList<BoardRow> Received,
    IReadOnlyList<BoardRow> Gone,
    int Seen,
    int LeftUnseen,
    IReadOnlyList<PresentMediator> Present,
    WaitEstimate? Estimate)
{
    public static DayBoard Empty { get; } = new(default, [], [], [], [], 0, 0, [], null);

    public IEnumerable<BoardRow> Rows => Waiting.Concat(Received).Concat(Gone);
}

/// <summary>What the hall shows: numbers only.</summary>
/// <param name="Called">The latest call first.</param>
public sealed record HallBoard(string Site, IReadOnlyList<HallCall> Called, int Waiting, WaitEstimate? Estimate);

/// <param name="Place">Null: the digital space.</param>
/// <param name="Calls">How often the number was called in vain before.</param>
/// <param name="IsCalling">False: the person is there already.</param>
public sealed record HallCall(short Number, string? Place, int Calls, bool IsCalling);

/// <summary>To whom and where a person can be handed over.</summary>
public sealed record HandOverChoices(IReadOnlyList<(Guid Id, string Name, bool IsPresent)> Mediators, IReadOnlyList<(int Id, string Name)> Sites);
