using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Each thing that stops a questionnaire from being stored or opened, beside the page or question it concerns.</summary>
public sealed class SurveyFormChecksTests
{
    public static TheoryData<string, string, Action<SurveyForm>> Drafts { get; } = new()
    {
        { "", "60 pages", f => f.Blocks.AddRange(Enumerable.Range(0, SurveyForm.BlocksMost).Select(i => new SurveyBlock { Id = $"X{i}" })) },
        { "1A", "commencer par une lettre", f => f.Blocks[0].Questions[0].Id = "1A" },
        { "é", "commencer par une lettre", f => f.Blocks[0].Questions[0].Id = "é" },
        { "b1", "sert déjà", f => f.Blocks[0].Questions[0].Id = "b1" },
        { "titre", "déjà un sens", f => f.Blocks[0].Questions[0].Id = "titre" },
        { "C", "déjà un sens", f => Of(f, "C").Items[0].Id = "Autre" },
        { "C", "sert déjà", f => Of(f, "C").Items[0].Id = "C.2" },
        { "S", "400", f => Of(f, "S").Text = new('a', SurveyQuestion.TextMost + 1) },
        { "S", "invisible", f => Of(f, "S").Items[0].Text = "a\0b" },
        { "S", "40 lignes", f => Of(f, "S").Items = [.. Enumerable.Range(1, SurveyQuestion.ItemsMost + 1).Select(i => new SurveyItem { Id = $"S.{i}", Text = "a" })] },
    };

    public static TheoryData<string, string, Action<SurveyForm>> Openings { get; } = new()
    {
        { "", "au moins un public", f => f.Audiences.Clear() },
        { "", "au moins une question", f => f.Blocks.ForEach(b => b.Questions.Clear()) },
        { "B1", "titre", f => f.Blocks[0].Title = " " },
        { "Y", "Écrivez la question", f => Of(f, "Y").Text = "" },
        { "C", "au moins deux réponses", f => Of(f, "C").Items.RemoveAt(0) },
        { "C", "réponse proposée est vide", f => Of(f, "C").Items[0].Text = "" },
        { "S", "ligne est vide", f => Of(f, "S").Items[0].Text = " " },
        { "S", "en 11 points au plus", f => Of(f, "S").Most = 12 },
        { "S", "en 11 points au plus", f => Of(f, "S").Most = 1 },
        { "S", "deux bouts", f => Of(f, "S").MostLabel = "" },
        { "N", "minimum dépasse", f => (Of(f, "N").Min, Of(f, "N").Max) = (2, 1) },
        { "T", "pourquoi", f => Of(f, "T").Reason = null },
        { "C", "n’est pas posée avant", f => Of(f, "C").Conditions[0].Key = "T" },
        { "C", "n’est pas posée avant", f => Of(f, "C").Conditions[0].Key = "C" },
        { "C", "n’existe pas", f => Of(f, "C").Conditions[0].Values = [] },
        { "C", "n’existe pas", f => Of(f, "C").Conditions[0].Values = ["oui", "nsp"] },
        { "T", "n’existe pas", f => Of(f, "T").Conditions = [new() { Key = "S.1", Values = ["9"] }] },
        { "T", "n’existe pas", f => Of(f, "T").Conditions = [new() { Key = "C", Values = ["C.9"] }] },
        { "T", "se mélangent", f => (f.ShufflesBlocks, Of(f, "T").Conditions) = (true, [new() { Key = "S.1", Values = ["8"] }]) },
    };

    [Fact]
    public void What_is_complete_passes() => SurveyFormChecks.ForOpening(Complete()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_is_never_unreadable(string field, string words, Action<SurveyForm> spoil)
    {
        var form = Complete();
        spoil(form);

        SurveyFormChecks.OfDraft(form).Should().Contain(r => r.Field == field && r.Message.Contains(words));
        SurveyFormChecks.ForOpening(form).Should().Contain(r => r.Field == field && r.Message.Contains(words));
    }

    [Theory]
    [MemberData(nameof(Openings))]
    public void A_draft_may_be_unfinished_but_is_not_opened(string field, string words, Action<SurveyForm> spoil)
    {
        var form = Complete();
        spoil(form);

        SurveyFormChecks.OfDraft(form).Should().BeEmpty();
        SurveyFormChecks.ForOpening(form).Should().ContainSingle().Which.Should().Match<Refusal>(r => r.Field == field && r.Message.Contains(words));
    }

    [Fact]
    public void Where_pages_are_shuffled_the_first_page_and_the_own_one_may_be_asked_about()
    {
        var form = Complete();
        form.ShufflesBlocks = true;
        Of(form, "T").Conditions = [new() { Key = "Y", Values = ["non"] }, new() { Key = "N", Values = ["3"] }];

        SurveyFormChecks.ForOpening(form).Should().BeEmpty();
    }

    private static SurveyQuestion Of(SurveyForm form, string id) => form.Questions.Single(q => q.Id == id);

    private static SurveyForm Complete() => new()
    {
        Audiences = [SurveyAudience.Visitor],
        Blocks =
        [
            new()
            {
                Id = "B1", Title = "Un",
                Questions =
                [
                    new() { Id = "Y", Text = "Oui ?", Kind = QuestionKind.YesNo },
                    new() { Id = "C", Text = "Lequel ?", Kind = QuestionKind.SingleChoice, Items = [new() { Id = "C.1", Text = "a" }, new() { Id = "C.2", Text = "b" }], Conditions = [new() { Key = "Y", Values = ["oui"] }] },
                ],
            },
            new() { Id = "B2", Title = "Deux", Questions = [new() { Id = "S", Text = "Êtes-vous d’accord ?", Kind = QuestionKind.Scale, LeastLabel = "non", MostLabel = "oui", Items = [new() { Id = "S.1", Text = "a" }] }] },
            new()
            {
                Id = "B3", Title = "Trois",
                Questions = [new() { Id = "N", Text = "Combien ?", Kind = QuestionKind.Number, Min = 0 }, new() { Id = "T", Text = "Quoi d’autre ?", Kind = QuestionKind.Text, Reason = "Vos mots." }],
            },
        ],
    };
}
