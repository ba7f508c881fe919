using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>The answers of a select_one or select_multiple: a scale, yes and no, or options.</summary>
internal sealed partial class XlsFormChoices(SurveyFileBuilder builder, XlsFormSheets sheets, SurveyQuestion question, XlsFormRow row, XlsFormType type)
{
    private readonly IReadOnlyList<XlsFormRow> _rows = [.. sheets.Choices[type.List]];
    private readonly IReadOnlyList<SurveyFileChoice> _choices = [.. sheets.Choices[type.List].Select(Choice)];

    /// <param name="next">The row after it, which may ask what "other" is.</param>
    public void Read(XlsFormRow? next)
    {
        if (_rows.Count == 0)
        {
            builder.Fault(row.Line, $"La liste « {SurveyFileBuilder.Shown(type.List)} » n’est pas dans la feuille « choices ».");
        }

        var kind = Enum.TryParse<QuestionKind>(row[XlsForm.Kind], out var said) ? said : (QuestionKind?)null;
        if (type.Word == "select_one" && (kind is null or QuestionKind.Scale or QuestionKind.YesNo) && IsScaleOrYesNo(kind))
        {
            QuestionAlone();
            return;
        }

        question.Kind = type.Word == "select_one" ? QuestionKind.SingleChoice : QuestionKind.MultipleChoice;
        if (kind is not null && kind != question.Kind)
        {
            builder.Fault(row.Line, $"La question « {question.Id} » n’a pas les réponses de son genre ({row[XlsForm.Kind]}) : elle devient un choix.");
        }

        var other = OtherOf(next);
        question.HasOther = type.HasOther || other is not null;
        foreach (var choice in _rows.Where(r => r["name"] != other))
        {
            Option(choice);
        }

        builder.Value(question.Id, other ?? "other", SurveyAnswers.Other);
        Constraint();
        Parameters();
    }

    public bool ReadOfGrid() => IsScaleOrYesNo(null);

    /// <summary>What the file calls yes, no and don't know of this answer.</summary>
    public static void NameYesNo(SurveyFileBuilder builder, SurveyQuestion question, IEnumerable<XlsFormRow> choices, string key)
    {
        SurveyFileChoice[] all = [.. choices.Select(Choice)];
        if (question.Kind == QuestionKind.YesNo && SurveyScalePoints.YesNo(all) is { } values)
        {
            foreach (var (choice, value) in all.Zip(values))
            {
                builder.Value(key, choice.Name, value);
            }
        }
    }

    [GeneratedRegex(@"^not\(selected\(\., ?'(?<name>[^']+)'\) and count-selected\(\.\) > 1\)(?: and |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    private static SurveyFileChoice Choice(XlsFormRow row) => new(row["name"], row["label"]);

    private void QuestionAlone()
    {
        NameYesNo(builder, question, _rows, question.Id);
        XlsFormQuestion.NoConstraint(builder, row);
    }

    private bool IsScaleOrYesNo(QuestionKind? kind)
    {
        if (kind is not QuestionKind.YesNo && SurveyScalePoints.Ends(_choices) is var (least, most))
        {
            (question.Kind, question.Least, question.Most) = (QuestionKind.Scale, least, most);
            question.LeastLabel = End(_rows[0], least, SurveyFileKeys.Least);
            question.MostLabel = End(_rows[^1], most, SurveyFileKeys.Most);
            return true;
        }

        if (kind is not QuestionKind.Scale && SurveyScalePoints.YesNo(_choices) is { } values)
        {
            (question.Kind, question.HasDontKnow) = (QuestionKind.YesNo, values.Count == 3);
            return true;
        }

        return false;
    }

    private string End(XlsFormRow choice, int point, string key)
    {
        var label = SurveyScalePoints.LabelOf(point, choice["label"]);
        builder.Translate(choice.Line, question.Id + key, choice.Texts("label").Select(t => (t.Language, SurveyScalePoints.LabelOf(point, t.Text))).Where(t => t.Item2 != label));
        return builder.Words(choice.Line, label);
    }

    private void Option(XlsFormRow choice)
    {
        var name = choice["name"];
        if (choice["media::image"].Length > 0 || choice["image"].Length > 0)
        {
            builder.Fault(choice.Line, "Un choix n’a pas d’image ici ; elle n’est pas reprise.", XlsForm.ChoicesSheet);
        }

        // The same list may serve several questions, while an option here belongs to one.
        var isOurs = row[XlsForm.Kind].Length > 0 || name.StartsWith(question.Id + ".", StringComparison.Ordinal);
        var id = builder.Claim(choice.Line, isOurs ? name : "", question.Id + ".", isTold: isOurs);
        question.Items.Add(new() { Id = id, Text = builder.Words(choice.Line, choice["label"]), IsExclusive = choice[XlsForm.Exclusive] == XlsForm.YesWord });
        builder.Translate(choice.Line, id, choice.Texts("label"));
        builder.Value(question.Id, name, id);
    }

    /// <summary>The option that the next row asks about, in one's own words.</summary>
    private string? OtherOf(XlsFormRow? next)
    {
        if (next is null || XlsFormType.Parse(next["type"]).Word is not ("text" or "string"))
        {
            return null;
        }

        return SurveyExpression.Parse(next["relevant"]) is [[{ Value: { } value } term]] && term.Name == question.Id && value.ToLowerInvariant() is "autre" or "other" or "autres" ? value : null;
    }

    private void Constraint()
    {
        var rest = row["constraint"];
        while (rest.Length > 0 && Alone().Match(rest) is { Success: true } match)
        {
            var name = match.Groups["name"].Value;
            if (_rows.ToList().FindIndex(r => r["name"] == name) is var index && index >= 0 && index < question.Items.Count)
            {
                question.Items[index].IsExclusive = true;
            }

            rest = rest[match.Length..];
        }

        if (rest.Length > 0)
        {
            XlsFormQuestion.Unknown(builder, row);
        }
    }

    private void Parameters()
    {
        foreach (var parameter in row["parameters"].Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.Equals("randomize=true", StringComparison.OrdinalIgnoreCase))
            {
                question.ShufflesItems = true;
            }
            else
            {
                builder.Fault(row.Line, $"Le paramètre « {SurveyFileBuilder.Shown(parameter)} » n’a pas d’équivalent ici ; il n’est pas repris.");
            }
        }
    }
}
