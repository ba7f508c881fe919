using System.Globalization;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>Writes a questionnaire as LimeSurvey's survey structure.</summary>
internal sealed class LimeSurveyWriter(string title, string purpose, SurveyForm form, SurveyFileTexts texts)
{
    private const string French = "fr";

    private readonly StringBuilder _file = new();
    private readonly LimeSurveyCodes _codes = new(form);

    public byte[] Write()
    {
        _file.AppendJoin('\t', LimeSurvey.Columns).Append("\r\n");
        Row("S", ("name", "language"), ("text", French), (LimeSurvey.Audience, string.Join(' ', form.Audiences)), (LimeSurvey.Shuffle, Yes(form.ShufflesBlocks)));
        Row("S", ("name", "additional_languages"), ("text", string.Join(' ', texts.Languages)));
        Row("S", ("name", "anonymized"), ("text", "Y"));
        Row("S", ("name", "format"), ("text", "G"));
        foreach (var language in texts.Languages.Prepend(French))
        {
            Row("SL", ("name", "surveyls_language"), ("text", language), ("language", language));
            Row("SL", ("name", "surveyls_title"), ("text", LimeSurvey.ToHtml(Text(language, SurveyFileKeys.Title, title))), ("language", language));
            Row("SL", ("name", "surveyls_welcometext"), ("text", LimeSurvey.ToHtml(Text(language, SurveyFileKeys.Purpose, purpose))), ("language", language));
        }

        foreach (var language in texts.Languages.Prepend(French))
        {
            for (var i = 0; i < form.Blocks.Count; i++)
            {
                Block(language, form.Blocks[i], i);
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_file.ToString())];
    }

    private static string Yes(bool isSo) => isSo ? "1" : "";

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Type(SurveyQuestion question) => question.Kind switch
    {
        QuestionKind.Scale or QuestionKind.YesNo when question.Items.Count > 0 => "F",
        QuestionKind.YesNo when !question.HasDontKnow => "Y",
        QuestionKind.Scale or QuestionKind.YesNo or QuestionKind.SingleChoice => "L",
        QuestionKind.MultipleChoice => "M",
        QuestionKind.Number => "N",
        _ => "T",
    };

    /// <summary>In French where there is no translation, as on the screen.</summary>
    private string? Text(string language, string key, string? french) => language == French ? french : texts[language, key] ?? french;

    private void Block(string language, SurveyBlock block, int index)
    {
        Row("G", ("type/scale", (index + 1).ToString(CultureInfo.InvariantCulture)), ("name", LimeSurvey.ToHtml(Text(language, block.Id, block.Title))), ("relevance", "1"),
            ("text", LimeSurvey.ToHtml(Text(language, block.Id + SurveyFileKeys.Intro, block.Intro))), ("language", language),
            ("random_group", form.ShufflesBlocks && index > 0 ? LimeSurvey.ShuffledGroups : ""), (LimeSurvey.Id, block.Id));
        block.Questions.ForEach(q => Question(language, q));
    }

    private void Question(string language, SurveyQuestion question)
    {
        var exclusive = question.Kind == QuestionKind.MultipleChoice ? question.Items.Where(i => i.IsExclusive).Select(i => LimeSurveyCodes.Of(question, i)) : [];
        Row("Q", ("type/scale", Type(question)), ("name", _codes.Of(question)), ("relevance", _codes.Filter(question.Conditions)), ("text", Html(language, question.Id, question.Text)),
            ("help", Html(language, question.Id + SurveyFileKeys.Hint, question.Hint)), ("language", language), ("mandatory", question.IsRequired ? "Y" : "N"), ("other", question.HasOther ? "Y" : "N"),
            ("random_order", Yes(question.ShufflesItems)), ("exclude_all_others", string.Join(';', exclusive)), ("min_num_value_n", Number(question.Min)), ("max_num_value_n", Number(question.Max)),
            ("suffix", Html(language, question.Id + SurveyFileKeys.Unit, question.Unit)), (LimeSurvey.Id, question.Id), (LimeSurvey.Kind, question.Kind.ToString()),
            (LimeSurvey.Audience, string.Join(' ', question.Audiences)), (LimeSurvey.Reason, Html(language, question.Id + SurveyFileKeys.Reason, question.Reason)),
            (LimeSurvey.TrainingNeed, Yes(question.IsTrainingNeed)));
        foreach (var item in question.Items)
        {
            Row(question.Kind == QuestionKind.SingleChoice ? "A" : "SQ", ("type/scale", "0"), ("name", LimeSurveyCodes.Of(question, item)), ("relevance", question.Kind == QuestionKind.SingleChoice ? "" : "1"),
                ("text", Html(language, item.Id, item.Text)), ("language", language), (LimeSurvey.Id, item.Id), (LimeSurvey.Reversed, Yes(item.IsReversed)), (LimeSurvey.Exclusive, Yes(item.IsExclusive)));
        }

        foreach (var (name, text) in Answers(language, question))
        {
            Row("A", ("type/scale", "0"), ("name", name), ("text", LimeSurvey.ToHtml(text)), ("language", language));
        }
    }

    private IEnumerable<(string Name, string Text)> Answers(string language, SurveyQuestion question)
    {
        if (question.Kind == QuestionKind.Scale)
        {
            for (var point = question.Least; point <= question.Most; point++)
            {
                var label = point == question.Least ? Text(language, question.Id + SurveyFileKeys.Least, question.LeastLabel)
                    : point == question.Most ? Text(language, question.Id + SurveyFileKeys.Most, question.MostLabel) : null;
                yield return (SurveyScalePoints.Number(point), SurveyScalePoints.PointText(point, label));
            }
        }
        else if (question.Kind == QuestionKind.YesNo && (question.HasDontKnow || question.Items.Count > 0))
        {
            yield return ("Y", "Oui");
            yield return ("N", "Non");
            if (question.HasDontKnow)
            {
                yield return ("D", "Ne sait pas");
            }
        }
    }

    private string Html(string language, string key, string? french) => LimeSurvey.ToHtml(Text(language, key, french));

    private void Row(string name, params IReadOnlyList<(string Column, string Text)> cells)
    {
        var row = cells.ToDictionary(c => c.Column, c => c.Text);
        row["class"] = name;
        _file.AppendJoin('\t', LimeSurvey.Columns.Select(c => Cell(row.GetValueOrDefault(c) ?? ""))).Append("\r\n");
    }

    // A negative number is no formula.
    private static string Cell(string text)
    {
        var cell = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? text : SpreadsheetText.Neutral(text);
        return cell.AsSpan().ContainsAny("\"\t\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
    }
}
