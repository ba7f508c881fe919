namespace InclusionNumerique.Openings;

/// <summary>A change of when somebody receives, which may leave planned appointments without an opening: it is then refused once, and stored when confirmed.</summary>
public abstract class OpeningForm
{
    /// <summary>The refusal's field when appointments would be left without an opening.</summary>
    public const string ConflictsField = "Conflicts";

    /// <summary>The author has read which appointments are concerned, and goes on.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Filled by the refusal: the appointments concerned. Others that come in between are told again.</summary>
    public IReadOnlyList<Guid> Conflicts { get; set; } = [];
}
