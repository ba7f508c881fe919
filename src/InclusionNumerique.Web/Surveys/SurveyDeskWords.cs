using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>Surveys as those who keep them read of them.</summary>
public static class SurveyDeskWords
{
    private static readonly Dictionary<string, string> LanguageNames = new()
    {
        ["fr"] = "français", ["en"] = "anglais", ["ar"] = "arabe", ["tr"] = "turc", ["pt"] = "portugais", ["ru"] = "russe", ["uk"] = "ukrainien",
    };

    /// <summary>Of the kinds, in the order in which they are offered.</summary>
    public static IReadOnlyList<(QuestionKind Kind, string Label)> Kinds { get; } =
    [
        (QuestionKind.Scale, "Échelle"), (QuestionKind.YesNo, "Oui ou non"), (QuestionKind.SingleChoice, "Une réponse au choix"), (QuestionKind.MultipleChoice, "Plusieurs réponses"),
        (QuestionKind.Number, "Nombre"), (QuestionKind.Text, "Texte libre"),
    ];

    /// <summary>Of the audiences, those that come last in the report first: they are the most.</summary>
    public static IReadOnlyList<(SurveyAudience Value, string Label)> Audiences { get; } =
        [(SurveyAudience.Visitor, "Usagers"), (SurveyAudience.Professional, "Professionnels"), (SurveyAudience.Manager, "Encadrants")];

    public static IReadOnlyList<(string Value, string Label)> Languages { get; } = [.. SaveSurvey.LanguagesOffered.Select(l => (l, FrenchTime.Capital(Language(l))))];

    public static (string Label, string Tone) State(SurveyState state, DateOnly? closesOn, DateOnly today) => state switch
    {
        SurveyState.Open when closesOn < today => ("Dernier jour passé", "warn"),
        SurveyState.Open => ("Ouvert", "good"),
        SurveyState.Closed => ("Fermé", "off"),
        _ => ("Brouillon", "warn"),
    };

    public static string Kind(QuestionKind kind) => Kinds.First(k => k.Kind == kind).Label;

    public static string Audience(SurveyAudience audience) => Audiences.First(a => a.Value == audience).Label;

    public static string Audience(IReadOnlyList<SurveyAudience> audiences) => string.Join(", ", Audiences.Where(a => audiences.Contains(a.Value)).Select(a => char.ToLowerInvariant(a.Label[0]) + a.Label[1..]));

    public static string Language(string language) => LanguageNames.GetValueOrDefault(language, language);

    public static string Mode(SurveyMode mode) => mode switch
    {
        SurveyMode.Alone => "Seul·e, par l’adresse ou un e-mail",
        SurveyMode.Helped => "Avec de l’aide",
        SurveyMode.Kiosk => "Sur une borne",
        SurveyMode.Paper => "Sur papier",
        _ => "Repris d’un autre outil",
    };

    public static string Questions(int count) => count switch { 0 => "aucune question", 1 => "1 question", _ => $"{count} questions" };

    public static string People(int count) => count switch { 0 => "personne", 1 => "1 personne", _ => $"{count:N0} personnes" };

    /// <summary>"24 novembre 2026".</summary>
    public static string Day(DateOnly day) => $"{FrenchTime.ShortDay(day)} {day.Year}";

    public static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(at.ToParis()));

    /// <summary>What the question is conditional on: "Seulement si P07 = Oui, et si P08 = A ou B". Null: asked of all.</summary>
    public static string? Conditions(SurveyForm form, SurveyQuestion question) =>
        question.Conditions.Count == 0 ? null : "Seulement si " + string.Join(", et si ", question.Conditions.Select(c => $"{(c.Key.Length == 0 ? "…" : c.Key)} = {Values(form, c)}"));

    /// <summary>"Oui ou Ne sait pas".</summary>
    public static string Values(SurveyForm form, SurveyCondition condition)
    {
        var asked = form.Questions.FirstOrDefault(q => q.Keys.Contains(condition.Key));
        return condition.Values.Count == 0 ? "…" : string.Join(" ou ", condition.Values.Select(v => Value(asked, v)));
    }

    /// <summary>The answers that a condition may wait for, with their words; none where they are not few and known.</summary>
    public static IReadOnlyList<(string Value, string Label)> Answers(SurveyQuestion question) => question.Kind switch
    {
        QuestionKind.YesNo => [(SurveyAnswers.Yes, "Oui"), (SurveyAnswers.No, "Non"), .. question.HasDontKnow ? new[] { (SurveyAnswers.DontKnow, "Ne sait pas") } : []],
        QuestionKind.Scale => [.. Enumerable.Range(question.Least, Math.Clamp(question.Most - question.Least + 1, 0, SurveyQuestion.PointsMost)).Select(p => ($"{p}", $"{p}"))],
        QuestionKind.SingleChoice or QuestionKind.MultipleChoice => [.. question.Items.Select(i => (i.Id, i.Text)), .. question.HasOther ? new[] { (SurveyAnswers.Other, "Autre") } : []],
        _ => [],
    };

    /// <summary>What an answer is called; itself when the question is not there.</summary>
    public static string Value(SurveyQuestion? question, string value) =>
        question is not null && Answers(question).FirstOrDefault(a => a.Value == value).Label is { Length: > 0 } label ? label : value;

    /// <summary>What a text belongs to, from its key: "Titre", "P10 · aide".</summary>
    public static string TextName(string key) => key.Split(':') switch
    {
        [SurveyTexts.TitleKey] => "Titre",
        [SurveyTexts.PurposeKey] => "Présentation",
        [var id, "aide"] => $"{id} · aide",
        [var id, "moins"] => $"{id} · premier bout de l’échelle",
        [var id, "plus"] => $"{id} · dernier bout de l’échelle",
        [var id, "unite"] => $"{id} · unité",
        [var id, "raison"] => $"{id} · pourquoi en texte libre",
        [var id, "intro"] => $"{id} · introduction",
        _ => key,
    };

    /// <summary>As an address says it, "usagers"; otherwise the first whom the survey asks.</summary>
    public static SurveyAudience ReadAudience(string? text, SurveyForm form)
    {
        var asked = Audiences.Where(a => form.Audiences.Contains(a.Value)).ToList();
        var said = asked.Find(a => a.Label.Equals(text, StringComparison.OrdinalIgnoreCase));
        return said.Label is not null ? said.Value : asked.Count > 0 ? asked[0].Value : SurveyAudience.Visitor;
    }
}
