namespace InclusionNumerique.Statistics;

/// <summary>What a statistical procedure answers: a value, or the reason in French why there is none. Never NaN nor infinity.</summary>
public sealed record Calculation<T>
    where T : class
{
    private Calculation(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>Null when refused.</summary>
    public T? Value { get; }

    /// <summary>Null when there is a value. Its field is always "".</summary>
    public Refusal? Refusal { get; }

    public static implicit operator Calculation<T>(T value) => new(value, null);

    public static implicit operator Calculation<T>(Refusal refusal) => new(null, refusal);
}
