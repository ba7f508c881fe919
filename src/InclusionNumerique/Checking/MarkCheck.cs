using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>A mark that stands for "significant or a tendency" says neither, least of all without its threshold.</summary>
internal sealed partial class MarkCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var legends = report.Sentences.Where(s => s.IsLegend).ToList();
        return legends.Where(l => Both().IsMatch(l.Text) && !legends.Exists(other => Threshold().IsMatch(other.Text))).Select(l => new Finding(
            FindingKind.Letters, FindingWeight.Remark, l.Id, null,
            "Une même marque dit « significative » et « tendancielle », et aucun seuil n’est donné.", "deux marques, chacune avec son seuil (p < 0,05 ; p < 0,10)"));
    }

    [GeneratedRegex(@"significati\w+ (?:ou|et|/) tendanc|tendanc\w+ (?:ou|et|/) significati", RegexOptions.IgnoreCase)]
    private static partial Regex Both();

    [GeneratedRegex(@"\bp\s*[<≤=]|0[.,]0?[15]\b|\b(?:5|10|1) %|seuil de", RegexOptions.IgnoreCase)]
    private static partial Regex Threshold();
}
