using System.Text.Json;

namespace InclusionNumerique.Surveys;

/// <summary>
/// What one respondent answered, by question or by line of a grid: "oui", "non", "nsp"; a point of the scale; an option's id, several separated by a space; a number
/// with a point; free words. What was not answered is not there. The words of "other" stand under the question's id and <see cref="OtherSuffix"/>.
/// </summary>
public sealed class SurveyAnswers : Dictionary<string, string>
{
    public const string Yes = "oui";
    public const string No = "non";
    public const string DontKnow = "nsp";

    /// <summary>The value of the option "other".</summary>
    public const string Other = "autre";

    public const string OtherSuffix = ":autre";

    public SurveyAnswers()
        : base(StringComparer.Ordinal)
    {
    }

    public SurveyAnswers(IEnumerable<KeyValuePair<string, string>> answers)
        : base(answers, StringComparer.Ordinal)
    {
    }

    public static SurveyAnswers Parse(string json) => JsonSerializer.Deserialize<SurveyAnswers>(json) ?? [];

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The options chosen, in the order of the answer.</summary>
    public IReadOnlyList<string> Chosen(string questionId) => TryGetValue(questionId, out var value) ? value.Split(' ') : [];
}
