namespace InclusionNumerique.Dashboards;

/// <summary>How far an orientation has got.</summary>
internal enum Stage
{
    Sent,

    /// <summary>Acknowledged, or the person is expected.</summary>
    Expected,
    Arrived,
    InCharge,
    Closed,
}

/// <summary>What the key of a count is about.</summary>
internal enum OrientationPart
{
    /// <summary>At least that <see cref="Stage"/>.</summary>
    Reached,

    /// <summary>That stage and no further: so far, or for good.</summary>
    Stopped,

    /// <summary>Open and not arrived, by stage; <see cref="OrientationCounts.All"/> of them.</summary>
    Awaited,

    /// <summary>Ended or owed to the sender, and not arrived, by stage; all of them.</summary>
    Missing,

    /// <summary>Open after the arrival, by stage.</summary>
    Helped,

    /// <summary>Refused or sent on: before the arrival, by stage after it, all of them. So are the next two.</summary>
    Refused,
    Cancelled,
    Abandoned,

    /// <summary>All, or by the state that followed.</summary>
    NotCome,

    /// <summary>Of those refused or sent on, 1: to the wrong place; 0: for another reason.</summary>
    Wrong,
    Reason,

    /// <summary>State of those refused or sent on.</summary>
    AfterRefusal,

    /// <summary>All; 0 in time, 1 overdue.</summary>
    Open,
    Outcome,
}
