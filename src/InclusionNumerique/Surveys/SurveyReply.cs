using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>Reads what one page sent: what is right becomes answers, what is not gets a message beside its field and is shown again as it was typed.</summary>
/// <param name="Typed">By field, as sent: what the page shows again.</param>
/// <param name="Faults">By key of an answer.</param>
public sealed record SurveyReply(SurveyAnswers Answers, IReadOnlyDictionary<string, IReadOnlyList<string>> Typed, IReadOnlyDictionary<string, SurveyFault> Faults)
{
    /// <param name="sent">By field; several values of a field are several options.</param>
    /// <param name="isStrict">Required questions must be answered: not when one only goes back or breaks off.</param>
    public static SurveyReply Read(IReadOnlyList<SurveyQuestion> questions, IReadOnlyDictionary<string, IReadOnlyList<string>> sent, bool isStrict)
    {
        var answers = new SurveyAnswers();
        var faults = new Dictionary<string, SurveyFault>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            foreach (var key in question.Keys)
            {
                var (value, fault) = question.IsChoice ? Choice(question, sent) : One(question, Text(sent, key));
                if (fault is null && value is null && question.IsRequired && isStrict)
                {
                    fault = SurveyFault.Missing;
                }

                if (fault is not null)
                {
                    faults[key] = fault.Value;
                }
                else if (value is not null)
                {
                    answers[key] = value;
                    if (question.HasOther && answers.Chosen(key).Contains(SurveyAnswers.Other) && Text(sent, key + SurveyAnswers.OtherSuffix) is { } words)
                    {
                        answers[key + SurveyAnswers.OtherSuffix] = words;
                    }
                }
            }
        }

        return new(answers, sent, faults);
    }

    private static string? Text(IReadOnlyDictionary<string, IReadOnlyList<string>> sent, string key) => sent.TryGetValue(key, out var values) ? PlainText.Tidy(values[0]) : null;

    private static (string? Value, SurveyFault? Fault) One(SurveyQuestion question, string? text) => (question.Kind, text) switch
    {
        (_, null) => (null, null),
        (QuestionKind.Scale, _) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var point) && point >= question.Least && point <= question.Most
            ? (point.ToString(CultureInfo.InvariantCulture), null) : (null, SurveyFault.NotAnOption),
        (QuestionKind.YesNo, SurveyAnswers.Yes or SurveyAnswers.No) => (text, null),
        (QuestionKind.YesNo, SurveyAnswers.DontKnow) when question.HasDontKnow => (text, null),
        (QuestionKind.Number, _) => Number(question, text),
        (QuestionKind.Text, _) => Words(text),
        _ => (null, SurveyFault.NotAnOption),
    };

    private static (string? Value, SurveyFault? Fault) Number(SurveyQuestion question, string text) =>
        !decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || text.Length > 12
            ? (null, SurveyFault.NotANumber)
            : number < question.Min || number > question.Max
                ? (null, SurveyFault.OutOfRange)
                : (number.ToString("0.####", CultureInfo.InvariantCulture), null);

    private static (string? Value, SurveyFault? Fault) Words(string text)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, "", text, SurveyQuestion.AnswerMost);
        return refusals.Count == 0 ? (text, null) : (null, text.Length > SurveyQuestion.AnswerMost ? SurveyFault.TooLong : SurveyFault.Unreadable);
    }

    private static (string? Value, SurveyFault? Fault) Choice(SurveyQuestion question, IReadOnlyDictionary<string, IReadOnlyList<string>> sent)
    {
        var ticked = sent.TryGetValue(question.Id, out var values) ? values.Where(v => v.Length > 0).ToHashSet(StringComparer.Ordinal) : [];
        var chosen = question.Items.Where(i => ticked.Contains(i.Id)).ToList();
        List<string> ids = [.. chosen.Select(i => i.Id)];
        if (question.HasOther && ticked.Contains(SurveyAnswers.Other))
        {
            ids.Add(SurveyAnswers.Other);
        }

        if (ids.Count != ticked.Count || (question.Kind == QuestionKind.SingleChoice && ids.Count > 1))
        {
            return (null, SurveyFault.NotAnOption);
        }

        if (ids.Count > 1 && chosen.Exists(i => i.IsExclusive))
        {
            return (null, SurveyFault.Exclusive);
        }

        return Text(sent, question.Id + SurveyAnswers.OtherSuffix) is { } other && ids.Contains(SurveyAnswers.Other) && Words(other).Fault is { } fault
            ? (null, fault)
            : (ids.Count == 0 ? null : string.Join(' ', ids), null);
    }
}

/// <summary>Why an answer is not one; said in the respondent's language.</summary>
public enum SurveyFault
{
    Missing,
    NotAnOption,
    NotANumber,
    OutOfRange,
    TooLong,
    Unreadable,

    /// <summary>An option that no other goes with was ticked with another.</summary>
    Exclusive,
}
