using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>What is sent as a file.</summary>
/// <param name="Filter">That was answered: beyond the team not always the one that was asked for.</param>
/// <param name="About">Of which sites first, and what stands for a count that is not shown.</param>
public sealed record FigureFile(FigureFilter Filter, IReadOnlyList<FigureSheet> Sheets, params string[] About);
