using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>What a cell of a file of answers says.</summary>
internal static class AnswerCell
{
    private const int PointMost = 10_000;

    /// <summary>As it may be shown and kept: without what no page, no sheet and no XML can hold.</summary>
    public static string Tidy(string text) => text.Any(IsUnfit) ? new string([.. text.Select((c, i) => IsUnfit(c) && !IsPaired(text, i) ? ' ' : c)]).Trim() : text;

    /// <summary>A comma or a point before the decimals, spaces between thousands. Null when it is none.</summary>
    public static decimal? Number(string text) =>
        text.Length <= 40 && decimal.TryParse(new string([.. text.Where(c => !char.IsWhiteSpace(c)).Select(c => c == ',' ? '.' : c)]), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>It may stand at an end of a scale.</summary>
    public static bool IsPoint(decimal number) => decimal.IsInteger(number) && Math.Abs(number) <= PointMost;

    /// <summary>Null when it is neither, nor "don't know".</summary>
    public static string? YesNo(string text) => text.Length > 20 ? null : text.Trim().ToLowerInvariant() switch
    {
        "oui" => SurveyAnswers.Yes,
        "non" => SurveyAnswers.No,
        "nsp" or "ne sait pas" or "je ne sais pas" => SurveyAnswers.DontKnow,
        _ => null,
    };

    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\ufffe' or '\uffff' || char.IsSurrogate(c);

    private static bool IsPaired(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));
}
