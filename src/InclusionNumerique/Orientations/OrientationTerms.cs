namespace InclusionNumerique.Orientations;

/// <summary>Up to <see cref="Refused"/> somebody owes the next action; from <see cref="Redirected"/> on it has ended.</summary>
public enum OrientationState : short
{
    Sent = 1,
    Acknowledged = 2,
    AppointmentSet = 3,

    /// <summary>The person is to come by themselves, before <see cref="Orientation.ExpectedUntil"/>.</summary>
    Expected = 4,

    /// <summary>With a proof, always.</summary>
    Arrived = 5,
    Supported = 6,
    NoShow = 7,
    Refused = 8,

    /// <summary>Sent on: see the child.</summary>
    Redirected = 9,
    Closed = 10,
    Abandoned = 11,
    Cancelled = 12,
}

public enum TargetKind : short
{
    DigitalSpace = 1,

    /// <summary>An institution of the house, at a site.</summary>
    HouseService = 2,
    Partner = 3,
}

/// <summary>What was done so that the person gets there.</summary>
public enum OrientationMode : short
{
    /// <summary>Told where it is.</summary>
    Explained = 1,
    AppointmentMade = 2,

    /// <summary>Walked there in person (conduit).</summary>
    Accompanied = 3,
}

/// <summary>How it is known that the person came.</summary>
public enum ArrivalProof : short
{
    /// <summary>The person's file, at the desk.</summary>
    File = 1,

    /// <summary>The code of the slip, typed or scanned.</summary>
    Code = 2,
    Appointment = 3,
    PartnerLink = 4,
    PartnerCall = 5,
    SaidByPerson = 6,

    /// <summary>Seen by the service that received the person.</summary>
    SeenByReceiver = 7,
}

public enum OrientationOutcome : short
{
    Helped = 1,
    PartlyHelped = 2,
    LongSupport = 3,
    RightOpened = 4,
    NeedGone = 5,
    DeclinedByPerson = 6,
}

/// <summary>Why an orientation went wrong. Up to 19: the person was sent to the wrong place ("mal orientée").</summary>
public enum OrientationReason : short
{
    SocialNotDigital = 1,
    NotAutonomousForKiosk = 2,
    WebsiteDown = 3,
    ServiceNotOffered = 4,
    OutOfArea = 5,
    ConditionsNotMet = 6,
    OtherWrong = 19,
    NoRoom = 21,
    AlreadyFollowed = 22,
    PapersMissing = 23,
    TemporarilyClosed = 24,
    OtherRefusal = 39,
    DidNotCome = 41,
    CannotBeReached = 42,
    OtherNoShow = 49,
    NoNews = 51,
    GaveUp = 52,
    NothingElseFits = 53,
    OtherAbandoned = 59,
    Mistake = 61,
    NeedGone = 62,
    PersonDeclines = 63,
    OtherCancelled = 69,
}

/// <summary>What the person agrees that the receiver reads.</summary>
[Flags]
public enum SharedFacts : short
{
    None = 0,
    Name = 1,
    Phone = 2,

    /// <summary>The sender's own words on the need.</summary>
    Note = 4,
}

/// <summary>Who answers for a step, or owes the next one.</summary>
public enum OrientationSide : short
{
    Sender = 1,
    Receiver = 2,

    /// <summary>The person is to come.</summary>
    Person = 3,

    /// <summary>By the link, without an account.</summary>
    Partner = 4,
    Coordinator = 5,
}
