using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>Reads one cell as people print it: "4,52ab", "4.52 b", "7,16a (53)", "21 (51,2 %)", "61 %".</summary>
internal static partial class PublishedCellText
{
    public const int CountMost = 1_000_000;
    private const int CellMost = 60;

    /// <summary>A cell of a table of means; null when nothing of the kind is written there.</summary>
    public static PublishedCell? Mean(string text) =>
        text.Length <= CellMost && MeanShape().Match(Plain(text)) is { Success: true } match && PublishedNumber.Parse(match.Groups["mean"].Value) is { } mean
            ? new(text.Trim()) { Mean = mean, Letters = match.Groups["letters"].Value, Count = Count(match.Groups["count"].Value) }
            : null;

    /// <summary>A cell of a table of counts.</summary>
    public static PublishedCell? Counted(string text)
    {
        var match = CountShape().Match(text.Length <= CellMost ? Plain(text) : "");
        return match.Success ? new(text.Trim()) { Count = Count(match.Groups["count"].Value), Percent = PublishedNumber.Parse(match.Groups["percent"].Value) } : null;
    }

    /// <summary>"N = 34", "(n=34)", "CCAS (N = 34)", "CCAS (34)".</summary>
    public static int? CountIn(string text) => SizeShape().Match(Plain(text)) is { Success: true } match ? Count(match.Groups["count"].Value) : null;

    public static string WithoutCount(string text) => SizeShape().Replace(Plain(text), "").Trim();

    public static int? Count(string text) =>
        int.TryParse(text.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= CountMost ? count : null;

    /// <summary>Superscript letters as letters, every kind of space as a space, no control characters.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.IsWhiteSpace(rune) ? plain.Append(' ') : Rune.IsControl(rune) || rune == Rune.ReplacementChar ? plain : plain.Append(rune.ToString().Normalize(NormalizationForm.FormKC));
        }

        return plain.ToString().Trim();
    }

    [GeneratedRegex(@"^(?<mean>-?[0-9]+(?:[.,][0-9]+)?) ?(?<letters>[a-z]{0,8}) ?\*{0,3} ?(?:\( ?(?:[nN] ?= ?)?(?<count>[0-9]+) ?○? ?\))?$")]
    private static partial Regex MeanShape();

    [GeneratedRegex(@"^(?:(?<count>[0-9]{1,3}(?: ?[0-9]{3})*|[0-9]+)(?:(?: ?\( ?| )(?<percent>[0-9]+(?:[.,][0-9]+)?) ?% ?\)?)?|\(? ?(?<percent>[0-9]+(?:[.,][0-9]+)?) ?% ?\)?)$")]
    private static partial Regex CountShape();

    [GeneratedRegex(@"\(? ?\b[nN] ?= ?(?<count>[0-9]+) ?\)?|\( ?(?<count>[0-9]+) ?\)")]
    private static partial Regex SizeShape();
}
