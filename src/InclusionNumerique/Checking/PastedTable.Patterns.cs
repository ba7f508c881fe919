using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

internal sealed partial class PastedTable
{
    [GeneratedRegex(@"^\d+[.,]\d|^\d+(?:[.,]\d+)? ?(?:[a-d]{1,4})$|\d ?%")]
    private static partial Regex Data();

    [GeneratedRegex(@"^-?\d+[.,]\d|^\d ?[a-z]{1,4}$")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^\(?(?:n|effectifs?|nombre(?: de réponses)?)\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Counts();

    [GeneratedRegex(@"^\(?(?:%|en %|pourcentages?|parts?)\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Percents();

    [GeneratedRegex(@"^(?:diff|sig)", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:total|ensemble)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Total();

    [GeneratedRegex(@" ?\*{1,3}\d*$")]
    private static partial Regex Stars();

    [GeneratedRegex(@"^(?:|[-–—.]|masqué|ns|n\.?d\.?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Blank();
}
