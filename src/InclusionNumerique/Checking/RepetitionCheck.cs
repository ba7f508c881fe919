namespace InclusionNumerique.Checking;

/// <summary>Two columns, or two rows, with the very same means were copied; the same line twice was too.</summary>
internal sealed class RepetitionCheck : IReportCheck
{
    private const int Least = 3;

    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var table in report.Tables)
        {
            var columns = table.HasMeans && table.Rows.Count >= Least ? Pairs([.. table.Groups.Select((_, i) => Line(table.Rows.Select(r => r.Cells.ElementAtOrDefault(i))))]) : [];
            foreach (var (first, second) in columns)
            {
                yield return new(
                    FindingKind.Repetition, FindingWeight.Contradiction, table.Id, table.Groups[second].Name,
                    $"La colonne « {table.Groups[second].Name} » répète la colonne « {table.Groups[first].Name} » sur ses {table.Rows.Count} lignes : sans doute une copie.") { Table = table.Id };
            }

            var rows = table.HasMeans && table.Groups.Count >= Least ? Pairs([.. table.Rows.Select(r => Line(r.Cells))]) : [];
            var texts = Pairs([.. table.Rows.Select(r => string.Join(' ', FrenchWords.Of(r.Text)))]);
            foreach (var (first, second) in rows.Union(texts))
            {
                yield return new(
                    FindingKind.Repetition, FindingWeight.Contradiction, table.Rows[second].Id, null,
                    $"Cette ligne répète {(texts.Contains((first, second)) ? "le texte" : "toutes les moyennes")} de « {table.Rows[first].Text} ».") { Table = table.Id };
            }
        }
    }

    // Empty: nothing to compare.
    private static string Line(IEnumerable<PublishedCell?> cells)
    {
        var means = cells.Select(c => c?.Mean?.Printed).ToList();
        return means.Contains(null) || means.Distinct().Count() == 1 ? "" : string.Join(' ', means);
    }

    private static List<(int First, int Second)> Pairs(string[] lines)
    {
        var pairs = new List<(int, int)>();
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && !seen.TryAdd(lines[i], i))
            {
                pairs.Add((seen[lines[i]], i));
            }
        }

        return pairs;
    }
}
