namespace InclusionNumerique.Memos;

/// <summary>A paragraph, whose lines stay lines, or a list, whose lines are its entries.</summary>
public sealed record PlainBlock(bool IsList, IReadOnlyList<string> Lines);

/// <summary>The paragraphs and lists of a plain text. An empty line ends a paragraph; a line that starts with "- ", "– ", "* " or "• " is an entry of a list.</summary>
public static class PlainBlocks
{
    public static IReadOnlyList<PlainBlock> Of(string text)
    {
        var blocks = new List<PlainBlock>();
        var lines = new List<string>();
        var isList = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            var isEntry = line.Length > 2 && line[0] is '-' or '–' or '*' or '•' && line[1..].Length > 1 && char.IsWhiteSpace(line[1]);
            if (line.Length == 0 || isEntry != isList)
            {
                End();
            }

            if (line.Length > 0)
            {
                isList = isEntry;
                lines.Add(isEntry ? line[2..].Trim() : line);
            }
        }

        End();
        return blocks;

        void End()
        {
            if (lines.Count > 0)
            {
                blocks.Add(new PlainBlock(isList, lines));
                lines = [];
            }
        }
    }
}
