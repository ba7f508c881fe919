using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>An answer that a file offers, with its name there and its text.</summary>
internal sealed record SurveyFileChoice(string Name, string Text);

/// <summary>How the points of a scale, and yes and no, stand in another tool's list of answers, which knows neither.</summary>
internal static class SurveyScalePoints
{
    private static readonly string[] YesWords = ["oui", "yes", "y", "o"];
    private static readonly string[] NoWords = ["non", "no", "n"];
    private static readonly string[] DontKnowWords = ["nsp", "dk", "dont_know", "d", "ne sait pas", "je ne sais pas", "don't know", "i don't know"];

    public static string PointText(int point, string? label) => string.IsNullOrEmpty(label) ? Number(point) : $"{Number(point)} – {label}";

    public static string Number(int point) => point.ToString(CultureInfo.InvariantCulture);

    /// <summary>What an end of the scale is called, without its figure.</summary>
    public static string LabelOf(int point, string text)
    {
        if (!text.StartsWith(Number(point), StringComparison.Ordinal))
        {
            return text;
        }

        var rest = text[Number(point).Length..];
        return rest.StartsWith(" – ", StringComparison.Ordinal) ? rest[3..] : rest.Length > 0 && char.IsDigit(rest[0]) ? text : rest.TrimStart(' ', '–', '—', '-', '=', ':', ')', '.', '\u00a0');
    }

    /// <summary>The ends of the scale that these answers are: whole numbers in a row, of which only the ends are named. Null when they are something else.</summary>
    public static (int Least, int Most)? Ends(IReadOnlyList<SurveyFileChoice> choices)
    {
        if (choices.Count is < 2 or > SurveyQuestion.PointsMost || !int.TryParse(choices[0].Name, NumberStyles.None, CultureInfo.InvariantCulture, out var least) || least > 1000)
        {
            return null;
        }

        for (var i = 0; i < choices.Count; i++)
        {
            var isEnd = i == 0 || i == choices.Count - 1;
            if (choices[i].Name != Number(least + i) || (!isEnd && choices[i].Text.Length > 0 && LabelOf(least + i, choices[i].Text).Length > 0))
            {
                return null;
            }
        }

        return (least, least + choices.Count - 1);
    }

    /// <summary>Our values of these answers, in their order, when they are yes, no and perhaps don't know; null when they are something else.</summary>
    public static IReadOnlyList<string>? YesNo(IReadOnlyList<SurveyFileChoice> choices)
    {
        string[] values = [.. choices.Select(c => YesNo(c.Name) is { } value && (c.Text.Length == 0 || YesNo(c.Text) == value) ? value : "")];
        return values is [SurveyAnswers.Yes, SurveyAnswers.No] or [SurveyAnswers.Yes, SurveyAnswers.No, SurveyAnswers.DontKnow] ? values : null;
    }

    private static string? YesNo(string word)
    {
        var plain = word.Trim().ToLowerInvariant().Replace('’', '\'');
        return YesWords.Contains(plain) ? SurveyAnswers.Yes : NoWords.Contains(plain) ? SurveyAnswers.No : DontKnowWords.Contains(plain) ? SurveyAnswers.DontKnow : null;
    }
}
