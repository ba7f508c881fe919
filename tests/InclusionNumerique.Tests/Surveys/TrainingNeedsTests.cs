using InclusionNumerique.Access;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class TrainingNeedsTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task Only_what_the_survey_marks_as_a_need_stands_beside_the_trainings()
    {
        await AnswerAsync(await OpenAsync("P"), 12);

        var needs = await NeedsAsync(Coordinator);

        needs!.Questions.Should().ContainSingle().Which.Question.Id.Should().Be("P");
        (needs.Respondents, needs.Questions[0].Scale[0].All.Mean).Should().Be((12, 8.0));
    }

    [Fact]
    public async Task Of_two_surveys_that_ask_the_one_opened_last_counts()
    {
        await OpenAsync("P");
        Clock.Advance(TimeSpan.FromDays(1));
        await OpenAsync("F");

        (await NeedsAsync(Coordinator))!.Form.Questions.Select(q => q.Id).Should().Equal("F");
    }

    [Fact]
    public async Task Too_few_answers_are_not_shown()
    {
        await AnswerAsync(await OpenAsync("P"), 4);

        (await NeedsAsync(Coordinator))!.Respondents.Should().BeNull();
    }

    [Fact]
    public async Task A_survey_that_marks_nothing_has_no_needs()
    {
        await OpenAsync("");

        (await NeedsAsync(Coordinator)).Should().BeNull();
    }

    private Task<SurveyResult?> NeedsAsync(Actor actor) => Get<SurveyResultQueries>().TrainingNeedsAsync(actor, Cancellation);

    private async Task<(Guid Id, string Code)> OpenAsync(string need)
    {
        var form = Questions();
        foreach (var question in form.Questions)
        {
            question.IsTrainingNeed = question.Id == need;
        }

        return await OpenSurveyAsync(form);
    }

    private async Task AnswerAsync((Guid Id, string Code) survey, int people)
    {
        for (var i = 0; i < people; i++)
        {
            await AnswerAllAsync(survey.Code, await BeginAsync(survey.Code), i);
        }

        await Get<SurveyGathering>().GatherAsync(survey.Id, Cancellation);
    }
}
