using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SaveSurveyTranslationsTests(TestServer server) : SurveyTest(server)
{
    [Fact]
    public async Task Every_text_is_there_to_translate_and_what_is_empty_is_taken_away()
    {
        var (id, _) = await OpenSurveyAsync();
        Done(await SaveAsync(id, ("titre", "تجربة", true), ("N", "رقم", false), ("nulle-part", "x", true)));
        Done(await SaveAsync(id, ("titre", "  ", true)));

        var rows = await RowsAsync(id);
        rows.Select(r => r.Key).Should().StartWith(["titre", "but", "B1", "N"]).And.Contain(["P:moins", "P.6", "T:raison"]);
        rows.Where(r => r.Text.Length > 0).Should().ContainSingle().Which.Should().Be(new SurveyTranslationRow("N", "Numéro", "رقم", false, false));
    }

    [Fact]
    public async Task Once_the_French_changes_the_translation_is_to_be_looked_at_again()
    {
        var (id, _) = await OpenSurveyAsync();
        Done(await SaveAsync(id, ("N", "رقم", true)));
        var survey = await OneAsync(id);
        survey.Form.Questions.First().Text = "Quel numéro ?";
        Done(await Get<SaveSurveyForm>().ExecuteAsync(new() { SurveyId = id, Number = survey.Number, Version = survey.FormVersion, Questions = survey.Form }, Coordinator, Cancellation));
        (await RowsAsync(id)).Single(r => r.Key == "N").IsOutdated.Should().BeTrue();

        Done(await SaveAsync(id, ("N", "رقم", true)));

        (await RowsAsync(id)).Single(r => r.Key == "N").Should().Be(new SurveyTranslationRow("N", "Quel numéro ?", "رقم", true, false));
    }

    [Fact]
    public async Task One_unreadable_line_and_none_is_stored()
    {
        var (id, _) = await OpenSurveyAsync();

        (await SaveAsync(id, ("titre", "تجربة", true), ("N", "a\0b", false))).Refusals.Should().ContainSingle(r => r.Field == "N");

        (await RowsAsync(id)).Should().OnlyContain(r => r.Text.Length == 0);
    }

    [Fact]
    public async Task The_same_line_twice_or_by_two_people_at_once_is_stored_once()
    {
        var (id, _) = await OpenSurveyAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SaveAsync(id, ("N", $"رقم {i}", true), ("N", "x", true))));

        outcomes.Should().Contain(o => o.IsDone).And.OnlyContain(o => o.IsDone || o.MessageFor("Version") != null);
        (await RowsAsync(id)).Single(r => r.Key == "N").Text.Should().StartWith("رقم");
    }

    [Fact]
    public async Task A_language_that_is_not_offered_is_refused()
    {
        var (id, _) = await OpenSurveyAsync();

        (await Get<SaveSurveyTranslations>().ExecuteAsync(new() { SurveyId = id, Language = "xx" }, Coordinator, Cancellation)).IsDone.Should().BeFalse();
    }

    private Task<Outcome> SaveAsync(Guid id, params (string Key, string Text, bool IsChecked)[] lines) => Get<SaveSurveyTranslations>().ExecuteAsync(
        new() { SurveyId = id, Language = "ar", Lines = [.. lines.Select(l => new SaveSurveyTranslations.Line { Key = l.Key, Text = l.Text, IsChecked = l.IsChecked })] }, Coordinator, Cancellation);

    private Task<IReadOnlyList<SurveyTranslationRow>> RowsAsync(Guid id) => Get<SurveyQueries>().TranslationsAsync(id, "ar", Coordinator, Cancellation);
}
