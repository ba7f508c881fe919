namespace InclusionNumerique.Dashboards;

public enum Mask
{
    /// <summary>The value is shown.</summary>
    None,

    /// <summary>Between 1 and the threshold: shown as « &lt; 11 ».</summary>
    Small,

    /// <summary>Hidden so that a small one beside it cannot be worked out: shown as « masqué ».</summary>
    Withheld,
}

/// <summary>A count of people as it may leave the database: a value, or the reason why there is none.</summary>
public readonly record struct Figure
{
    private Figure(long? value, Mask mask) => (Value, Mask) = (value, mask);

    public static Figure Small { get; } = new(null, Mask.Small);

    public static Figure Withheld { get; } = new(null, Mask.Withheld);

    public long? Value { get; }

    public Mask Mask { get; }

    public static Figure Of(long value) => new(value, Mask.None);
}

/// <summary>A figure beside that of the compared period, where one is asked for.</summary>
public readonly record struct Compared(Figure Now, Figure? Before)
{
    /// <summary>Relative change; null when one of the two is hidden or the earlier one is zero.</summary>
    public double? Change => Now.Value is { } now && Before?.Value is > 0 and { } before ? (double)(now - before) / before : null;
}
