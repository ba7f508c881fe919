using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"On one side A, on the other B and C": letters shared within a camp and never across, in every row.</summary>
internal sealed partial class TwoCamps : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (Sides().Match(scope.Text) is not { Success: true } match)
        {
            yield break;
        }

        foreach (var table in scope.Means.Where(t => t.Groups.Count > 2))
        {
            var (one, other) = (GroupNames.In(match.Groups["one"].Value, table), GroupNames.In(match.Groups["other"].Value, table));
            if (one.Intersect(other).ToList() is { Count: > 0 } both)
            {
                yield return $"« {string.Join(" », « ", both)} » est nommé des deux côtés.";
            }
            else if (one.Count > 0 && other.Count > 0)
            {
                var rows = table.Rows.Where(r => r.Cells.Any(c => c.Letters.Length > 0)).ToList();
                var holds = rows.Count(r => Holds(table, r, one, other));
                if (holds < rows.Count)
                {
                    yield return $"Les lettres ne séparent « {string.Join(", ", one)} » de « {string.Join(", ", other)} » que sur {holds} des {rows.Count} lignes.";
                }
            }
        }
    }

    private static bool Holds(PublishedTable table, PublishedRow row, List<string> one, List<string> other)
    {
        List<PublishedCell> Camp(List<string> names) => [.. row.Cells.Where((_, i) => i < table.Groups.Count && names.Contains(table.Groups[i].Name))];
        var (first, second) = (Camp(one), Camp(other));
        return Agree(first) && Agree(second) && first.TrueForAll(a => second.TrueForAll(b => !a.Shares(b)));
    }

    private static bool Agree(List<PublishedCell> camp) => camp.TrueForAll(a => camp.TrueForAll(a.Shares));

    [GeneratedRegex(@"d[’']un côté,? (?<one>.+?),? (?:et )?(?:dans |de |du )?l[’']autre(?<other>.+)|(?<one>.+?) d[’']une part,? (?<other>.+?) d[’']autre part", RegexOptions.IgnoreCase)]
    private static partial Regex Sides();
}
