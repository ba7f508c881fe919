using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>"A more than B and C", "A the least": every mean of A beyond every mean of the others, by more than their rounding, in each row (or in most, when that is said).</summary>
internal sealed partial class GroupOrder : ISentenceRule
{
    public IEnumerable<string> Against(SentenceScope scope)
    {
        if (Comparison().Match(scope.Text) is not { Success: true } match)
        {
            yield break;
        }

        var isLess = (match.Groups["way"].Value is "moins" or "Moins") != match.Groups["low"].Success;
        foreach (var table in scope.Means.Where(t => t.Groups.Count > 1))
        {
            var subject = GroupNames.In(match.Groups["one"].Value, table);
            var object_ = GroupNames.In(match.Groups["other"].Value, table).Except(subject).ToList();
            if (subject.Count == 0 || subject.Count == table.Groups.Count)
            {
                continue;
            }

            var others = object_.Count > 0 ? object_ : [.. table.Groups.Select(g => g.Name).Except(subject)];
            var against = table.Rows.Select(r => Against(table with { Rows = [r] }, subject, others, isLess)).Where(a => a is not null).ToList();
            if (against.Count > 0 && (!Most().IsMatch(scope.Text) || against.Count * 2 >= table.Rows.Count))
            {
                yield return $"Ce n’est pas ce que dit le tableau{(table.Rows.Count > 1 ? $" sur {against.Count} de ses {table.Rows.Count} lignes" : "")} : {string.Join(" ; ", against)}.";
            }
        }
    }

    // The nearest pair of the row, when it does not hold.
    private static string? Against(PublishedTable row, List<string> subject, List<string> others, bool isLess)
    {
        var places = PublishedPlace.Means(row).ToList();
        var pairs =
            from one in places.Where(p => subject.Contains(p.Group.Name))
            from other in places.Where(p => others.Contains(p.Group.Name))
            let lead = (isLess ? -1 : 1) * (one.Mean.Value - other.Mean.Value)
            where lead <= Math.Max(one.Mean.Step, other.Mean.Step)
            orderby lead
            select $"{one.Row.Id} {one.Group.Name} {one.Mean.Printed}, {other.Group.Name} {other.Mean.Printed}";
        return pairs.FirstOrDefault();
    }

    [GeneratedRegex(@"^(?<one>.*?(?<!\bau )\b(?<way>plus|moins|davantage)\b(?! de \d)(?<low> (?:\w+ )?(?:faibles?|bas|basses?)\b)?.*?)(?:\bqu(?:e\b|[’'])(?<other>.*))?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\b(?:la plupart|la majorité|en général)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Most();
}
