using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>What a questionnaire's ids are in LimeSurvey, whose codes are letters and figures only: "P10" and "1" for "P10.1", Y, N and D for yes, no and don't know.</summary>
internal sealed class LimeSurveyCodes
{
    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SurveyQuestion> _asked = new(StringComparer.Ordinal);

    public LimeSurveyCodes(SurveyForm form)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var question in form.Questions)
        {
            var code = new string([.. question.Id.Where(char.IsAsciiLetterOrDigit)]);
            for (var number = 2; !taken.Add(code); number++)
            {
                code = $"{new string([.. question.Id.Where(char.IsAsciiLetterOrDigit)])}x{number.ToString(CultureInfo.InvariantCulture)}";
            }

            _questions[question.Id] = code;
            foreach (var key in question.Keys)
            {
                _asked.TryAdd(key, question);
            }
        }
    }

    public string Of(SurveyQuestion question) => _questions[question.Id];

    /// <summary>Of a line or an option, in its question.</summary>
    public static string Of(SurveyQuestion question, SurveyItem item) =>
        item.Id.StartsWith(question.Id + ".", StringComparison.Ordinal) && item.Id[(question.Id.Length + 1)..] is { Length: > 0 and <= 5 } end && end.All(char.IsAsciiDigit)
            ? end
            : $"X{(question.Items.IndexOf(item) + 1).ToString(CultureInfo.InvariantCulture)}";

    public static string YesNo(string value) => value switch
    {
        SurveyAnswers.Yes => "Y",
        SurveyAnswers.No => "N",
        _ => "D",
    };

    /// <summary>The filter in ExpressionScript; always is "1".</summary>
    public string Filter(IReadOnlyList<SurveyCondition> conditions) => conditions.Count == 0 ? "1" : string.Join(" and ", conditions.Select(c => $"({string.Join(" or ", c.Values.Select(v => One(c.Key, v)))})"));

    private string One(string key, string value)
    {
        if (!_asked.TryGetValue(key, out var question))
        {
            return $"{key}.NAOK == \"{value}\"";
        }

        var code = Of(question);
        if (question.Kind == QuestionKind.MultipleChoice)
        {
            return value == SurveyAnswers.Other ? $"!is_empty({code}_other.NAOK)" : $"{code}_{Option(question, value)}.NAOK == \"Y\"";
        }

        var name = key == question.Id ? code : $"{code}_{Of(question, question.Items.First(i => i.Id == key))}";
        return question.Kind switch
        {
            QuestionKind.YesNo => $"{name}.NAOK == \"{YesNo(value)}\"",
            QuestionKind.SingleChoice => $"{name}.NAOK == \"{(value == SurveyAnswers.Other ? LimeSurvey.OtherValue : Option(question, value))}\"",
            QuestionKind.Number => $"{name}.NAOK == {value}",
            _ => $"{name}.NAOK == \"{value}\"",
        };
    }

    private static string Option(SurveyQuestion question, string value) => question.Items.Find(i => i.Id == value) is { } item ? Of(question, item) : value;
}
