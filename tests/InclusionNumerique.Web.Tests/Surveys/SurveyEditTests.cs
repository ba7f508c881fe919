using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Surveys;

namespace InclusionNumerique.Web.Tests.Surveys;

public sealed class SurveyEditTests
{
    [Fact]
    public void The_first_question_brings_its_page_and_a_scale_its_points_and_ends()
    {
        var edit = new SurveyEdit(new(), []);

        edit.AddQuestion(QuestionKind.Scale);

        edit.Question.Should().BeEquivalentTo(new { Id = "Q1", Least = 1, Most = 8, LeastLabel = "pas du tout d’accord", MostLabel = "tout à fait d’accord" });
        edit.Form.Blocks.Should().ContainSingle(b => b.Id == "B1");
    }

    [Fact]
    public void Codes_go_on_as_those_that_are_there_and_none_serves_twice()
    {
        var edit = Begun("P07", "P08");
        edit.Select("P08");
        edit.Remove();

        edit.AddQuestion(QuestionKind.YesNo);

        edit.Selected.Should().Be("P31", "P30 was asked in an earlier version");
    }

    [Fact]
    public void A_question_goes_over_to_the_next_page_at_the_end_of_its_own_and_no_further_than_the_last()
    {
        var edit = Begun("Q1", "Q2");
        edit.AddBlock();
        edit.Select("Q1");

        edit.Move(1);
        edit.Said.Should().Be("Q1 : 2e sur 2, page « Un ».");
        edit.Move(1);
        edit.Said.Should().Be("Q1 : 1re sur 1, page sans titre.");
        edit.Move(1);

        edit.Said.Should().Be("Q1 est déjà la dernière question.");
        edit.Form.Blocks.Select(b => string.Join(' ', b.Questions.Select(q => q.Id))).Should().Equal("Q2", "Q1");
    }

    [Fact]
    public void What_was_removed_comes_back_to_its_place_with_what_was_changed_meanwhile()
    {
        var edit = Begun("Q1", "Q2", "Q3");
        edit.Select("Q2");
        edit.Remove();
        edit.Selected.Should().Be("Q3");
        edit.Question!.Text = "Changée entre-temps";

        edit.Undo();

        edit.Form.Questions.Select(q => q.Id).Should().Equal("Q1", "Q2", "Q3");
        edit.Form.Questions.Last().Text.Should().Be("Changée entre-temps");
        (edit.Selected, edit.CanUndo).Should().Be(("Q2", false));
    }

    [Fact]
    public void A_page_is_removed_with_its_questions_and_comes_back_with_them()
    {
        var edit = Begun("Q1", "Q2");
        edit.Select("B1");

        edit.Remove();
        edit.Said.Should().Be("Page « Un » retirée, avec 2 questions.");
        edit.Form.Blocks.Should().BeEmpty();
        edit.Undo();

        edit.Form.Questions.Should().HaveCount(2);
    }

    [Fact]
    public void A_copy_shares_nothing_with_what_it_was_made_of()
    {
        var edit = Begun("Q1", "Q2");
        var original = edit.Form.Questions.First();
        original.Items = [new() { Id = "Q1.1", Text = "a" }, new() { Id = "Q1.2", Text = "b" }];
        original.Conditions = [new() { Key = "Q0", Values = ["oui"] }];
        edit.Select("Q1");

        edit.Duplicate(original);

        edit.Form.Questions.Select(q => q.Id).Should().Equal("Q1", "Q3", "Q2");
        edit.Question!.Items.Select(i => i.Id).Should().Equal("Q3.1", "Q3.2");
        edit.Question.Conditions[0].Values.Add("non");
        original.Conditions[0].Values.Should().Equal("oui");
    }

    private static SurveyEdit Begun(params string[] ids)
    {
        var form = new SurveyForm { Blocks = [new() { Id = "B1", Title = "Un", Questions = [.. ids.Select(id => new SurveyQuestion { Id = id, Text = "Essai", Kind = QuestionKind.YesNo })] }] };
        return new(form, [.. form.Identifiers, "P30"]);
    }
}
