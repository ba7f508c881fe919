using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SaveSurveyFormTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task A_draft_is_written_over_and_stays_the_same_version()
    {
        var id = await DraftAsync();

        Done(await SaveAsync(await OneAsync(id), "Autre texte"));

        var survey = await OneAsync(id);
        (survey.Number, survey.Form.Questions.First().Text).Should().Be((1, "Autre texte"));
    }

    [Fact]
    public async Task What_was_opened_stays_and_the_first_change_begins_the_next_version()
    {
        var (id, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);

        Done(await SaveAsync(await OneAsync(id), "Deuxième version"));
        Done(await SaveAsync(await OneAsync(id), "Encore corrigée"));

        var survey = await OneAsync(id);
        (survey.Number, survey.IsFrozen, survey.State).Should().Be((2, false, SurveyState.Open));
        (await Get<BeginSurvey>().ReadAsync(code, Cancellation))!.Form.Questions.First().Text.Should().Be("Numéro", "nobody is asked a version that was not put in place");
        Done(await Get<OpenSurvey>().ExecuteAsync(new() { SurveyId = id, Version = survey.Version }, Coordinator, Cancellation));
        (await Get<BeginSurvey>().ReadAsync(code, Cancellation))!.Form.Questions.First().Text.Should().Be("Encore corrigée");
        (await Get<AnswerSurvey>().ReadAsync(code, resume, Cancellation))!.Form.Questions.First().Text.Should().Be("Numéro", "whoever has begun ends on theirs");
    }

    [Fact]
    public async Task Of_two_who_write_the_second_is_told_also_when_each_begins_the_next_version()
    {
        var draft = await OneAsync(await DraftAsync());
        Done(await SaveAsync(draft, "Le premier"));
        (await SaveAsync(draft, "Le second")).MessageFor("Version").Should().NotBeNull();

        var open = await OneAsync((await OpenSurveyAsync()).Id);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SaveAsync(Copy(open), $"Texte {i}")));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("Version") != null);

        // Each writes a form of their own.
        static SurveyDetail Copy(SurveyDetail survey) => survey with { Form = SurveyForm.Parse(survey.Form.ToJson()) };
    }

    [Fact]
    public async Task An_unfinished_draft_is_kept_and_an_unreadable_one_refused_with_nothing_changed()
    {
        var id = await DraftAsync();
        Done(await SaveAsync(await OneAsync(id), ""));

        (await SaveAsync(await OneAsync(id), "a\0b")).Refusals.Should().ContainSingle(r => r.Field == "N");

        (await OneAsync(id)).Form.Questions.First().Text.Should().BeEmpty();
    }

    [Fact]
    public async Task The_codes_of_all_versions_are_known_so_that_none_serves_twice()
    {
        var (id, _) = await OpenSurveyAsync();
        var survey = await OneAsync(id);
        survey.Form.Blocks.RemoveAt(1);
        Done(await SaveAsync(survey, "Numéro"));

        var next = await OneAsync(id);
        next.Form.Identifiers.Should().NotContain("P.3");
        next.Taken.Should().Contain(["B1", "B2", "P", "P.3", "Q.1"]);
    }

    private async Task<Guid> DraftAsync()
    {
        var id = Guid.CreateVersion7();
        Done(await Get<SaveSurvey>().ExecuteAsync(new() { Id = id, Title = "Essai", Purpose = "Pour essayer", Questions = Questions() }, Coordinator, Cancellation));
        return id;
    }

    private Task<Outcome> SaveAsync(SurveyDetail survey, string text)
    {
        survey.Form.Questions.First().Text = text;
        return Get<SaveSurveyForm>().ExecuteAsync(new() { SurveyId = survey.Id, Number = survey.Number, Version = survey.FormVersion, Questions = survey.Form }, Coordinator, Cancellation);
    }
}
