using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"The highest score is « … »": that row leads the table in every column.</summary>
internal sealed partial class ItemOrder : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (Superlative().Match(scope.Text) is not { Success: true } match)
        {
            yield break;
        }

        var isLeast = match.Groups["least"].Success;
        foreach (var table in scope.Means.Where(t => t.Rows.Count > 1 && GroupNames.In(scope.Text, t).Count == 0))
        {
            if (SentenceScope.Row(table, scope.Quoted) is not { } row)
            {
                continue;
            }

            var beyond = PublishedPlace.Means(table).GroupBy(p => p.Index).Select(column => isLeast ? column.MinBy(p => p.Mean.Value)! : column.MaxBy(p => p.Mean.Value)!)
                .Where(first => row.Cells.ElementAtOrDefault(first.Index)?.Mean is { } own && own.Value != first.Mean.Value).ToList();
            if (beyond.Count > 0)
            {
                yield return $"Une autre ligne {(isLeast ? "est plus basse" : "est plus haute")} que {row.Id} : {SentenceScope.List(beyond)}.";
            }
        }
    }

    [GeneratedRegex(@"\ble (?:score )?(?:le )?(?:(?<most>plus)|(?<least>moins)) (?:élevé|perçu|fort|important|haut|cité|marqué|bas|faible)", RegexOptions.IgnoreCase)]
    private static partial Regex Superlative();
}
