using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>
/// What a cell of another tool's file means: by our code, by the text of an answer, or by LimeSurvey's code. What is not understood comes back as it is, for the check of
/// answers to refuse.
/// </summary>
internal static class SurveyAnswerCell
{
    private static readonly string[] Yeses = ["1", "y", "yes", "o", "oui", "x", "vrai", "true", "coché"];
    private static readonly string[] Noes = ["0", "n", "no", "non", "faux", "false", "non coché"];
    private static readonly string[] DontKnows = ["nsp", "d", "u", "ne sait pas", "je ne sais pas", "incertain", "don't know", "dk", "9"];
    private static readonly string[] Others = ["autre", "other", LimeSurvey.OtherValue, "autre :", "autres"];
    private static readonly string[] NotShown = ["{question_not_shown}", "n/a"];
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy", "yyyy/MM/dd", "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm"];

    /// <summary>What tools write for a question that was not asked.</summary>
    public static bool IsNotShown(string text) => NotShown.Contains(Plain(text));

    public static string One(SurveyQuestion question, string text) => question.Kind switch
    {
        QuestionKind.Scale => Point(question, text),
        QuestionKind.YesNo => IsYes(text) is { } isYes ? (isYes ? SurveyAnswers.Yes : SurveyAnswers.No) : question.HasDontKnow && DontKnows.Contains(Plain(text)) ? SurveyAnswers.DontKnow : text,
        QuestionKind.SingleChoice => Choice(question, text) ?? text,
        QuestionKind.Number => Number(question, text),
        _ => text,
    };

    /// <summary>Several options in one cell.</summary>
    public static IEnumerable<string> Several(SurveyQuestion question, string text)
    {
        if (Choice(question, text) is { } one)
        {
            return [one];
        }

        char[] separators = text.Contains(';', StringComparison.Ordinal) ? [';'] : text.Contains('|', StringComparison.Ordinal) ? ['|'] : text.Contains(',', StringComparison.Ordinal) ? [','] : [' '];
        return text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => Choice(question, t) ?? t);
    }

    /// <summary>Null when it is not understood.</summary>
    public static bool? IsTicked(SurveyColumn column, string text) => IsYes(text) ?? (Plain(text) == Plain(column.Label) || text == column.Option ? true : null);

    public static bool? IsYes(string text) => Yeses.Contains(Plain(text)) ? true : Noes.Contains(Plain(text)) ? false : null;

    public static T? Named<T>(IReadOnlyDictionary<T, (string Code, string Label)> names, string text)
        where T : struct, Enum
    {
        foreach (var (value, (code, label)) in names)
        {
            if (Plain(text) == Plain(code) || Plain(text) == Plain(label) || text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    public static string? Language(string text) => text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToLowerInvariant() : null;

    /// <summary>No day finer than the week is kept of an answer.</summary>
    public static DateOnly? Monday(string text) => DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year > 1900
        ? DateOnly.FromDateTime(at).AddDays(-(((int)at.DayOfWeek + 6) % 7))
        : null;

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('’', '\'').Replace('\u00a0', ' ');

    private static string Point(SurveyQuestion question, string text)
    {
        // "8,0" as a spreadsheet may have made of it.
        if (decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number < 10_000)
        {
            return SurveyScalePoints.Number((int)number);
        }

        if (text is ['A' or 'a', ..] && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var nth) && nth is >= 1 and < 100)
        {
            return SurveyScalePoints.Number(question.Least + nth - 1);
        }

        return Plain(text) switch
        {
            var plain when IsEnd(question.Least, question.LeastLabel, plain) => SurveyScalePoints.Number(question.Least),
            var plain when IsEnd(question.Most, question.MostLabel, plain) => SurveyScalePoints.Number(question.Most),
            _ => text,
        };
    }

    private static bool IsEnd(int point, string label, string plain) => label.Length > 0 && (plain == Plain(label) || plain == Plain(SurveyScalePoints.PointText(point, label)));

    private static string? Choice(SurveyQuestion question, string text)
    {
        var plain = Plain(text);
        if ((question.Items.Find(i => i.Id == text) ?? question.Items.Find(i => Plain(i.Text) == plain) ?? question.Items.Find(i => Plain(LimeSurveyCodes.Of(question, i)) == plain)) is { } item)
        {
            return item.Id;
        }

        if (question.HasOther && Others.Contains(plain))
        {
            return SurveyAnswers.Other;
        }

        // LimeSurvey's own codes: A1, AO01, SQ001.
        var digits = plain.TrimStart('a', 'o', 's', 'q');
        return digits.Length < plain.Length && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var nth) && nth >= 1 ? question.Items.ElementAtOrDefault(nth - 1)?.Id : null;
    }

    private static string Number(SurveyQuestion question, string text)
    {
        var figure = question.Unit is { Length: > 0 } unit && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? text[..^unit.Length] : text;
        return new([.. figure.Where(c => !char.IsWhiteSpace(c)).Select(c => c == ',' ? '.' : c)]);
    }
}
