using InclusionNumerique.Visits;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Visits;

/// <summary>A hand has left a cell of the paper sheet, or pauses in it.</summary>
public sealed class PaperCellEventArgs : EventArgs
{
    public int Row { get; set; }

    public PaperColumn Column { get; set; }

    public string? Text { get; set; }

    public bool IsDone { get; set; }
}

/// <summary>One event for the whole grid, made by paper.js: a handler per cell would cost each circuit hundreds of them.</summary>
[EventHandler("onpapercell", typeof(PaperCellEventArgs))]
public static class EventHandlers;

/// <summary>What the cells of every sheet share: their columns' names, their ids and labels, made once for all circuits.</summary>
public static class PaperCells
{
    public static IReadOnlyList<PaperColumn> Columns { get; } = Enum.GetValues<PaperColumn>();

    private static readonly string[,] Ids = Table((row, column) => $"c{row}-{(int)column}");

    private static readonly string[,] Labels = Table((row, column) => $"{Name(column)}, ligne {row + 1}");

    private static readonly string[,] Refusals = Table((row, column) => $"c{row}-{(int)column}-refus");

    public static string Id(int row, PaperColumn column) => Ids[row, (int)column];

    public static string Label(int row, PaperColumn column) => Labels[row, (int)column];

    public static string RefusalId(int row, PaperColumn column) => Refusals[row, (int)column];

    public static string Name(PaperColumn column) => column switch
    {
        PaperColumn.Time => "Heure",
        PaperColumn.Subject => "Demande",
        PaperColumn.Minutes => "Durée (min)",
        PaperColumn.Outcome => "Issue",
        PaperColumn.Age => "Âge",
        PaperColumn.Gender => "Genre",
        PaperColumn.District => "Quartier",
        _ => "1re visite",
    };

    /// <summary>The id of the datalist that the column's cells share; null where anything may be typed.</summary>
    public static string? List(PaperColumn column) => column switch
    {
        PaperColumn.Subject => "feuille-demandes",
        PaperColumn.Outcome => "feuille-issues",
        PaperColumn.Age => "feuille-ages",
        PaperColumn.Gender => "feuille-genres",
        PaperColumn.District => "feuille-quartiers",
        PaperColumn.FirstVisit => "feuille-premieres",
        _ => null,
    };

    // A page may show a few rows more than can be sent: those of a sheet taken back on top of another.
    private static string[,] Table(Func<int, PaperColumn, string> text)
    {
        var table = new string[LogPaperSheet.RowsMost * 2, Columns.Count];
        for (var row = 0; row < table.GetLength(0); row++)
        {
            foreach (var column in Columns)
            {
                table[row, (int)column] = text(row, column);
            }
        }

        return table;
    }
}
