using InclusionNumerique.Access;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Answers page by page: kept as they are given, and nothing that is not asked.</summary>
public sealed class AnswerSurveyTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task Each_page_is_kept_and_read_again_with_the_secret_alone()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);

        (await SaveAsync(code, resume, 0, ("N", "12"), ("F", "oui"))).Page.Should().Be(1);

        (await DraftAsync(code, resume)).Should().BeEquivalentTo(new Dictionary<string, string> { ["N"] = "12", ["F"] = "oui" });
        (await Get<AnswerSurvey>().FindAsync(resume, Cancellation)).Should().Be(new SurveyFound(code, "fr", SurveyMode.Alone, 2));
    }

    [Fact]
    public async Task A_question_that_hangs_on_another_is_a_page_of_its_own_and_passed_over()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);

        (await SaveAsync(code, resume, 0, ("F", "non"))).Page.Should().Be(2);
    }

    [Fact]
    public async Task What_hangs_on_an_answer_that_changes_falls_away()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        await SaveAsync(code, resume, 0, ("F", "oui"));
        await SaveAsync(code, resume, 1, ("Q", "autre"), ("Q:autre", "Chez moi"));

        await SaveAsync(code, resume, 0, ("F", "non"));

        (await DraftAsync(code, resume)).Should().BeEquivalentTo(new Dictionary<string, string> { ["F"] = "non" });
    }

    [Fact]
    public async Task An_answer_to_what_is_not_asked_is_not_kept()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code, SurveyAudience.Manager);

        await SaveAsync(code, resume, 2, ("P.1", "8"), ("Q", "Q.1"), ("N", "5"), ("M", "M.2"));

        (await DraftAsync(code, resume)).Should().BeEquivalentTo(new Dictionary<string, string> { ["M"] = "M.2" });
    }

    [Theory]
    [InlineData(0, "N", "douze", SurveyFault.NotANumber)]
    [InlineData(0, "N", "100001", SurveyFault.OutOfRange)]
    [InlineData(0, "F", "nsp", SurveyFault.NotAnOption)]
    [InlineData(2, "P.1", "9", SurveyFault.NotAnOption)]
    [InlineData(2, "M", "M.9", SurveyFault.NotAnOption)]
    [InlineData(2, "T", "a\0b", SurveyFault.Unreadable)]
    public async Task A_wrong_answer_is_said_beside_its_field_and_the_others_of_the_page_are_kept(int page, string key, string value, SurveyFault fault)
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        var right = page == 0 ? (key == "N" ? ("F", "non") : ("N", "3")) : ("P.2", "4");

        var step = await SaveAsync(code, resume, page, (key, value), right);

        step.Page.Should().Be(page);
        step.Reply!.Faults.Should().Equal(new Dictionary<string, SurveyFault> { [key] = fault });
        step.Reply.Typed[key].Should().Equal(value);
        (await DraftAsync(code, resume)).Should().ContainKey(right.Item1).And.NotContainKey(key);
    }

    [Fact]
    public async Task An_option_that_stands_alone_does_not_go_with_another()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);

        (await SaveAsync(code, resume, 2, ("M", "M.1"), ("M", "M.3"))).Reply!.Faults["M"].Should().Be(SurveyFault.Exclusive);
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_refused_and_shown_again()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        var text = new string('é', 100_000);

        var step = await SaveAsync(code, resume, 2, ("T", text));

        step.Reply!.Faults["T"].Should().Be(SurveyFault.TooLong);
        step.Reply.Typed["T"].Should().Equal(text);
    }

    [Fact]
    public async Task Any_writing_is_kept_as_it_is()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        const string text = "<script>alert(1)</script> مرحبا 👩‍👧 =1+1";

        await SaveAsync(code, resume, 2, SurveyMove.Stop, ("T", text));

        (await DraftAsync(code, resume))["T"].Should().Be(text);
    }

    [Fact]
    public async Task A_required_question_holds_up_who_goes_on_but_not_who_goes_back_or_breaks_off()
    {
        var questions = Questions();
        questions.Blocks[0].Questions[1].IsRequired = true;
        var (_, code) = await OpenSurveyAsync(questions);
        var resume = await BeginAsync(code);

        (await SaveAsync(code, resume, 0)).Reply!.Faults.Should().Equal(new Dictionary<string, SurveyFault> { ["F"] = SurveyFault.Missing });
        (await SaveAsync(code, resume, 0, SurveyMove.Stop)).Reply.Should().BeNull();
    }

    [Fact]
    public async Task Two_tabs_save_their_pages_and_neither_loses_the_other()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? SaveAsync(code, resume, 0, SurveyMove.Stop, ("N", "7")) : SaveAsync(code, resume, 2, SurveyMove.Stop, ("P.3", "5"))));

        (await DraftAsync(code, resume)).Should().BeEquivalentTo(new Dictionary<string, string> { ["N"] = "7", ["P.3"] = "5" });
    }

    [Fact]
    public async Task Once_sent_nothing_changes_any_more()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        await AnswerAllAsync(code, resume, 1);

        (await SaveAsync(code, resume, 0, ("N", "2"))).Outcome.IsDone.Should().BeFalse();
        (await Get<AnswerSurvey>().WithdrawAsync(code, resume, Cancellation)).Should().BeFalse();
        (await DraftAsync(code, resume))["N"].Should().Be("1");
    }

    [Fact]
    public async Task Withdrawal_on_the_way_leaves_nothing()
    {
        var (_, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        await SaveAsync(code, resume, 0, ("N", "2"));

        (await Get<AnswerSurvey>().WithdrawAsync(code, resume, Cancellation)).Should().BeTrue();

        (await Get<AnswerSurvey>().ReadAsync(code, resume, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task The_secret_of_one_survey_opens_no_other()
    {
        var (_, code) = await OpenSurveyAsync();
        var (_, other) = await OpenSurveyAsync();

        (await Get<AnswerSurvey>().ReadAsync(other, await BeginAsync(code), Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_survey_that_is_edited_meanwhile_is_ended_on_the_version_it_was_begun_on()
    {
        var (id, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        var survey = await OneAsync(id);
        var changed = Questions();
        changed.Blocks.RemoveAt(1);
        Done(await Get<SaveSurveyForm>().ExecuteAsync(new() { SurveyId = id, Number = survey.Number, Version = survey.FormVersion, Questions = changed }, Coordinator, Cancellation));
        Done(await Get<OpenSurvey>().ExecuteAsync(new() { SurveyId = id, Version = survey.Version }, Coordinator, Cancellation));

        (await Get<AnswerSurvey>().ReadAsync(code, resume, Cancellation))!.Route.Pages.Should().HaveCount(3);
        (await Get<AnswerSurvey>().ReadAsync(code, await BeginAsync(code), Cancellation))!.Route.Pages.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_closed_survey_takes_no_answers_and_says_so()
    {
        var (id, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        await SaveAsync(code, resume, 0, ("N", "1"));
        Done(await Get<CloseSurvey>().ExecuteAsync(new() { SurveyId = id, Version = (await OneAsync(id)).Version }, Coordinator, Cancellation));

        (await Get<BeginSurvey>().ExecuteAsync(new() { Code = code }, Actor.Nobody, Cancellation)).Outcome.IsDone.Should().BeFalse();
        (await SaveAsync(code, resume, 0, ("N", "2"))).Outcome.IsDone.Should().BeFalse();
        (await ResponsesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { IsComplete = false, Answers = """{"N": "1"}""" });
    }

    [Fact]
    public async Task Lines_are_shuffled_for_each_person_the_same_way_at_each_page_and_the_order_is_kept()
    {
        var (id, code) = await OpenSurveyAsync();
        var orders = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            var resume = await BeginAsync(code);
            var seen = await OrderAsync(code, resume);
            (await OrderAsync(code, resume)).Should().Be(seen);
            orders.Add(seen);
            await AnswerAllAsync(code, resume, i);
        }

        await Get<SurveyGathering>().GatherAsync(id, Cancellation);

        orders.Should().HaveCountGreaterThan(3);
        (await ResponsesAsync()).Select(r => string.Join(' ', System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string[]>>(r.Order)!["P"])).Should().BeSubsetOf(orders);
    }

    [Fact]
    public async Task Who_helps_leaves_the_institution_and_nobody_else_may_say_to_have_helped()
    {
        var (id, code) = await OpenSurveyAsync();
        var helped = await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Mode = SurveyMode.Helped }, Receptionist, Cancellation);
        await AnswerAllAsync(code, helped.Resume!, 1);
        await Get<SurveyGathering>().GatherAsync(id, Cancellation);

        (await ResponsesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Mode = SurveyMode.Helped, HelperInstitutionId = 1 });
        (await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Mode = SurveyMode.Helped }, Actor.Nobody, Cancellation)).Outcome.IsForbidden.Should().BeTrue();
    }

    private async Task<string> OrderAsync(string code, string resume)
    {
        var progress = (await Get<AnswerSurvey>().ReadAsync(code, resume, Cancellation))!;
        return string.Join(' ', progress.Route.ItemsOf(progress.Form.Questions.Single(q => q.Id == "P")).Select(i => i.Id));
    }
}
