using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>One table of a page of figures: a sheet of a workbook, or lines of a CSV.</summary>
/// <param name="Name">As the page calls it.</param>
/// <param name="Head">Each once.</param>
/// <param name="Rows">Texts, whole numbers, decimals, or nothing.</param>
public sealed record FigureSheet(string Name, string[] Head, IReadOnlyList<object?[]> Rows)
{
    /// <summary>The number to reckon with, or what stands for one that is not shown.</summary>
    public static object Cell(Figure figure) => figure.Value is { } value ? value : FigureTexts.Text(figure);
}
