namespace InclusionNumerique.Web.Ui;

/// <summary>One choice of a <see cref="Tiles"/> group.</summary>
/// <param name="Value">What the group's value becomes; "" is "not said".</param>
/// <param name="Key">The single key that chooses it, shown on the tile.</param>
public sealed record Tile(string Value, string Label, string? Key = null);
