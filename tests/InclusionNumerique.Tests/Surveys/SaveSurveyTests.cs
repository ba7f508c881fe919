using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SaveSurveyTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task A_new_one_is_an_empty_draft_with_its_trace()
    {
        var form = New();

        Done(await SaveAsync(form));

        var survey = await OneAsync(form.Id);
        (survey.State, survey.Number, survey.IsFrozen, survey.Title, survey.Purpose).Should().Be((SurveyState.Draft, 1, false, "Essai", "Pour essayer"));
        survey.Code.Should().MatchRegex("^[2-9a-z]{6}$");
        survey.People.Should().Equal(new Dictionary<int, int> { [1] = 40 });
        survey.Form.Blocks.Should().BeEmpty();
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SaveSurvey", RecordType = "Survey", RecordId = $"{form.Id}" });
    }

    [Fact]
    public async Task Sent_twice_it_is_stored_once()
    {
        var form = New();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(form)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await Get<SurveyQueries>().ListAsync(Coordinator, Cancellation)).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_two_who_change_it_the_second_is_told_and_nothing_is_overwritten()
    {
        var form = New();
        Done(await SaveAsync(form));
        form.Version = (await OneAsync(form.Id)).Version;
        var other = New(form.Id);
        (other.Version, other.Title) = (form.Version, "D’abord");
        Done(await SaveAsync(other));

        (await SaveAsync(form)).MessageFor("Version").Should().Contain("Quelqu’un d’autre");

        (await OneAsync(form.Id)).Title.Should().Be("D’abord");
    }

    [Fact]
    public async Task The_number_of_people_alone_is_a_change_too()
    {
        var form = New();
        Done(await SaveAsync(form));
        var version = (await OneAsync(form.Id)).Version;
        (form.Version, form.People) = (version, new() { [1] = 0, [2] = 12 });
        Done(await SaveAsync(form));

        (await OneAsync(form.Id)).People.Should().Equal(new Dictionary<int, int> { [2] = 12 });
        (await SaveAsync(form)).MessageFor("Version").Should().NotBeNull();
    }

    [Theory]
    [InlineData("Title", "", "Pour essayer")]
    [InlineData("Title", " \t\n", "Pour essayer")]
    [InlineData("Title", "a\0b", "Pour essayer")]
    [InlineData("Purpose", "Essai", "")]
    public async Task What_nobody_could_read_is_refused(string field, string title, string purpose)
    {
        var form = New();
        (form.Title, form.Purpose) = (title, purpose);

        (await SaveAsync(form)).Refusals.Should().ContainSingle(r => r.Field == field);
        (await Get<SurveyQueries>().ListAsync(Coordinator, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Half_an_emoji_is_refused()
    {
        var form = New();
        form.Title = "Essai \uD83D"; // An attribute could not carry it.

        (await SaveAsync(form)).Refusals.Should().ContainSingle(r => r.Field == "Title");
    }

    [Fact]
    public async Task Too_long_too_many_people_or_an_unknown_language_is_refused()
    {
        var form = New();
        (form.Title, form.Purpose, form.Languages, form.People) = (new('é', Survey.TitleMost + 1), new('é', Survey.PurposeMost + 1), ["fr", "xx"], new() { [1] = -1 });

        (await SaveAsync(form)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Title", "Purpose", "Languages", "People");
    }

    [Fact]
    public async Task Markup_and_foreign_scripts_are_text_like_any_other()
    {
        var form = New();
        (form.Title, form.Purpose) = ("<script>alert(1)</script> ' OR 1=1 --", "استبيان 😀 \u202E");

        Done(await SaveAsync(form));

        var survey = await OneAsync(form.Id);
        (survey.Title, survey.Purpose).Should().Be((form.Title, form.Purpose));
    }

    [Fact]
    public async Task A_copy_has_the_questions_and_translations_and_is_a_draft_of_its_own()
    {
        var (source, code) = await OpenSurveyAsync();
        Done(await Get<SaveSurveyTranslations>().ExecuteAsync(new() { SurveyId = source, Language = "ar", Lines = [new() { Key = "N", Text = "رقم", IsChecked = true }] }, Coordinator, Cancellation));
        var form = New();
        form.SourceId = source;

        Done(await SaveAsync(form));

        var copy = await OneAsync(form.Id);
        copy.Form.ToJson().Should().Be(Questions().ToJson());
        (copy.State, copy.Number, copy.IsFrozen).Should().Be((SurveyState.Draft, 1, false));
        copy.Code.Should().NotBe(code);
        (await Get<SurveyQueries>().TranslationsAsync(form.Id, "ar", Coordinator, Cancellation)).Should().ContainSingle(t => t.Key == "N" && t.Text == "رقم" && t.IsChecked && !t.IsOutdated);
        var change = copy.Form;
        change.Blocks.Clear();
        Done(await Get<SaveSurveyForm>().ExecuteAsync(new() { SurveyId = form.Id, Number = 1, Version = copy.FormVersion, Questions = change }, Coordinator, Cancellation));
        (await OneAsync(source)).Form.Blocks.Should().HaveCount(2);
    }

    private static SaveSurvey.Form New(Guid? id = null) => new() { Id = id ?? Guid.CreateVersion7(), Title = " Essai ", Purpose = "Pour essayer", People = { [1] = 40, [2] = 0 } };

    private Task<Outcome> SaveAsync(SaveSurvey.Form form) => Get<SaveSurvey>().ExecuteAsync(form, Coordinator, Cancellation);
}
