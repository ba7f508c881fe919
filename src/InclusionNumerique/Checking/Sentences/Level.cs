using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"Strongly", "hardly", "neutral", "no obstacle": what the publication's own rule of reading makes of the means. A mean between its two ends contradicts nothing.</summary>
internal sealed partial class Level : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (scope.Report.Scale is not { DisagreeMost: { } disagree, AgreeLeast: { } agree })
        {
            yield break;
        }

        bool Agrees(PublishedPlace p) => p.Mean.Value >= agree;
        bool Disagrees(PublishedPlace p) => p.Mean.Value <= disagree;
        (Regex Words, string Claim, Func<PublishedPlace, bool> IsAgainst)[] levels =
        [
            (High(), "disent le désaccord", Disagrees), (Low(), "disent l’accord", Agrees), (Neutral(), "ne sont pas neutres", p => Agrees(p) || Disagrees(p)), (Denied(), "disent l’accord", Agrees),
        ];
        foreach (var (words, claim, isAgainst) in levels.Where(l => l.Words.IsMatch(scope.Text)))
        {
            var places = scope.Places.ToList();
            var against = places.Where(isAgainst).ToList();
            if (against.Count > 0)
            {
                yield return $"D’après la règle de lecture ({PublishedNumber.Written(disagree, 1)} et {PublishedNumber.Written(agree, 1)}), des scores {claim}, {against.Count} sur {places.Count} : {SentenceScope.List(against)}.";
            }
        }
    }

    [GeneratedRegex(@"\bfortement\b|\b(?:globalement|très) fortes?\b|\bscores? (?:sont |très )*élevés?\b", RegexOptions.IgnoreCase)]
    private static partial Regex High();

    [GeneratedRegex(@"\bfaiblement\b|(?<!\bun )\bpeu\b(?! (?:plus|moins))|\brares\b|\bscores? (?:sont |très |plutôt )*(?:bas|faibles?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Low();

    [GeneratedRegex(@"\bneutres?\b|\bsans avis\b", RegexOptions.IgnoreCase)]
    private static partial Regex Neutral();

    [GeneratedRegex(@"\bpas\b[^.;]{0,40}\bde (?:freins?|obstacles?)\b|\baucun (?:frein|obstacle)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();
}
