using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>Writes a questionnaire as an XLSForm.</summary>
internal sealed class XlsFormWriter(string title, string purpose, SurveyForm form, SurveyFileTexts texts)
{
    private readonly List<Dictionary<string, string>> _survey = [];
    private readonly List<Dictionary<string, string>> _choices = [];
    private readonly HashSet<string> _lists = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = [.. form.Blocks.Select(b => b.Id), .. form.Questions.SelectMany(q => q.Keys.Append(q.Id))];
    private readonly Dictionary<string, SurveyQuestion> _questions = form.Questions.SelectMany(q => q.Keys, (q, k) => (k, q)).DistinctBy(p => p.k).ToDictionary(p => p.k, p => p.q);

    public byte[] Write()
    {
        if (purpose.Length > 0)
        {
            Row(_survey, ("type", "note"), ("name", Fresh(SurveyFileKeys.Purpose))).Add(Labels(SurveyFileKeys.Purpose, purpose));
        }

        foreach (var block in form.Blocks)
        {
            Row(_survey, ("type", "begin_group"), ("name", block.Id)).Add(Labels(block.Id, block.Title));
            if (block.Intro is not null)
            {
                Row(_survey, ("type", "note"), ("name", Fresh(block.Id + "_intro"))).Add(Labels(block.Id + SurveyFileKeys.Intro, block.Intro));
            }

            block.Questions.ForEach(Question);
            Row(_survey, ("type", "end_group"));
        }

        var settings = new List<Dictionary<string, string>>();
        Row(settings, ("form_title", title), ("form_id", "questionnaire"), ("default_language", XlsForm.LanguageName(XlsForm.French)),
            (XlsForm.Audience, Words(form.Audiences)), (XlsForm.Shuffle, Yes(form.ShufflesBlocks)))
            .Add(texts.Languages.Select(l => ($"{XlsForm.TitleText}::{XlsForm.LanguageName(l)}", texts[l, SurveyFileKeys.Title] ?? "")));
        return XlsxFile.Write(
            Sheet(XlsForm.SurveySheet, _survey,
                ["type", "name", .. InLanguages("label"), .. InLanguages("hint"), "required", "relevant", "constraint", "appearance", "parameters", XlsForm.Kind, XlsForm.Audience,
                    XlsForm.Reversed, XlsForm.Shuffle, XlsForm.TrainingNeed, .. InLanguages(XlsForm.Unit), .. InLanguages(XlsForm.Reason), XlsForm.OtherOf]),
            Sheet(XlsForm.ChoicesSheet, _choices, ["list_name", "name", .. InLanguages("label"), XlsForm.Exclusive]),
            Sheet(XlsForm.SettingsSheet, settings, ["form_title", "form_id", "default_language", XlsForm.Audience, XlsForm.Shuffle, .. InLanguages(XlsForm.TitleText).Skip(1)]));
    }

    private static (string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Sheet(string name, List<Dictionary<string, string>> rows, IReadOnlyList<string> columns) =>
        (name, columns, rows.Select(r => (IReadOnlyList<object?>)[.. columns.Select(c => r.GetValueOrDefault(c))]));

    private static Dictionary<string, string> Row(List<Dictionary<string, string>> rows, params IReadOnlyList<(string, string)> cells)
    {
        rows.Add(cells.ToDictionary(c => c.Item1, c => c.Item2));
        return rows[^1];
    }

    private static string Yes(bool isSo) => isSo ? XlsForm.YesWord : "";

    private static string Words(List<SurveyAudience> audiences) => string.Join(' ', audiences);

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Bounds(SurveyQuestion question) =>
        string.Join(" and ", new[] { question.Min is { } min ? $". >= {Number(min)}" : "", question.Max is { } max ? $". <= {Number(max)}" : "" }.Where(b => b.Length > 0));

    // None of them with another: the tools know no such thing of an option, only a sentence about the whole answer.
    private static string Alone(SurveyQuestion question) =>
        string.Join(" and ", question.Items.Where(i => i.IsExclusive).Select(i => $"not(selected(., '{i.Id}') and count-selected(.) > 1)"));

    private IEnumerable<string> InLanguages(string column) => texts.Languages.Prepend(XlsForm.French).Select(l => $"{column}::{XlsForm.LanguageName(l)}");

    /// <summary>What no translation has stands there in French, as on the screen.</summary>
    private IEnumerable<(string, string)> Labels(string key, string? french, string column = "label") =>
        texts.Languages.Prepend(XlsForm.French).Select(l => ($"{column}::{XlsForm.LanguageName(l)}", texts[l, key] ?? french ?? ""));

    private void Question(SurveyQuestion question)
    {
        var row = question.IsChoice || question.Items.Count == 0 ? One(question) : Grid(question);
        row.Add(Labels(question.Id, question.Text));
        row.Add(Labels(question.Id + SurveyFileKeys.Hint, question.Hint, "hint"));
        row.Add([
            ("relevant", string.Join(" and ", question.Conditions.Select(Filter))), (XlsForm.Kind, question.Kind.ToString()), (XlsForm.Audience, Words(question.Audiences)),
            (XlsForm.Shuffle, Yes(question.ShufflesItems)), (XlsForm.TrainingNeed, Yes(question.IsTrainingNeed))]);
        row.Add(Labels(question.Id + SurveyFileKeys.Reason, question.Reason, XlsForm.Reason));
        if (question.HasOther)
        {
            Row(_survey, ("type", "text"), ("name", Fresh(question.Id + "_autre")), ("relevant", $"selected(${{{question.Id}}}, '{SurveyAnswers.Other}')"), (XlsForm.OtherOf, question.Id))
                .Add(Labels("", "Précisez"));
        }
    }

    private Dictionary<string, string> One(SurveyQuestion question)
    {
        var (type, constraint, appearance) = question.Kind switch
        {
            QuestionKind.Scale => ("select_one " + List(question), "", "likert"),
            QuestionKind.YesNo => ("select_one " + List(question), "", ""),
            QuestionKind.SingleChoice => ("select_one " + List(question), "", ""),
            QuestionKind.MultipleChoice => ("select_multiple " + List(question), Alone(question), ""),
            QuestionKind.Number => ("decimal", Bounds(question), ""),
            _ => ("text", "", "multiline"),
        };
        var isShuffled = question is { IsChoice: true, ShufflesItems: true, HasOther: false } && !question.Items.Exists(i => i.IsExclusive);
        var row = Row(_survey, ("type", type), ("name", question.Id), ("required", Yes(question.IsRequired)), ("constraint", constraint), ("appearance", appearance),
            ("parameters", isShuffled ? "randomize=true" : ""));
        row.Add(Labels(question.Id + SurveyFileKeys.Unit, question.Unit, XlsForm.Unit));
        return row;
    }

    private Dictionary<string, string> Grid(SurveyQuestion question)
    {
        var row = Row(_survey, ("type", "begin_group"), ("name", question.Id), ("appearance", "table-list"));
        foreach (var item in question.Items)
        {
            Row(_survey, ("type", "select_one " + List(question)), ("name", item.Id), ("required", Yes(question.IsRequired)), (XlsForm.Reversed, Yes(item.IsReversed)))
                .Add(Labels(item.Id, item.Text));
        }

        Row(_survey, ("type", "end_group"));
        return row;
    }

    private string Filter(SurveyCondition condition)
    {
        var kind = _questions.GetValueOrDefault(condition.Key)?.Kind;
        string[] values = [.. condition.Values.Select(v => kind == QuestionKind.MultipleChoice
            ? $"selected(${{{condition.Key}}}, '{v}')"
            : $"${{{condition.Key}}} = {(kind == QuestionKind.Number ? v : $"'{v}'")}")];
        return values.Length == 1 ? values[0] : $"({string.Join(" or ", values)})";
    }

    private string List(SurveyQuestion question)
    {
        var list = question.Kind == QuestionKind.YesNo ? question.HasDontKnow ? XlsForm.YesNoDontKnowList : XlsForm.YesNoList : question.Id;
        if (!_lists.Add(list))
        {
            return list;
        }

        switch (question.Kind)
        {
            case QuestionKind.YesNo:
                Choice(list, SurveyAnswers.Yes, "Oui");
                Choice(list, SurveyAnswers.No, "Non");
                if (question.HasDontKnow)
                {
                    Choice(list, SurveyAnswers.DontKnow, "Ne sait pas");
                }

                break;
            case QuestionKind.Scale:
                Points(list, question);
                break;
            default:
                question.Items.ForEach(i => Row(_choices, ("list_name", list), ("name", i.Id), (XlsForm.Exclusive, Yes(i.IsExclusive))).Add(Labels(i.Id, i.Text)));
                if (question.HasOther)
                {
                    Choice(list, SurveyAnswers.Other, "Autre");
                }

                break;
        }

        return list;
    }

    private void Points(string list, SurveyQuestion question)
    {
        for (var point = question.Least; point <= question.Most; point++)
        {
            var (key, label) = point == question.Least ? (SurveyFileKeys.Least, question.LeastLabel) : point == question.Most ? (SurveyFileKeys.Most, question.MostLabel) : ("", "");
            Row(_choices, ("list_name", list), ("name", SurveyScalePoints.Number(point)))
                .Add(Labels(question.Id + key, key.Length == 0 ? null : label).Select(l => (l.Item1, SurveyScalePoints.PointText(point, key.Length == 0 ? null : l.Item2))));
        }
    }

    private void Choice(string list, string name, string label) => Row(_choices, ("list_name", list), ("name", name)).Add(Labels("", label));

    private string Fresh(string name)
    {
        while (!_names.Add(name))
        {
            name += "_";
        }

        return name;
    }
}

internal static class XlsFormRows
{
    public static void Add(this Dictionary<string, string> row, IEnumerable<(string Column, string Text)> cells)
    {
        foreach (var (column, text) in cells)
        {
            row[column] = text;
        }
    }
}
