using Bunit;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Surveys;

namespace InclusionNumerique.Web.Tests.Surveys;

public sealed class SurveyComponentTests : BunitContext
{
    private readonly SurveyEdit _edit = new(
        new()
        {
            Audiences = [SurveyAudience.Visitor],
            Blocks =
            [
                new() { Id = "B1", Title = "Un", Questions = [Of("Q1", QuestionKind.YesNo), Of("Q2", QuestionKind.Text)] },
                new() { Id = "B2", Title = "Deux", Questions = [Of("Q3", QuestionKind.Scale, "Q3.1", "Q3.2")] },
                new() { Id = "B3", Title = "Trois", Questions = [Of("Q4", QuestionKind.SingleChoice, "Q4.1"), Of("Q5", QuestionKind.YesNo), Of("Q6", QuestionKind.YesNo)] },
            ],
        },
        []);

    [Fact]
    public void The_outline_is_drawn_again_only_when_it_says_something_else()
    {
        var outline = Render<SurveyOutline>(p => p.Add(o => o.Edit, _edit));
        outline.Render(p => p.Add(o => o.Edit, _edit));
        outline.RenderCount.Should().Be(1);

        _edit.Select("Q3");
        _edit.Refuse([new("Q3", "Essai")]);
        outline.Render(p => p.Add(o => o.Edit, _edit));

        outline.RenderCount.Should().Be(2);
        outline.Find("[aria-current=true]").TextContent.Should().Contain("Q3").And.Contain("2 lignes").And.Contain("à compléter");
    }

    [Fact]
    public void A_condition_looks_back_and_at_answers_that_are_few()
    {
        _edit.Select("Q5");
        _edit.Question!.Conditions.Add(new());

        Offered().Should().Equal("", "Q1", "Q3.1", "Q3.2", "Q4");
        _edit.Form.ShufflesBlocks = true;
        Offered().Should().Equal("", "Q1", "Q4");

        string[] Offered() => [.. Conditions().FindAll("option").Select(o => o.GetAttribute("value")!)];
    }

    [Fact]
    public void The_answers_of_the_chosen_question_are_ticked_and_another_question_begins_anew()
    {
        _edit.Select("Q5");
        _edit.Question!.Conditions.Add(new());
        var conditions = Conditions();

        conditions.Find("select").Change("Q1");
        conditions.FindAll("input[type=checkbox]")[1].Change(true);
        (_edit.Question.Conditions[0].Key, string.Join(' ', _edit.Question.Conditions[0].Values)).Should().Be(("Q1", "non"));
        SurveyDeskWords.Conditions(_edit.Form, _edit.Question).Should().Be("Seulement si Q1 = Non");

        conditions.Find("select").Change("Q4");
        _edit.Question.Conditions[0].Values.Should().BeEmpty();
    }

    [Fact]
    public void Moving_keeps_the_buttons_so_that_the_focus_stays()
    {
        _edit.Select("Q1");
        var moves = Render<SurveyMoves>(p => p.Add(m => m.Edit, _edit).Add(m => m.Name, "Essai"));

        moves.FindAll("button")[0].Click();

        moves.FindAll("button")[0].HasAttribute("disabled").Should().BeFalse();
        _edit.Said.Should().Be("Q1 est déjà la première question.");
    }

    [Fact]
    public void On_paper_a_line_of_a_scale_has_a_circle_for_each_point()
    {
        var paper = Render<SurveyPaperQuestion>(p => p.Add(q => q.Question, _edit.Form.Questions.Single(q => q.Id == "Q3")).Add(q => q.Number, 3).Add(q => q.Only, "Seulement si"));

        paper.FindAll("tr").Should().HaveCount(2);
        paper.FindAll("tr:first-child td").Select(c => c.TextContent.Trim()).Should().Equal("1", "2", "3", "4", "5", "6", "7", "8");
        paper.Markup.Should().Contain("3. Essai ?").And.Contain("Seulement si");
    }

    [Fact]
    public void A_translation_of_a_French_text_that_changed_is_to_be_looked_at_until_it_is_ticked()
    {
        var text = new SurveyTranslationText(new("Q1", "Essai ?", "Test?", IsChecked: true, IsOutdated: true));
        (text.State, text.IsChecked, text.IsChanged).Should().Be((SurveyTextState.Outdated, false, false));

        text.IsChecked = true;

        (text.State, text.IsChanged).Should().Be((SurveyTextState.Checked, true));
    }

    private IRenderedComponent<SurveyConditions> Conditions() => Render<SurveyConditions>(p => p.Add(c => c.Edit, _edit).Add(c => c.Question, _edit.Question!).Add(c => c.OnChange, (Action change) => change()));

    private static SurveyQuestion Of(string id, QuestionKind kind, params string[] items) =>
        new() { Id = id, Text = "Essai ?", Kind = kind, Items = [.. items.Select(i => new SurveyItem { Id = i, Text = i })] };
}
