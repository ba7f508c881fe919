namespace InclusionNumerique.Visits;

/// <summary>How the person came through the door.</summary>
public enum Origin : short
{
    WalkIn = 1,
    Appointment = 2,
    Orientation = 3,
    Phone = 4,
}

public enum VisitState : short
{
    Waiting = 1,
    Seen = 2,
    LeftUnseen = 3,

    /// <summary>A mediator has called the number; the person is on the way.</summary>
    Called = 4,
    InSession = 5,

    /// <summary>The person fetches a document; the mediator may receive somebody else meanwhile.</summary>
    Paused = 6,

    /// <summary>Called three times and not there; may be called back until the day is closed.</summary>
    NoAnswer = 7,

    /// <summary>Triage sent the person elsewhere: the kiosk, a service of the house, a partner, or back home for papers.</summary>
    SentElsewhere = 8,

    /// <summary>Nobody said what became of the person: closed at 22:00, left out of the figures on waiting.</summary>
    ClosedAutomatically = 9,
}

/// <summary>Who is called first; the order within one is that of <see cref="Visit.EligibleAt"/>.</summary>
public enum Priority : short
{
    /// <summary>With a reason.</summary>
    Urgent = 1,

    /// <summary>An appointment from its hour; also a walk-in who has waited for long.</summary>
    Appointment = 2,
    WalkIn = 3,
}

/// <summary>National age bands; their labels are in <see cref="NationalLabels"/>.</summary>
public enum AgeBand : short
{
    Under12 = 1,
    From12To17 = 2,
    From18To24 = 3,
    From25To39 = 4,
    From40To59 = 5,
    From60To69 = 6,
    From70 = 7,
}

public enum Gender : short
{
    Male = 1,
    Female = 2,
}

/// <summary>Occupation, as the national tools name it ("Statut").</summary>
public enum Occupation : short
{
    Schooled = 1,
    Unemployed = 2,
    Employed = 3,
    Retired = 4,
}

/// <summary>What the person has at hand; several may hold.</summary>
[Flags]
public enum Equipment : short
{
    Computer = 1,
    Phone = 2,
    Tablet = 4,
    Other = 8,
    None = 16,
}

public enum Autonomy : short
{
    WithGuidance = 1,
    GuidanceWhenNeeded = 2,
    Autonomous = 3,
}

/// <summary>The optional facts about the person of a visit. Null: not asked, or not said.</summary>
public sealed record VisitFacts
{
    public AgeBand? AgeBand { get; set; }

    public Gender? Gender { get; set; }

    public Occupation? Occupation { get; set; }

    public Equipment? Equipment { get; set; }

    public Autonomy? Autonomy { get; set; }

    public int? DistrictId { get; set; }

    public int? LanguageId { get; set; }

    public bool? IsFirstVisit { get; set; }
}
