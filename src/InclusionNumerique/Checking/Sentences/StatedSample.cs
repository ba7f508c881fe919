using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"The sample is of 136": no question can have more.</summary>
internal sealed partial class StatedSample : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        foreach (var stated in Samples().Matches(scope.Text).Select(m => PublishedCellText.Count(m.Groups["count"].Value)).OfType<int>())
        {
            var files = scope.Of.Select(t => t.Questionnaire).ToHashSet();
            var larger =
                (from table in scope.Report.Tables
                 where files.Contains(table.Questionnaire) && table.Question.Length > 0 && !table.HasMeans && !table.AllowsSeveral && table.Filter is null && table.Rows.Count > 0
                 let total = PublishedCount.Base(table, table.Rows[0], 0)
                 where total > stated
                 select $"{table.Id} sur {total}").ToList();
            if (larger.Count > 0)
            {
                yield return $"L’échantillon serait de {stated}, mais des questions portent sur plus : {string.Join(", ", larger)}.";
            }
        }
    }

    [GeneratedRegex(@"échantillon[^.;]{0,60}(?:composé|constitué|est) de (?<count>\d+)\b(?! ?%)", RegexOptions.IgnoreCase)]
    private static partial Regex Samples();
}
