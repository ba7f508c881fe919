using System.Text;

namespace InclusionNumerique.Checking;

/// <summary>Text as a spreadsheet or a word processor puts it on the clipboard, cut into tables, lines and cells.</summary>
internal static class PastedText
{
    private const string Separators = "\t;|";

    /// <summary>Lines of cells; a blank line ends a table. The number of a line counts from 1 in the whole text.</summary>
    public static List<List<PastedLine>> Blocks(string text)
    {
        var tidy = text.ReplaceLineEndings("\n");
        var separator = Separators.FirstOrDefault(s => tidy.Contains(s, StringComparison.Ordinal));
        var lines = Lines(tidy, separator, hasQuotes: true) ?? Lines(tidy, separator, hasQuotes: false)!;
        var blocks = new List<List<PastedLine>> { new() };
        foreach (var line in lines)
        {
            if (line.Cells.All(c => c.Length == 0))
            {
                blocks.Add([]);
            }
            else
            {
                blocks[^1].Add(line);
            }
        }

        return [.. blocks.Where(b => b.Count > 0)];
    }

    // A cell of several lines stands in quotes. Null: a quote is never closed, so it is a mere sign.
    private static List<PastedLine>? Lines(string text, char separator, bool hasQuotes)
    {
        var (lines, cells, cell) = (new List<PastedLine>(), new List<string>(), new StringBuilder());
        var (isQuoted, number, first) = (false, 1, 1);
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : '\n';
            number += letter == '\n' && i < text.Length ? 1 : 0;
            if (isQuoted && i < text.Length)
            {
                if (letter != '"')
                {
                    cell.Append(letter);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (letter == '"' && hasQuotes && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (letter == '\n' || letter == separator || IsGap(text, i, separator))
            {
                cells.Add(PublishedCellText.Plain(cell.ToString()));
                cell.Clear();
                if (letter == '\n')
                {
                    lines.Add(new(first, Trimmed(cells)));
                    (cells, first) = ([], number);
                }
            }
            else
            {
                cell.Append(letter);
            }
        }

        return isQuoted ? null : lines;
    }

    // Text aligned by spaces: two and more are a gap.
    private static bool IsGap(string text, int at, char separator) => separator == '\0' && at > 0 && text[at] == ' ' && text[at - 1] == ' ' && (at + 1 == text.Length || text[at + 1] != ' ');

    private static string[] Trimmed(List<string> cells)
    {
        var last = cells.FindLastIndex(c => c.Length > 0);
        return [.. cells.Take(last + 1)];
    }
}

internal sealed record PastedLine(int Number, string[] Cells);
