namespace InclusionNumerique.Orientations;

/// <summary>What a line of the figures tells orientations apart by.</summary>
public enum OrientationTally : short
{
    /// <summary>Not at all: all that were sent.</summary>
    Sent = 1,

    /// <summary>What became of them: the key is that of <see cref="Dashboards.OrientationTallies.KeyOf"/>.</summary>
    Fate = 2,

    /// <summary>Institution of the sender; 0: none.</summary>
    Sender = 3,

    /// <summary>A <see cref="TargetKind"/>.</summary>
    Kind = 4,

    /// <summary>One place, as it is counted.</summary>
    Target = 5,

    /// <summary>An <see cref="OrientationMode"/>.</summary>
    Mode = 6,

    /// <summary>Sent to the wrong place: need × 100 + reason.</summary>
    Need = 7,
}

/// <summary>The orientations that one line of the figures counts: sent in a period, from one site or from any and none.</summary>
/// <param name="IsArrived">Only those whose person has come.</param>
/// <param name="IsAwaited">Only those whose person may still come.</param>
public sealed record OrientationLine(DateOnly From, DateOnly To, int? SiteId = null, OrientationTally Tally = OrientationTally.Sent, int Key = 0, bool IsArrived = false, bool IsAwaited = false);
