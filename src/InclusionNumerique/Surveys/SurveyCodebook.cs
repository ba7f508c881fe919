using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>What each column of the answers is and holds, in words.</summary>
internal static class SurveyCodebook
{
    public static readonly IReadOnlyList<string> Columns =
        ["variable", "question", "libellé", "type", "valeurs", "ont répondu", "sans réponse", "posée à", "condition"];

    /// <summary>"sans réponse" counts those who were asked, by their audience and their other answers, and did not answer.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(SurveyData data)
    {
        var blocks = data.Form.Blocks.SelectMany(b => b.Questions, (b, q) => (b, q)).ToDictionary(p => p.q, p => p.b);
        foreach (var column in data.Columns)
        {
            var answered = column.Kind == SurveyColumnKind.About ? data.Rows.Count : data.Rows.Count(r => column.Answer(r.Answers) is not null);
            var asked = column.Question is null ? data.Rows.Count : data.Rows.Count(r => IsAsked(blocks[column.Question], column, r));
            var unanswered = column.Question is null ? 0 : data.Rows.Count(r => column.Answer(r.Answers) is null && IsAsked(blocks[column.Question], column, r));
            yield return
            [
                column.Name, column.Question?.Text ?? "", column.Label, Type(column), string.Join(" | ", column.Values().Select(v => $"{v.Value} = {v.Label}")), Count(answered), Count(unanswered),
                $"{People(data.Form, column.Question)} ({Count(asked)})", string.Join(" et ", column.Question?.Conditions.Select(c => Condition(data.Form, c)) ?? []),
            ];
        }
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Type(SurveyColumn column) => column.Kind switch
    {
        SurveyColumnKind.About => "contexte",
        SurveyColumnKind.Scale => $"échelle de {column.Question!.Least} à {column.Question.Most}{(column.Question.Items.Exists(i => i.Id == column.Key && i.IsReversed) ? ", de sens inverse" : "")}",
        SurveyColumnKind.YesNo => "oui ou non",
        SurveyColumnKind.SingleChoice => "un choix",
        SurveyColumnKind.Option => "choix multiple (coché ou non)",
        SurveyColumnKind.Number => column.Question!.Unit is { } unit ? $"nombre ({unit})" : "nombre",
        _ => "texte",
    };

    private static string People(SurveyForm form, SurveyQuestion? question) =>
        string.Join(", ", (question is null || question.Audiences.Count == 0 ? form.Audiences : question.Audiences).Select(a => SurveyColumn.Audiences[a].Label.ToLowerInvariant()));

    private static string Condition(SurveyForm form, SurveyCondition condition)
    {
        var question = form.Questions.FirstOrDefault(q => q.Keys.Contains(condition.Key));
        var values = condition.Values.Select(v => question?.Items.Find(i => question.IsChoice && i.Id == v)?.Text ?? v);
        return $"{condition.Key} = {string.Join(" ou ", values)}";
    }

    private static bool IsAsked(SurveyBlock block, SurveyColumn column, SurveyDataRow row) =>
        (column.Question!.Audiences.Count == 0 || column.Question.Audiences.Contains(row.Audience))
        && SurveyRoute.Asked(new(block, [column.Question]), row.Answers).Count > 0
        && (column.Kind != SurveyColumnKind.OtherText || row.Answers.Chosen(column.Key).Contains(SurveyAnswers.Other));
}
