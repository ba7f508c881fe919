using InclusionNumerique.Queue;

namespace InclusionNumerique.Orientations;

/// <summary>Which orientations a page lists.</summary>
public enum OrientationList : short
{
    /// <summary>What the actor sent.</summary>
    Sent = 1,

    /// <summary>What comes to the actor's digital space or service.</summary>
    Received = 2,

    /// <summary>For the coordinator: what has waited too long, wherever it is.</summary>
    Late = 3,

    /// <summary>For the coordinator: those behind a figure, see <see cref="OrientationLine"/>.</summary>
    Counted = 4,
}

/// <param name="IsOpen">Open ones, or those that have ended.</param>
/// <param name="Page">From 1.</param>
public sealed record OrientationFilter(OrientationList List, bool IsOpen = true, int Page = 1);

/// <param name="Person">What the reader may call the person; null: no name for this reader.</param>
/// <param name="Target">"Espace numérique, Blosne", "CDAS, Blosne", "EPN Démo".</param>
/// <param name="IsNews">Something happened that the sender has not read.</param>
public sealed record OrientationRow(
    Guid Id, string Code, DateTimeOffset CreatedAt, string Sender, string? SenderInstitution, TargetKind TargetKind, string Target, OrientationMode Mode, NeedKind Need, Urgency Urgency, string? Theme,
    string? Person, OrientationState State, DateTimeOffset StateSince, DateOnly? DueOn, DateOnly? EscalatesOn, DateTimeOffset? ArrivedAt, DateTimeOffset? AppointmentAt, DateOnly? ExpectedUntil,
    OrientationReason? Reason, OrientationOutcome? Outcome, bool IsNews)
{
    public bool IsDue(DateOnly today) => DueOn <= today;

    public bool IsLate(DateOnly today) => EscalatesOn <= today;
}

public sealed record OrientationsPage(IReadOnlyList<OrientationRow> Rows, bool HasMore)
{
    public static OrientationsPage Empty { get; } = new([], false);

    /// <summary>How many a line of the figures counts; null: none was asked for.</summary>
    public int? Counted { get; init; }

    /// <summary>What that line is; null: all.</summary>
    public string? Line { get; init; }
}

/// <param name="News">Sent by the actor, changed since they looked.</param>
/// <param name="Owed">The actor's side owes the next action, and it is due.</param>
/// <param name="Late">For the coordinator: escalated.</param>
public sealed record OrientationCounts(int News, int Owed, int Late)
{
    public static OrientationCounts None { get; } = new(0, 0, 0);
}

/// <param name="By">Null: a partner by its link, or somebody who is gone.</param>
public sealed record OrientationStepLine(
    DateTimeOffset At, OrientationSide Side, string? By, OrientationState State, OrientationReason? Reason, OrientationOutcome? Outcome, ArrivalProof? Proof, string? Note);

/// <summary>One orientation, as far as its reader may read it.</summary>
/// <param name="Sides">Those that the reader holds.</param>
/// <param name="Phone">Null unless the reader may read it.</param>
/// <param name="TargetAddress">For the slip.</param>
/// <param name="LinkExpiresAt">Of the partner's link; null: no link.</param>
public sealed record OrientationDetail(
    OrientationRow Row, IReadOnlyList<OrientationSide> Sides, string? Phone, string? Note, SharedFacts Shared, DateTimeOffset? ConsentAt, DateTimeOffset? ConsentWithdrawnAt, ArrivalProof? Proof,
    string? MessageToSender, int Reminders, int? TargetSiteId, Guid? PartnerId, string? TargetAddress, string? TargetPhone, string? HowToRefer, Guid? ParentId, Guid? ChildId, OrientationState? ChildState, string? ChildTarget,
    DateTimeOffset? LinkExpiresAt, DateTimeOffset? LinkUsedAt, IReadOnlyList<OrientationStepLine> Steps)
{
    public bool IsSender => Sides.Contains(OrientationSide.Sender);

    public bool IsReceiver => Sides.Contains(OrientationSide.Receiver);
}

/// <summary>Who comes with that slip, for the desk that reads it.</summary>
/// <param name="Trouble">Why it does not arrive here; null when it does.</param>
public sealed record SlipRead(string? Title, string? Trouble);

/// <summary>What a sender wants to know before sending somebody there.</summary>
/// <param name="Hours">When it receives next, in words; null: not known.</param>
/// <param name="Warning">Why the person should not be sent there just now.</param>
public sealed record TargetAdvice(string? Hours, string? Papers, string? Warning, string? Address, string? Phone);

/// <param name="Id">Of <see cref="OrientationClock.State"/>.</param>
public sealed record ClockRow(OrientationState State, short RemindAfter, short EscalateAfter, uint Version);

/// <summary>What a form starts from: the visit or the file that the person is sent on from.</summary>
/// <param name="Title">"n° 14, arrivé à 9 h 40".</param>
public sealed record OrientationStart(Guid? VisitId, Guid? VisitorId, string? FileName, NeedKind? Need, Urgency? Urgency, int? ThemeId, Visits.Autonomy? Autonomy, string Title);

/// <summary>The sites and the services of the house.</summary>
public sealed record SendTargets(IReadOnlyList<Sites.SiteChoice> Sites, IReadOnlyList<Lists.Choice> Institutions)
{
    public static SendTargets None { get; } = new([], []);
}
