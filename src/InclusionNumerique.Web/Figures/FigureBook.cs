using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace InclusionNumerique.Web.Figures;

/// <summary>Tables as a file: a workbook with one sheet per table, or a CSV that names the table on each line.</summary>
public static class FigureBook
{
    // As Excel limits the name of a sheet.
    private const int NameMost = 31;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <param name="title">What it is, of which period: a sheet before the others.</param>
    public static byte[] Workbook(string[] title, IEnumerable<FigureSheet> sheets)
    {
        var tables = new Dictionary<string, object>();
        foreach (var sheet in sheets.Prepend(new("Présentation", ["Fichier"], [.. title.Select(t => new object?[] { t })])))
        {
            tables[NameOf(sheet.Name, tables.Keys)] = RowsOf(sheet);
        }

        using var file = new MemoryStream();
        file.SaveAs(tables, configuration: new OpenXmlConfiguration { Culture = CultureInfo.InvariantCulture, FastMode = true, EnableAutoWidth = true });
        return file.ToArray();
    }

    /// <summary>With the mark without which spreadsheets do not take it for UTF-8.</summary>
    public static byte[] Csv(string[] title, IEnumerable<FigureSheet> sheets)
    {
        var csv = new StringBuilder();
        void Line(IEnumerable<string> cells) => csv.AppendJoin(';', cells.Select(FigureCsv.Cell)).Append("\r\n");

        Line(title);
        string[] head = [];
        foreach (var sheet in sheets)
        {
            if (!head.SequenceEqual(sheet.Head))
            {
                head = sheet.Head;
                Line(head.Prepend("Tableau"));
            }

            foreach (var row in sheet.Rows)
            {
                Line(row.Select(Text).Prepend(sheet.Name));
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    private static List<Dictionary<string, object?>> RowsOf(FigureSheet sheet)
    {
        Dictionary<string, object?> Row(Func<int, object?> cell) => sheet.Head.Index().ToDictionary(h => h.Item, h => cell(h.Index));
        // The headers come from the first row: an empty table still has them.
        return sheet.Rows.Count == 0 ? [Row(_ => null)] : [.. sheet.Rows.Select(r => Row(i => r[i] is string text ? SpreadsheetText.Neutral(text) : r[i]))];
    }

    private static string NameOf(string name, ICollection<string> taken)
    {
        var plain = new string([.. name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'' ? ' ' : c)]).Trim();
        var shown = plain.Length <= NameMost ? plain : plain[..NameMost].TrimEnd();
        for (var i = 2; taken.Contains(shown, StringComparer.OrdinalIgnoreCase); i++)
        {
            shown = $"{(plain.Length <= NameMost - 3 ? plain : plain[..(NameMost - 3)].TrimEnd())} {i}";
        }

        return shown;
    }

    private static string Text(object? cell) => cell switch
    {
        double number => number.ToString("0.#", French),
        decimal number => number.ToString(French),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() ?? "",
    };
}
