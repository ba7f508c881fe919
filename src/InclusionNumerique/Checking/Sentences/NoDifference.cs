using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"No difference by A, B or C", "homogeneous": no letters apart and no mark, in the breakdowns named or in all.</summary>
internal sealed partial class NoDifference : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (!None().IsMatch(scope.Text))
        {
            yield break;
        }

        var words = FrenchWords.Of(scope.Text);
        var named = scope.Means.Where(t => FrenchWords.Of(t.Grouping) is [var name, ..] && words.Exists(w => FrenchWords.SameStem(w, name))).ToList();
        foreach (var table in named.Count > 0 ? named : scope.Means.ToList())
        {
            var marked = table.Rows.Where(Differs).Select(r => r.Id).ToList();
            if (marked.Count > 0)
            {
                yield return $"Le tableau{(table.Grouping.Length > 0 ? $" par {table.Grouping}" : "")} marque une différence sur {marked.Count} de ses {table.Rows.Count} lignes ({string.Join(", ", marked)}).";
            }
        }
    }

    private static bool Differs(PublishedRow row) =>
        row.Differs == true || row.Cells.Any(a => a.Letters.Length > 0 && row.Cells.Any(b => b.Letters.Length > 0 && !a.Shares(b)));

    [GeneratedRegex(@"\b(?:pas|aucune|sans) (?:de |d[’'])?(?:aucune )?différences?\b|\bhomogènes?\b", RegexOptions.IgnoreCase)]
    private static partial Regex None();
}
