namespace InclusionNumerique.Checking;

public enum FindingKind
{
    Mean,
    Scale,
    Percent,
    Base,
    Filter,
    Sample,
    SmallGroup,
    Repetition,
    Letters,
    Rounding,
    Format,
    Wording,
    Reading,
    Sentence,
}

public enum FindingWeight
{
    /// <summary>No answers whatsoever give this.</summary>
    Impossible,

    /// <summary>Two places of the publication do not agree.</summary>
    Contradiction,

    /// <summary>Possible, and to be known by whoever reads.</summary>
    Remark,
}

/// <summary>One thing that does not hold, and where it stands.</summary>
/// <param name="Place">The table, the row or the sentence, as the publication names it.</param>
/// <param name="Group">The column; null for the whole row or table.</param>
/// <param name="Message">In French, for whoever publishes.</param>
/// <param name="Expected">What would fit; null when that cannot be told.</param>
public sealed record Finding(FindingKind Kind, FindingWeight Weight, string Place, string? Group, string Message, string? Expected = null)
{
    /// <summary>The table that holds the place; "" for a sentence or the whole publication.</summary>
    public string Table { get; init; } = "";
}
