using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"61 %", "42 ans": the number of the table, rounded to what the sentence keeps of it.</summary>
internal sealed partial class CitedNumbers : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        var percents = scope.Of.Where(t => !t.HasMeans).SelectMany(t => t.Rows.SelectMany(r => r.Cells.Select((c, i) => (Cell: c, Base: i < t.Groups.Count ? PublishedCount.Base(t, r, i) : null)))).ToList();
        foreach (var cited in Percents().Matches(scope.Text).Select(m => PublishedNumber.Parse(m.Groups["number"].Value)).OfType<PublishedNumber>())
        {
            if (percents.Exists(p => p.Cell.Percent is not null) && !percents.Exists(p => (p.Cell.Percent is { } percent && IsShort(cited, percent)) || (p.Cell.Count is { } count && p.Base is { } total and > 0 && cited.Fit(count * 100m, total) != RoundingFit.None)))
            {
                yield return $"Aucun pourcentage du tableau n’est {cited.Printed} %.";
            }
        }

        foreach (Match match in Units().Matches(scope.Text))
        {
            var means = scope.Of.Where(t => t.Unit == match.Groups["unit"].Value).SelectMany(t => t.Rows).SelectMany(r => r.Cells).Select(c => c.Mean).OfType<PublishedNumber>().ToList();
            if (PublishedNumber.Parse(match.Groups["number"].Value) is { } cited && means.Count > 0 && !means.Exists(m => IsShort(cited, m)))
            {
                yield return $"{cited.Printed} {match.Groups["unit"].Value} : la moyenne du tableau est {means[0].Printed}, soit {PublishedNumber.Written(means[0].Value, cited.Decimals)}.";
            }
        }
    }

    private static bool IsShort(PublishedNumber cited, PublishedNumber full) => cited.Decimals <= full.Decimals && cited.Fit(full.Value, 1) != RoundingFit.None;

    [GeneratedRegex(@"(?<!(?:plus|moins|près|environ|presque) (?:de |d’)?)(?<![\d.,])(?<number>\d{1,3}(?:[.,]\d+)?) ?%", RegexOptions.IgnoreCase)]
    private static partial Regex Percents();

    [GeneratedRegex(@"(?<![\d.,])(?<number>\d{1,4}(?:[.,]\d+)?) (?<unit>ans|fois|heures|jours|euros)\b")]
    private static partial Regex Units();
}
