using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>What is sent as a file.</summary>
/// <param name="Filter">That was answered: beyond the team not always the one that was asked for.</param>
/// <param name="Legend">What stands for a count that is not shown.</param>
public sealed record FigureFile(FigureFilter Filter, string SiteLabel, IReadOnlyList<FigureSheet> Sheets, string? Legend = null);
