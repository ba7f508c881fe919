using InclusionNumerique.Access;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class OpenAndCloseSurveyTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task Opened_it_is_frozen_and_answers_at_its_address()
    {
        var (id, code) = await OpenSurveyAsync();

        var survey = await OneAsync(id);
        (survey.State, survey.IsFrozen, survey.OpenedAt, survey.Address).Should().Be((SurveyState.Open, true, Now, "https://essai.invalid"));
        (await Get<BeginSurvey>().ReadAsync(code, Cancellation))!.Number.Should().Be(1);
    }

    [Fact]
    public async Task What_is_unfinished_is_not_opened_and_says_why_beside_each_question()
    {
        var questions = Questions();
        questions.Blocks[0].Questions[1].Text = "";
        var id = await DraftAsync(questions);

        (await OpenAsync(id)).Refusals.Should().ContainSingle(r => r.Field == "F");

        (await OneAsync(id)).State.Should().Be(SurveyState.Draft);
    }

    [Fact]
    public async Task After_its_last_day_it_is_not_opened_and_takes_no_answers()
    {
        var id = await DraftAsync(Questions(), new(2026, 11, 23));
        (await OpenAsync(id)).MessageFor("").Should().Contain("dernier jour");

        var today = await DraftAsync(Questions(), new(2026, 11, 24));
        Done(await OpenAsync(today));
        var code = (await OneAsync(today)).Code;
        (await Get<BeginSurvey>().ReadAsync(code, Cancellation)).Should().NotBeNull();
        Clock.Advance(TimeSpan.FromDays(1));
        (await Get<BeginSurvey>().ReadAsync(code, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task Closed_it_takes_no_answers_and_gathers_all_that_was_given()
    {
        var (id, code) = await OpenSurveyAsync();
        await AnswerAllAsync(code, await BeginAsync(code), 1);
        await SaveAsync(code, await BeginAsync(code), 0, ("N", "2"));

        Done(await CloseAsync(id));

        (await Get<BeginSurvey>().ExecuteAsync(new() { Code = code }, Actor.Nobody, Cancellation)).Outcome.IsDone.Should().BeFalse();
        var kept = (await Get<SurveyQueries>().ReturnAsync(id, Coordinator, Cancellation))!;
        (kept.Stored, kept.Waiting, kept.Unfinished).Should().Be((1, 0, 1));
    }

    [Fact]
    public async Task It_may_be_opened_again_as_it_was()
    {
        var (id, code) = await OpenSurveyAsync();
        Done(await CloseAsync(id));
        Clock.Advance(TimeSpan.FromDays(2));

        Done(await OpenAsync(id));

        var survey = await OneAsync(id);
        (survey.State, survey.OpenedAt, survey.ClosedAt, survey.Number).Should().Be((SurveyState.Open, Now, null, 1));
        (await BeginAsync(code)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Who_read_it_before_somebody_changed_it_is_told()
    {
        var (id, _) = await OpenSurveyAsync();
        var survey = await OneAsync(id);
        Done(await Get<SaveSurvey>().ExecuteAsync(new() { Id = id, Version = survey.Version, Title = "Autre", Purpose = "Essai" }, Coordinator, Cancellation));

        (await Get<CloseSurvey>().ExecuteAsync(new() { SurveyId = id, Version = survey.Version }, Coordinator, Cancellation)).MessageFor("Version").Should().NotBeNull();
        (await OneAsync(id)).State.Should().Be(SurveyState.Open);
    }

    private async Task<Guid> DraftAsync(SurveyForm questions, DateOnly? closesOn = null)
    {
        var id = Guid.CreateVersion7();
        Done(await Get<SaveSurvey>().ExecuteAsync(new() { Id = id, Title = "Essai", Purpose = "Pour essayer", Questions = questions, ClosesOn = closesOn }, Coordinator, Cancellation));
        return id;
    }

    private async Task<Outcome> OpenAsync(Guid id) => await Get<OpenSurvey>().ExecuteAsync(new() { SurveyId = id, Version = (await OneAsync(id)).Version, Address = "https://essai.invalid/" }, Coordinator, Cancellation);

    private async Task<Outcome> CloseAsync(Guid id) => await Get<CloseSurvey>().ExecuteAsync(new() { SurveyId = id, Version = (await OneAsync(id)).Version }, Coordinator, Cancellation);
}
