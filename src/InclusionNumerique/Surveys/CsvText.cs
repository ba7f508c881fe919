using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace InclusionNumerique.Surveys;

/// <summary>A text file of cells from outside, whatever separates them and however its letters are written; and ours.</summary>
internal static class CsvText
{
    private const string Separators = ";\t,|";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The lines that hold something.</summary>
    /// <param name="separator">Null: the one that the first line shows.</param>
    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<TableLine> Read(byte[] file, char? separator = null)
    {
        XlsxFile.CheckSize(file.Length);
        var text = Decoded(file);
        return Lines(text, separator ?? SeparatorOf(text), XlsxFile.ColumnsMost, XlsxFile.LinesMost);
    }

    /// <summary>The lines that hold something, as many as there are unless told otherwise: limits are for what strangers send.</summary>
    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<TableLine> Lines(string text, char separator, int columnsMost = int.MaxValue, int linesMost = int.MaxValue)
    {
        var lines = new List<TableLine>();
        try
        {
            using var reader = Sep.New(separator).Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).FromText(text);
            foreach (var row in reader)
            {
                if (row.ColCount > columnsMost)
                {
                    throw new SurveyFileException($"Ce fichier a trop de colonnes : {columnsMost} au plus.");
                }

                string[] cells = [.. row[..].ToStringsArray().Select(c => XlsxFile.Original(c.Trim()))];
                if (Array.Exists(cells, c => c.Length > 0))
                {
                    lines.Add(new(row.LineNumberFrom, cells));
                    XlsxFile.CheckLines(lines.Count - 1, linesMost);
                }
            }
        }
        catch (NotSupportedException)
        {
            throw new SurveyFileException("Une ligne de ce fichier n’a pas de fin : un guillemet ouvrant n’est sans doute jamais fermé.");
        }

        return lines;
    }

    /// <summary>What a French Excel opens by a double click: a byte-order mark, semicolons, every cell quoted and harmless.</summary>
    public static byte[] Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" })
        {
            foreach (var row in rows.Prepend(columns))
            {
                writer.WriteLine(string.Join(';', row.Select(c => $"\"{Cell(c).Replace("\"", "\"\"")}\"")));
            }
        }

        return stream.ToArray();
    }

    // A number is no formula, whatever its sign.
    private static string Cell(object? value) => value switch
    {
        decimal number => number.ToString("0.####", French),
        DateTime day => DateOnly.FromDateTime(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => SpreadsheetText.Neutral(value as string),
    };

    private static string Decoded(byte[] file)
    {
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (file[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(file, 2, file.Length - 2);
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Windows.GetString(file);
        }
    }

    // Of the first line, outside quotes: a question's text may hold any of them.
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var letter in text)
        {
            isQuoted ^= letter == '"';
            if (!isQuoted && letter is '\r' or '\n')
            {
                break;
            }

            var index = isQuoted ? -1 : Separators.IndexOf(letter);
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
