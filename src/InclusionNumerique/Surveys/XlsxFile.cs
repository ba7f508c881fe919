using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace InclusionNumerique.Surveys;

/// <summary>A line of a table as it was read.</summary>
/// <param name="Line">As a spreadsheet or an editor counts them.</param>
internal sealed record TableLine(int Line, IReadOnlyList<string> Cells);

/// <summary>A workbook from outside: read within limits, every cell as the text that a person sees in it; formulas give what they gave last, nothing is calculated.</summary>
internal static class XlsxFile
{
    /// <summary>Bytes of a file.</summary>
    public const int SizeMost = 10_000_000;
    public const int LinesMost = 20_000;
    public const int ColumnsMost = 1_000;

    // A workbook is a ZIP: a few kilobytes can be gigabytes of one letter.
    private const long ExpandedMost = 150_000_000;

    // Counted with the empty ones: one cell at the far end of a sheet makes a reader walk through all between.
    private const int CellsMost = 20_000_000;

    private static readonly OpenXmlConfiguration Options = new() { Culture = CultureInfo.InvariantCulture, EnableConvertByteArray = false };

    public static bool IsXlsx(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<string> Sheets(byte[] file)
    {
        CheckSize(file.Length);
        return Told(() =>
        {
            CheckExpanded(file);
            using var stream = new MemoryStream(file, writable: false);
            return stream.GetSheetNames(Options);
        });
    }

    /// <summary>The lines that hold something. The file's sheets were read before.</summary>
    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<TableLine> Read(byte[] file, string sheet) => Told(() =>
    {
        var lines = new List<TableLine>();
        using var stream = new MemoryStream(file, writable: false);
        var (number, cells) = (0, 0L);
        foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, sheet, ExcelType.XLSX, configuration: Options))
        {
            number++;
            cells += row.Count + 1;
            if (row.Count > ColumnsMost || cells > CellsMost)
            {
                throw new SurveyFileException($"La feuille « {sheet} » est trop grande : {ColumnsMost} colonnes au plus. Effacez les colonnes et les lignes vides à la fin du tableau.");
            }

            string[] texts = [.. row.Values.Select(Text)];
            if (Array.Exists(texts, t => t.Length > 0))
            {
                lines.Add(new(number, texts));
                CheckLines(lines.Count - 1);
            }
        }

        return lines;
    });

    /// <summary>Sheets in their order; the columns are those of the first row. Texts are made harmless.</summary>
    public static byte[] Write(params IReadOnlyList<(string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)> sheets)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(sheets.ToDictionary(s => s.Name, s => (object)Rows(s.Columns, s.Rows)), configuration: Options);
        return stream.ToArray();
    }

    public static void CheckSize(long bytes)
    {
        if (bytes > SizeMost)
        {
            throw new SurveyFileException($"Ce fichier est trop gros : {SizeMost / 1_000_000} Mo au plus.");
        }
    }

    public static void CheckLines(int lines, int most = LinesMost)
    {
        if (lines > most)
        {
            throw new SurveyFileException($"Ce fichier a trop de lignes : {most:N0} au plus. Coupez-le en plusieurs fichiers.");
        }
    }

    /// <summary>As <see cref="SpreadsheetText.Neutral"/> got it.</summary>
    public static string Original(string text) => text.StartsWith('\'') && SpreadsheetText.Neutral(text[1..]) == text ? text[1..] : text;

    private static IEnumerable<Dictionary<string, object?>> Rows(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var isEmpty = true;
        foreach (var row in rows)
        {
            isEmpty = false;
            yield return columns.Zip(row).ToDictionary(c => c.First, c => c.Second is string text ? text.Length == 0 ? null : SpreadsheetText.Neutral(text) : c.Second);
        }

        // The headers come from the first row: an empty table still has them.
        if (isEmpty)
        {
            yield return columns.ToDictionary(c => c, _ => (object?)null);
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => Original(text.Trim()),
        bool isTrue => isTrue ? "1" : "0",
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        double number when double.IsInteger(number) && Math.Abs(number) < 1e15 => number.ToString("0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Counted while it is unpacked: what the ZIP says of its sizes may be a lie.
    private static void CheckExpanded(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false));
        var buffer = new byte[1 << 16];
        var expanded = 0L;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                expanded += read;
                if (expanded > ExpandedMost)
                {
                    throw new SurveyFileException("Ce classeur est trop gros une fois décompressé. Enregistrez-le au format CSV, ou n’y laissez que la feuille des réponses.");
                }
            }
        }
    }

    // What a reader throws at a broken workbook is of many kinds; none of them says anything to the person who chose the file.
    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (SurveyFileException or OutOfMemoryException))
        {
            throw new SurveyFileException("Ce classeur est abîmé ou n’est pas au format XLSX. Ouvrez-le dans un tableur, enregistrez-le au format « Classeur Excel (.xlsx) », puis recommencez.");
        }
    }
}
