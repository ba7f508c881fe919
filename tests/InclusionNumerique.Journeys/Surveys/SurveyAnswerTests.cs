using System.Globalization;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>The visitors' questionnaire as people answer it: on a phone, in their language, with help, on the site's tablet.</summary>
public sealed class SurveyAnswerTests(JourneyHost host) : JourneyTest(host)
{
    private const string Visitors = "visite";

    private static readonly Guid VisitorsId = new(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);

    [Fact]
    public async Task A_visitor_answers_on_a_phone_in_Arabic_without_script_breaks_off_and_ends_elsewhere()
    {
        var before = await SentAsync();
        await SignInAsync(Page, Coordinator, $"/questionnaires/{VisitorsId}");
        var shown = await ReturnAsync();
        var phone = await OpenAsync(hasScript: false);
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync($"/q/{Visitors}");
        await phone.GetByRole(AriaRole.Link, new() { Name = "العربية" }).ClickAsync();
        await Assertions.Expect(phone.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await phone.Locator("form button").ClickAsync();
        await Assertions.Expect(phone.Locator(".survey-progress")).ToBeVisibleAsync();
        await phone.Locator("fieldset").First.Locator("input").First.CheckAsync();
        await phone.Locator("button[value=Stop]").ClickAsync();
        var code = await phone.GetByTestId("resume").InnerTextAsync();

        var other = await OpenAsync(hasScript: false);
        await other.GotoAsync("/q/reprendre?langue=ar");
        await other.Locator("#reprise").FillAsync(code.ToLowerInvariant());
        await other.Locator("form button").ClickAsync();
        await Assertions.Expect(other.Locator("html")).ToHaveAttributeAsync("lang", "ar");
        await Assertions.Expect(other.Locator("fieldset").First.Locator("input").First).ToBeCheckedAsync();
        await AnswerToTheEndAsync(other);

        await Assertions.Expect(other.GetByTestId("thanks")).ToBeVisibleAsync();
        (await SentAsync()).Should().Be(before + 1);
        await Page.ReloadAsync();
        (await ReturnAsync()).Should().Be(shown + 1, "the coordinator sees the return move");
        await other.GoBackAsync();
        await Assertions.Expect(other.Locator("fieldset")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_the_tablet_of_the_site_somebody_is_helped_and_the_next_person_finds_nothing()
    {
        await SignInAsync(Page, Mediator, "/bureau");
        await Page.GotoAsync("/questionnaires/aide");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aider à répondre à un questionnaire" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-aide");
        await Page.Locator($"input[value^={Visitors}]").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Commencer" }).ClickAsync();
        await AnswerToTheEndAsync(Page);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retour au bureau" }).WaitForAsync();
        await using (var db = OpenDb())
        {
            (await db.SurveyDrafts.Where(d => d.IsSent && d.Mode == SurveyMode.Helped && d.HelperInstitutionId != null).CountAsync(Cancellation)).Should().BePositive();
        }

        await Page.GotoAsync($"/q/{Visitors}?borne=1");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Commencer" }).ClickAsync();
        await Page.Locator("fieldset").First.Locator("input").First.CheckAsync();
        await Page.Locator("button[value=Next]").Last.ClickAsync();
        await Page.GotoAsync($"/q/{Visitors}/borne?page=2");
        await Screen.CheckAsync(Page, "questionnaire-borne");
        await Page.GotoAsync($"/q/{Visitors}?borne=1");
        await Page.GotoAsync($"/q/{Visitors}/2");
        await Assertions.Expect(Page.Locator("fieldset")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_browser_reads_a_page_aloud_and_stops_when_asked()
    {
        // The browser of the tests has no voice: one that notes what it was given to say.
        await Page.AddInitScriptAsync("""
            window.said = [];
            Object.defineProperty(window, 'speechSynthesis', { value: {
              speaking: false,
              getVoices: () => [{ lang: 'fr-FR' }],
              speak(part) { this.speaking = true; window.said.push([part.lang, part.text]); },
              cancel() { this.speaking = false; window.said.push(['', 'stopped']); },
              addEventListener() {},
            } });
            """);
        await Page.GotoAsync($"/q/{Visitors}");
        await Page.Locator("form button").ClickAsync();
        var question = await Page.Locator("fieldset legend").First.InnerTextAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Écouter la page" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter la lecture" })).ToBeVisibleAsync();
        var said = await Page.EvaluateAsync<string[][]>("window.said");
        said.Should().Contain(part => part[0] == "fr" && part[1] == question.Trim());
        said.Should().HaveCountGreaterThan(3, "the answers are read too");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter la lecture" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Écouter la page" })).ToBeVisibleAsync();
        (await Page.EvaluateAsync<string[][]>("window.said"))[^1].Should().Equal("", "stopped");

        await Page.GotoAsync($"/q/{Visitors}?langue=ar");
        await Page.Locator("form button").ClickAsync();
        await Assertions.Expect(Page.Locator(".survey-aloud")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Every_page_reads_well_in_both_directions()
    {
        await Page.GotoAsync($"/q/{Visitors}?langue=ar");
        await Screen.CheckAsync(Page, "questionnaire-accueil-ar");
        await Page.GotoAsync($"/q/{Visitors}");
        await Screen.CheckAsync(Page, "questionnaire-accueil");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Commencer" }).ClickAsync();
        await Page.GetByLabel("Age").FillAsync("douze");
        await Page.Locator("button[value=Next]").Last.ClickAsync();
        await Assertions.Expect(Page.Locator(".refusal")).ToHaveTextAsync("Écrivez un nombre en chiffres, par exemple 12.");
        await Assertions.Expect(Page.GetByLabel("Age")).ToHaveValueAsync("douze");
        await Screen.CheckAsync(Page, "questionnaire-refus");
        await Page.GetByLabel("Age").FillAsync("42");
        await Page.Locator("button[value=Next]").Last.ClickAsync();
        await Screen.CheckAsync(Page, "questionnaire-echelles");
        await Page.Locator("button[value=Stop]").ClickAsync();
        await Page.GetByText("Retirer mes réponses").First.ClickAsync();
        await Screen.CheckAsync(Page, "questionnaire-arret");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer mes réponses" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Vos réponses sont effacées" })).ToBeVisibleAsync();
        await Page.GotoAsync($"/q/{Visitors}/anonymat");
        await Screen.CheckAsync(Page, "questionnaire-anonymat");
        await Page.GotoAsync("/q/reprendre");
        await Page.GetByLabel("Code de reprise").FillAsync("AAAA");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Reprendre" }).ClickAsync();
        await Screen.CheckAsync(Page, "questionnaire-reprise-refus");
        await Page.GotoAsync("/q/agents");
        await Screen.CheckAsync(Page, "questionnaire-accueil-agents");
    }

    // The first point or option of everything.
    private static async Task AnswerToTheEndAsync(IPage page)
    {
        for (var i = 0; i < 40 && await page.Locator(".survey-form").CountAsync() > 0; i++)
        {
            foreach (var group in await page.Locator(".survey-form fieldset").AllAsync())
            {
                await group.Locator("input").First.CheckAsync();
            }

            await page.Locator("button[value=Next]").Last.ClickAsync();
        }
    }

    // "Réponses envoyées", as the coordinator reads it.
    private async Task<int> ReturnAsync()
    {
        var text = await Page.Locator(".figure-tiles dd strong").First.InnerTextAsync();
        return int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    private async Task<int> SentAsync()
    {
        await using var db = OpenDb();
        return await db.SurveyDrafts.CountAsync(d => d.IsSent, Cancellation) + await db.SurveyResponses.CountAsync(Cancellation);
    }
}
