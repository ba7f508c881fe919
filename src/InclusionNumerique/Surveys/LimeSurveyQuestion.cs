using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>One question of a survey structure with its subquestions and answers.</summary>
internal sealed class LimeSurveyQuestion(SurveyFileBuilder builder, LimeSurveyTexts texts, LimeSurveyRow row, IReadOnlyList<LimeSurveyRow> parts)
{
    // Of LimeSurvey's many settings of a question, those that change what is asked or answered; the others are about looks.
    private static readonly string[] Meaningful =
    [
        "array_filter", "array_filter_exclude", "em_validation_q", "em_validation_sq", "equals_num_value", "min_answers", "max_answers", "min_num_value", "max_num_value", "hidden", "prefix",
        "max_subquestions", "random_group", "exclude_all_others_auto", "other_comment_mandatory", "other_numbers_only", "commented_checkbox", "parent_order",
    ];

    private readonly IReadOnlyList<LimeSurveyRow> _lines = [.. parts.Where(p => p["class"] == "SQ")];
    private readonly IReadOnlyList<LimeSurveyRow> _answers = [.. parts.Where(p => p["class"] == "A")];
    private readonly string _code = row["name"];

    public static List<SurveyAudience> Audiences(SurveyFileBuilder builder, LimeSurveyRow row)
    {
        List<SurveyAudience> audiences = [];
        foreach (var word in row[LimeSurvey.Audience].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<SurveyAudience>(word, out var audience) && Enum.IsDefined(audience))
            {
                audiences.Add(audience);
            }
            else
            {
                builder.Fault(row.Line, $"« {SurveyFileBuilder.Shown(word)} » n’est pas un public de ce produit.");
            }
        }

        return audiences;
    }

    public static List<SurveyCondition> Conditions(SurveyFileBuilder builder, LimeSurveyRow row) => builder.Conditions(row.Line, row["relevance"] is "1" ? "" : row["relevance"]);

    /// <summary>Null, with a fault, when it is none of ours.</summary>
    public SurveyQuestion? Read()
    {
        var question = new SurveyQuestion();
        if (!IsKind(question))
        {
            return null;
        }

        question.Id = builder.Claim(row.Line, row[LimeSurvey.Id] is { Length: > 0 } id ? id : _code, "Q");
        question.Text = builder.Words(row.Line, texts.Plain(row, "text"));
        question.Hint = builder.MaybeWords(row.Line, texts.Plain(row, "help"));
        question.IsRequired = row["mandatory"] == "Y";
        question.Audiences = Audiences(builder, row);
        question.Conditions = Conditions(builder, row);
        question.ShufflesItems = row["random_order"] == "1" || row["answer_order"] == "random" || row["subquestion_order"] == "random";
        question.IsTrainingNeed = row[LimeSurvey.TrainingNeed] == "1";
        question.Reason = builder.MaybeWords(row.Line, texts.Plain(row, LimeSurvey.Reason));
        Settings();
        builder.Name(_code, question.Id);
        texts.Know(_code, question);
        if (question.Kind == QuestionKind.Number)
        {
            (question.Min, question.Max) = (Bound("min_num_value_n"), Bound("max_num_value_n"));
            question.Unit = builder.MaybeWords(row.Line, texts.Plain(row, "suffix"));
        }

        Items(question);
        Values(question);
        return question;
    }

    private bool IsKind(SurveyQuestion question)
    {
        var type = row["type/scale"];
        SurveyFileChoice[] choices = [.. _answers.Select(a => new SurveyFileChoice(a["name"], LimeSurvey.FromHtml(a["text"])))];
        var kind = Enum.TryParse<QuestionKind>(row[LimeSurvey.Kind], out var said) ? said : (QuestionKind?)null;
        switch (type)
        {
            case "Y" or "C":
                (question.Kind, question.HasDontKnow) = (QuestionKind.YesNo, type == "C");
                return true;
            case "5" or "A" or "B":
                (question.Kind, question.Least, question.Most) = (QuestionKind.Scale, 1, type == "B" ? 10 : 5);
                return true;
            case "F" or "L" or "!" when kind is not QuestionKind.SingleChoice && SurveyScalePoints.Ends(choices) is var (least, most):
                (question.Kind, question.Least, question.Most) = (QuestionKind.Scale, least, most);
                question.LeastLabel = builder.Words(row.Line, SurveyScalePoints.LabelOf(least, choices[0].Text));
                question.MostLabel = builder.Words(row.Line, SurveyScalePoints.LabelOf(most, choices[^1].Text));
                return true;
            case "F" or "L" or "!" when kind is not QuestionKind.SingleChoice && SurveyScalePoints.YesNo(choices) is { } yesNo:
                (question.Kind, question.HasDontKnow) = (QuestionKind.YesNo, yesNo.Count == 3);
                return true;
            case "F":
                builder.Fault(row.Line, "Les réponses d’un tableau sont ici les points d’une échelle, dont seuls les bouts ont un nom, ou oui et non ; ce tableau n’est pas repris.");
                return false;
            case "L" or "!" or "M":
                (question.Kind, question.HasOther) = (type == "M" ? QuestionKind.MultipleChoice : QuestionKind.SingleChoice, row["other"] == "Y");
                return true;
            case "N" or "S" or "T" or "U":
                question.Kind = type == "N" ? QuestionKind.Number : QuestionKind.Text;
                return true;
            default:
                builder.Fault(row.Line, $"Le type de question « {SurveyFileBuilder.Shown(type)} » n’a pas d’équivalent ici ; la question « {SurveyFileBuilder.Shown(_code)} » n’est pas reprise.");
                return false;
        }
    }

    private void Settings()
    {
        foreach (var setting in Meaningful.Append("validation").Append("default").Where(s => row[s] is not ("" or "0" or "N")))
        {
            builder.Fault(row.Line, $"Le réglage « {setting} » n’a pas d’équivalent ici ; il n’est pas repris.");
        }

        if (row["mandatory"] == "S")
        {
            builder.Fault(row.Line, "« Obligatoire sans insister » n’existe pas ici : la question devient facultative.");
        }

        foreach (var part in parts.Where(p => p["relevance"] is not ("" or "1") || p["default"].Length > 0 || p["validation"].Length > 0))
        {
            builder.Fault(part.Line, "Une ligne ou un choix n’a ici ni filtre, ni contrainte, ni réponse donnée d’avance ; ils ne sont pas repris.");
        }
    }

    private decimal? Bound(string column)
    {
        if (row[column].Length == 0)
        {
            return null;
        }

        if (decimal.TryParse(row[column].Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bound))
        {
            return bound;
        }

        builder.Fault(row.Line, $"Le réglage « {column} » n’est pas un nombre ; il n’est pas repris.");
        return null;
    }

    private void Items(SurveyQuestion question)
    {
        var exclusive = row["exclude_all_others"].Split(';', StringSplitOptions.TrimEntries);
        foreach (var part in question.Kind == QuestionKind.SingleChoice ? _answers : _lines.Where(l => l["name"] != "other" || !question.HasOther))
        {
            var code = part["name"];
            var wanted = part[LimeSurvey.Id] is { Length: > 0 } own ? own : $"{question.Id}.{code}";
            var item = new SurveyItem
            {
                Id = builder.Claim(part.Line, wanted, question.Id + ".", isTold: part[LimeSurvey.Id].Length > 0), Text = builder.Words(part.Line, texts.Plain(part, "text")),
                IsReversed = part[LimeSurvey.Reversed] == "1", IsExclusive = part[LimeSurvey.Exclusive] == "1" || (question.Kind == QuestionKind.MultipleChoice && exclusive.Contains(code)),
            };
            question.Items.Add(item);
            texts.Know(_code, code, item);
            if (question.Kind == QuestionKind.SingleChoice)
            {
                builder.Value(question.Id, code, item.Id);
            }
            else
            {
                builder.Name($"{_code}_{code}", question.IsChoice ? question.Id : item.Id, question.IsChoice ? item.Id : null);
            }
        }

        if (question.HasOther && question.Kind == QuestionKind.MultipleChoice)
        {
            builder.Name(_code + "_other", question.Id, SurveyAnswers.Other);
        }

        builder.Value(question.Id, LimeSurvey.OtherValue, SurveyAnswers.Other);
    }

    private void Values(SurveyQuestion question)
    {
        if (question.Kind != QuestionKind.YesNo)
        {
            return;
        }

        SurveyFileChoice[] choices = [.. _answers.Select(a => new SurveyFileChoice(a["name"], LimeSurvey.FromHtml(a["text"])))];
        var names = SurveyScalePoints.YesNo(choices) is { } values ? choices.Select(c => c.Name).Zip(values) : new[] { "Y", "N", row["type/scale"] == "C" ? "U" : "D" }.Zip([SurveyAnswers.Yes, SurveyAnswers.No, SurveyAnswers.DontKnow]);
        foreach (var (name, value) in names)
        {
            question.Keys.ToList().ForEach(k => builder.Value(k, name, value));
        }
    }
}
