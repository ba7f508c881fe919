using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"Below 4 on all items (except …)": every mean on that side; an exception that is told stands for less than half of them.</summary>
internal sealed partial class Limit : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (Side().Match(scope.Text) is not { Success: true } match || PublishedNumber.Parse(match.Groups["limit"].Value) is not { } limit)
        {
            yield break;
        }

        var isBelow = match.Groups["below"].Success;
        var places = scope.Places.ToList();
        var beyond = places.Where(p => isBelow ? p.Mean.Value >= limit.Value : p.Mean.Value <= limit.Value).ToList();
        if (beyond.Count > 0 && !(Exception().IsMatch(scope.Text) && beyond.Count * 2 < places.Count))
        {
            yield return $"{beyond.Count} des {places.Count} scores ne sont pas {(isBelow ? "inférieurs" : "supérieurs")} à {limit.Printed} : {SentenceScope.List(beyond)}.";
        }
    }

    [GeneratedRegex(@"(?:(?<below>inférieur)|supérieur)e?s? à (?<limit>\d+(?:[.,]\d+)?)(?! ?%)", RegexOptions.IgnoreCase)]
    private static partial Regex Side();

    [GeneratedRegex(@"\b(?:sauf|excepté|hormis|à l[’']exception)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Exception();
}
