using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>The same thing has the same name everywhere.</summary>
internal sealed partial class WordingCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes) => [.. Rows(report), .. Groups(report), .. Initials(report)];

    private static IEnumerable<Finding> Rows(PublishedReport report) =>
        from row in report.Tables.Where(t => t.Question.Length > 0).SelectMany(t => t.Rows.Select(r => (Table: t, Row: r)))
        group row by row.Row.Id into same
        let texts = same.Select(r => r.Row.Text).Distinct().ToList()
        where texts.Count > 1
        select new Finding(FindingKind.Wording, FindingWeight.Remark, same.Key, null, $"L’intitulé change d’un tableau à l’autre : « {string.Join(" », « ", texts)} ».") { Table = same.First().Table.Id };

    private static IEnumerable<Finding> Groups(PublishedReport report)
    {
        foreach (var grouping in report.Groupings)
        {
            var options = report.Of(grouping.Question).Where(t => t.HasCounts).SelectMany(t => t.Rows).Select(r => r.Text).ToList();
            var pairs = grouping.Groups.Select((g, i) => (Group: g, At: i, Option: options.FindIndex(o => FrenchWords.Same(o, g)))).Where(p => p.Option >= 0).ToList();
            var differs = new List<string>();
            if (pairs.Exists(p => options[p.Option] != p.Group))
            {
                differs.Add("l’écriture");
            }

            if (!pairs.Select(p => p.Option).SequenceEqual(pairs.Select(p => p.Option).Order()))
            {
                differs.Add("l’ordre");
            }

            if (differs.Count > 0)
            {
                yield return new(FindingKind.Wording, FindingWeight.Remark, grouping.Question, null, $"Pas les mêmes dans la question et dans les tableaux : {string.Join(" et ", differs)} des groupes.") { Table = grouping.Question };
            }
        }
    }

    // "ESC" and "Esc".
    private static IEnumerable<Finding> Initials(PublishedReport report)
    {
        var texts = report.Tables.SelectMany(t => t.Rows.Select(r => (Table: t, r.Id, r.Text)).Prepend((Table: t, t.Id, Text: t.Title))).ToList();
        var initials = texts.SelectMany(t => Capitals().Matches(t.Text).Select(m => m.Value)).ToHashSet();
        return
            (from text in texts
             from word in Word().Matches(text.Text).Select(m => m.Value)
             where initials.Any(i => i != word && i.Length == word.Length && string.Equals(i, word, StringComparison.OrdinalIgnoreCase))
             select new Finding(FindingKind.Wording, FindingWeight.Remark, text.Id, null, $"« {word} » s’écrit ailleurs tout en capitales.") { Table = text.Table.Id }).DistinctBy(f => (f.Place, f.Message));
    }

    [GeneratedRegex(@"\b\p{Lu}{3,}\b")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\b\p{Lu}\p{Ll}{2,}\b")]
    private static partial Regex Word();
}
