using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>What a column of answers holds.</summary>
internal enum SurveyColumnKind
{
    /// <summary>Of the respondent, not of a question.</summary>
    About,
    Scale,
    YesNo,
    SingleChoice,

    /// <summary>One option of a multiple choice: 0 or 1.</summary>
    Option,
    Number,
    Text,

    /// <summary>The words of "other".</summary>
    OtherText,
}

/// <summary>A column of the answers in files, out and in.</summary>
/// <param name="Name">The key of the answer; of an option, its id; "P08.autre" and "P08.autre.texte" of "other".</param>
/// <param name="Key">Of the answer; empty for what is no answer.</param>
/// <param name="Option">Of an option's column.</param>
internal sealed record SurveyColumn(string Name, SurveyColumnKind Kind, SurveyQuestion? Question, string Key, string? Option, string Label)
{
    public const string Audience = "audience";
    public const string Language = "langue";
    public const string Mode = "mode";
    public const string Week = "semaine";
    public const string IsComplete = "complet";
    public const string OtherText = ".autre.texte";

    public static readonly IReadOnlyDictionary<SurveyAudience, (string Code, string Label)> Audiences = new Dictionary<SurveyAudience, (string, string)>
    {
        [SurveyAudience.Professional] = ("professionnel", "Professionnel"), [SurveyAudience.Manager] = ("encadrant", "Encadrant"), [SurveyAudience.Visitor] = ("usager", "Usager"),
    };

    public static readonly IReadOnlyDictionary<SurveyMode, (string Code, string Label)> Modes = new Dictionary<SurveyMode, (string, string)>
    {
        [SurveyMode.Alone] = ("seul", "Seul"), [SurveyMode.Helped] = ("aide", "Avec l’aide d’un agent"), [SurveyMode.Kiosk] = ("borne", "Seul, sur la tablette du site"),
        [SurveyMode.Paper] = ("papier", "Recopié d’une feuille"), [SurveyMode.Imported] = ("import", "Repris d’un autre outil"),
    };

    public static IReadOnlyList<SurveyColumn> Of(SurveyForm form) =>
    [
        About(Audience, "Public"), About(Language, "Langue du questionnaire"), About(Mode, "Façon de répondre"), About(Week, "Semaine de la réponse (son lundi)"), About(IsComplete, "Questionnaire envoyé (1) ou interrompu (0)"),
        .. form.Questions.SelectMany(Of),
    ];

    /// <summary>A number, a day, or a text; null when not answered.</summary>
    public object? Cell(SurveyDataRow row) => Kind == SurveyColumnKind.About
        ? Name switch
        {
            Audience => Audiences[row.Audience].Code,
            Language => row.Language,
            Mode => Modes[row.Mode].Code,
            Week => row.Week.ToDateTime(TimeOnly.MinValue),
            _ => row.IsComplete ? 1 : 0,
        }
        : Answer(row.Answers) is { } answer ? Typed(answer) : null;

    /// <summary>As it is kept; of an option, 0 or 1 where the question was answered.</summary>
    public string? Answer(SurveyAnswers answers) => Kind == SurveyColumnKind.Option
        ? answers.ContainsKey(Key) ? answers.Chosen(Key).Contains(Option) ? "1" : "0" : null
        : answers.GetValueOrDefault(Kind == SurveyColumnKind.OtherText ? Key + SurveyAnswers.OtherSuffix : Key);

    /// <summary>What stands in the column for which answer, in words; of an open answer, none.</summary>
    public IReadOnlyList<(string Value, string Label)> Values() => (Kind, Name) switch
    {
        (SurveyColumnKind.About, Audience) => [.. Audiences.Values],
        (SurveyColumnKind.About, Mode) => [.. Modes.Values],
        (SurveyColumnKind.About, IsComplete) or (SurveyColumnKind.Option, _) => [("0", "Non"), ("1", "Oui")],
        (SurveyColumnKind.Scale, _) => [.. new[] { (Point(Question!.Least), Question.LeastLabel), (Point(Question.Most), Question.MostLabel) }.Where(v => v.Item2.Length > 0)],
        (SurveyColumnKind.YesNo, _) => [(SurveyAnswers.Yes, "Oui"), (SurveyAnswers.No, "Non"), .. Question!.HasDontKnow ? new[] { (SurveyAnswers.DontKnow, "Ne sait pas") } : []],
        (SurveyColumnKind.SingleChoice, _) => [.. Question!.Items.Select(i => (i.Id, i.Text)), .. Question.HasOther ? new[] { (SurveyAnswers.Other, "Autre") } : []],
        _ => [],
    };

    private static SurveyColumn About(string name, string label) => new(name, SurveyColumnKind.About, null, "", null, label);

    private static IEnumerable<SurveyColumn> Of(SurveyQuestion question)
    {
        IEnumerable<SurveyColumn> columns = question.Kind switch
        {
            QuestionKind.Scale => question.Keys.Select(k => One(question, k, SurveyColumnKind.Scale)),
            QuestionKind.YesNo => question.Keys.Select(k => One(question, k, SurveyColumnKind.YesNo)),
            QuestionKind.SingleChoice => [One(question, question.Id, SurveyColumnKind.SingleChoice)],
            QuestionKind.MultipleChoice =>
            [
                .. question.Items.Select(i => new SurveyColumn(i.Id, SurveyColumnKind.Option, question, question.Id, i.Id, i.Text)),
                .. question.HasOther ? new[] { new SurveyColumn($"{question.Id}.{SurveyAnswers.Other}", SurveyColumnKind.Option, question, question.Id, SurveyAnswers.Other, "Autre") } : [],
            ],
            QuestionKind.Number => [One(question, question.Id, SurveyColumnKind.Number)],
            _ => [One(question, question.Id, SurveyColumnKind.Text)],
        };
        return question.HasOther ? columns.Append(new(question.Id + OtherText, SurveyColumnKind.OtherText, question, question.Id, null, "Autre : précisions")) : columns;
    }

    private static SurveyColumn One(SurveyQuestion question, string key, SurveyColumnKind kind) => new(key, kind, question, key, null, question.Items.Find(i => i.Id == key)?.Text ?? question.Text);

    private static string Point(int point) => point.ToString(CultureInfo.InvariantCulture);

    private object? Typed(string answer) => Kind switch
    {
        SurveyColumnKind.Scale or SurveyColumnKind.Option when int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) => whole,
        SurveyColumnKind.Number when decimal.TryParse(answer, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => answer,
    };
}
