using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>Labels that were not read again: brackets, question marks, "si oui" after nothing, remarks on the result, plural verbs.</summary>
internal sealed partial class LabelCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var question in report.Tables.GroupBy(t => t.Question.Length > 0 ? t.Question : t.Id).Select(g => g.First()))
        {
            if (question.Filter is null && IfYes().IsMatch(question.Title))
            {
                yield return Of(question, question.Id, "« Si oui » : rien ne dit à quelle question.");
            }

            if (PluralVerb().Match(question.Title) is { Success: true } verb)
            {
                yield return Of(question, question.Id, $"« {verb.Value} » : le verbe est au pluriel.", $"{verb.Value}s");
            }

            var marked = question.Rows.Where(r => r.Text.TrimEnd().EndsWith('?')).ToList();
            foreach (var row in question.Rows)
            {
                if (!IsBalanced(row.Printed) || !IsBalanced(row.Text))
                {
                    yield return Of(question, row.Id, $"Une parenthèse manque : « {(IsBalanced(row.Text) ? row.Printed : row.Text)} ».");
                }

                if (marked.Count * 2 < question.Rows.Count && marked.Contains(row))
                {
                    yield return Of(question, row.Id, "Cette ligne porte un point d’interrogation, les autres non.");
                }

                if (Remark().IsMatch(row.Text))
                {
                    yield return Of(question, row.Id, "Une remarque sur le résultat est imprimée dans l’intitulé.");
                }
            }
        }
    }

    private static Finding Of(PublishedTable table, string place, string message, string? expected = null) => new(FindingKind.Wording, FindingWeight.Remark, place, null, message, expected) { Table = table.Id };

    private static bool IsBalanced(string text) => text.Count(c => c == '(') == text.Count(c => c == ')');

    [GeneratedRegex(@"^\s*si (?:oui|non)\b", RegexOptions.IgnoreCase)]
    private static partial Regex IfYes();

    [GeneratedRegex(@"\b\p{L}+(?:ent|ont)-(?:il|elle)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PluralVerb();

    [GeneratedRegex(@"\([^)]*\b(?:moyenne|effectif|interprétable)\b[^)]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();
}
