using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>A questionnaire with every kind of question and all that each can have; answers to it.</summary>
internal static class SampleForm
{
    public const string Title = "Évaluation 2026 : « à l’aise » & <équipé> ?";
    public const string Purpose = "Qui demande : la Ville.\nPour quoi : améliorer {l’accueil} – 100 % anonyme 😀.";

    public static readonly IReadOnlyList<SurveyFileText> Texts =
    [
        new("ar", "titre", "تقييم 2026"), new("ar", "but", "من يسأل: المدينة"), new("ar", "moi", "أنت"), new("ar", "moi:intro", "بضعة أسئلة"), new("ar", "Q1", "خدمتك"), new("ar", "Q1.1", "البلدية"),
        new("ar", "Q4", "هل أنت مرتاح؟"), new("ar", "Q4:moins", "لا على الإطلاق"), new("ar", "Q4:plus", "تماما"), new("ar", "Q4.2", "البريد"), new("ar", "Q6:aide", "بالسنوات"),
        new("ar", "Q6:unite", "سنة"), new("ar", "Q7:raison", "لكي نفهم"), new("en", "Q1", "Your service"), new("en", "Q4:moins", "Not at all"),
    ];

    public static SurveyForm Create() => new()
    {
        Audiences = [SurveyAudience.Professional, SurveyAudience.Manager, SurveyAudience.Visitor],
        ShufflesBlocks = true,
        Blocks = [About(), Ease(), Words(), new() { Id = "fin", Title = "Pour finir", Questions = [Scale()] }],
    };

    public static SurveyAnswers Answers() => new(new Dictionary<string, string>
    {
        ["Q1"] = "Q1.2", ["Q2"] = "Q2.1 autre", ["Q2:autre"] = "=cmd|' /C calc'!A0", ["Q3"] = "oui", ["Q4.1"] = "8", ["Q4.2"] = "1", ["Q5.1"] = "nsp", ["Q5.2"] = "non", ["Q6"] = "4.5",
        ["Q7"] = "Très bien : « café » 😀 ; \"guillemets\"\nseconde ligne", ["Q8"] = "0",
    });

    private static SurveyBlock About() => new()
    {
        Id = "moi", Title = "Vous", Intro = "Quelques questions sur vous.\nSans nom.",
        Questions =
        [
            new()
            {
                Id = "Q1", Text = "Votre service ?", Kind = QuestionKind.SingleChoice, IsRequired = true, HasOther = true, ShufflesItems = true,
                Items = [new() { Id = "Q1.1", Text = "Ville" }, new() { Id = "Q1.2", Text = "Département" }, new() { Id = "Q1.9", Text = "Aucun", IsExclusive = true }],
            },
            new()
            {
                Id = "Q2", Text = "Vos formations ?", Hint = "Plusieurs réponses possibles", Kind = QuestionKind.MultipleChoice, HasOther = true, Audiences = [SurveyAudience.Professional],
                Conditions = [new() { Key = "Q1", Values = ["Q1.1", "Q1.2", "autre"] }],
                Items = [new() { Id = "Q2.1", Text = "Culture Web" }, new() { Id = "Q2.2", Text = "= virus" }, new() { Id = "Q2.3", Text = "Aucune de celles-là", IsExclusive = true }],
            },
            new() { Id = "Q3", Text = "Avez-vous un ordinateur ?", Kind = QuestionKind.YesNo, IsRequired = true },
        ],
    };

    private static SurveyBlock Ease() => new()
    {
        Id = "aisance", Title = "",
        Questions =
        [
            new()
            {
                Id = "Q4", Text = "Êtes-vous à l’aise ?", Kind = QuestionKind.Scale, Least = 1, Most = 8, LeastLabel = "Pas du tout", MostLabel = "Tout à fait", ShufflesItems = true, IsRequired = true, IsTrainingNeed = true,
                Conditions = [new() { Key = "Q2", Values = ["Q2.1", "Q2.2", "autre"] }, new() { Key = "Q3", Values = ["oui"] }],
                Items = [new() { Id = "Q4.1", Text = "- Le Web" }, new() { Id = "Q4.2", Text = "Le courriel", IsReversed = true }],
            },
            new()
            {
                Id = "Q5", Text = "Avez-vous accès à :", Kind = QuestionKind.YesNo, HasDontKnow = true, Audiences = [SurveyAudience.Visitor, SurveyAudience.Manager],
                Items = [new() { Id = "Q5.1", Text = "Internet" }, new() { Id = "Q5.2", Text = "Imprimante" }],
            },
        ],
    };

    private static SurveyBlock Words() => new()
    {
        Id = "mots", Title = "Et encore",
        Questions =
        [
            new()
            {
                Id = "Q6", Text = "Depuis quand ?", Hint = "En années", Kind = QuestionKind.Number, Min = 0, Max = 60.5m, Unit = "ans",
                Conditions = [new() { Key = "Q4.2", Values = ["1", "2"] }, new() { Key = "Q5.1", Values = ["nsp"] }],
            },
            new() { Id = "Q7", Text = "Un mot ?", Kind = QuestionKind.Text, Reason = "Pour comprendre." },
            new() { Id = "Q9", Text = "Âge ?", Kind = QuestionKind.Number },
            new() { Id = "Q10", Text = "Choix", Kind = QuestionKind.SingleChoice, ShufflesItems = true, Items = [new() { Id = "Q10.1", Text = "1" }, new() { Id = "Q10.2", Text = "2" }] },
            new() { Id = "Q11", Text = "Un avis ?", Kind = QuestionKind.YesNo, HasDontKnow = true, Conditions = [new() { Key = "Q10", Values = ["Q10.2"] }] },
        ],
    };

    private static SurveyQuestion Scale() =>
        new() { Id = "Q8", Text = "De 0 à 10 ?", Kind = QuestionKind.Scale, Least = 0, Most = 10, MostLabel = "Oui", Conditions = [new() { Key = "Q6", Values = ["4.5"] }] };
}
