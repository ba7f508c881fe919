namespace InclusionNumerique.Lists;

/// <summary>The reference lists that the house edits.</summary>
public enum ListKind
{
    Themes,
    Organisations,
    Causes,
    Languages,
    Districts,
    ActivityTypes,
}
