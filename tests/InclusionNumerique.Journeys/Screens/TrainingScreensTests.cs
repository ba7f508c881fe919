using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Trainings on the demo's modules, sessions and answers.</summary>
public sealed class TrainingScreensTests(JourneyHost host) : JourneyTest(host)
{
    private const string Base = "Bases de l’accompagnement numérique";

    [Theory]
    [InlineData(Coordinator, "/formations", "formations")]
    [InlineData(Coordinator, "/formations?quand=passees", "formations-passees")]
    [InlineData(Receptionist, "/formations", "formations-moi")]
    public async Task The_list(string who, string path, string name)
    {
        await SignInAsync(Page, who, path);
        await Assertions.Expect(Page.GetByTestId("training").First).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, name);
    }

    [Fact]
    public async Task Nothing_of_one_s_own_says_where_to_look()
    {
        // Nobody trains the administrator, in no other test either.
        await SignInAsync(Page, Administrator, "/formations?liste=moi&quand=passees");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Vous n’avez encore suivi aucune formation");

        await Screen.CheckAsync(Page, "formations-vide");
    }

    [Fact]
    public async Task The_catalogue_and_its_dialogs()
    {
        await SignInAsync(Page, Coordinator, "/formations/catalogue");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = Base })).ToBeVisibleAsync();
        await Page.GetByText("Historique (2 versions)").ClickAsync();
        await Screen.CheckAsync(Page, "formations-catalogue");

        await Page.GetByRole(AriaRole.Button, new() { Name = $"Modifier {Base}" }).ClickAsync();
        await Page.GetByLabel("Nom").FillAsync("");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#formation-nom-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "formations-catalogue-refus");
        await Page.Keyboard.PressAsync("Escape");
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Questions avant/après de {Base}" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Pratique")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Je cherche"));
        await Screen.CheckAsync(Page, "formations-questions");
    }

    [Fact]
    public async Task A_session_with_its_waiting_list_its_audience_and_its_dialogs()
    {
        var id = await OneAsync(s => s.Registrations.Any(r => r.State == RegistrationState.Waiting) && s.StartsAt > DateTimeOffset.UtcNow);
        await SignInAsync(Page, Coordinator, $"/formations/{id}");
        await Assertions.Expect(Page.GetByTestId("person").Last).ToContainTextAsync("Liste d’attente");
        await Screen.CheckAsync(Page, "formation");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await Page.GetByLabel("Places").FillAsync("1");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToContainTextAsync("personnes sont inscrites : annulez d’abord");
        await Screen.CheckAsync(Page, "formation-modifier-refus");
        await Page.Keyboard.PressAsync("Escape");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler la session" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToContainTextAsync("chacune reçoit un message");
        await Screen.CheckAsync(Page, "formation-annuler");
        await Page.Keyboard.PressAsync("Escape");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Inviter" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Toutes les personnes concernées" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("concerned").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "formation-invitations");
    }

    [Fact]
    public async Task The_sign_in_sheet()
    {
        var id = await OneAsync(s => s.Registrations.Count > 3 && s.EndsAt < DateTimeOffset.UtcNow);
        await SignInAsync(Page, Coordinator, $"/formations/{id}/emargement");
        await Assertions.Expect(Page.Locator(".sign-in tbody tr").First).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "formation-emargement");
    }

    [Theory]
    [InlineData(Coordinator, "/formations/couverture", ".training-groups", "formations-couverture")]
    [InlineData(Observer, "/formations/couverture", ".training-groups", "formations-couverture-comite")]
    [InlineData(Coordinator, "/formations/resultats", ".empty", "formations-resultats-peu")]
    public async Task Results(string who, string path, string awaited, string name)
    {
        await SignInAsync(Page, who, path);
        await Assertions.Expect(Page.Locator(awaited).First).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, name);
    }

    [Fact]
    public async Task The_steering_group_reads_a_report_and_takes_it_away()
    {
        await SignInAsync(Page, Observer, "/formations/rapport?periode=12-mois");
        await Assertions.Expect(Page.GetByTestId("reported").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("On ne peut pas dire que la formation en est la cause")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "formations-rapport");

        var pdf = await Page.APIRequest.GetAsync(await Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger (PDF)" }).GetAttributeAsync("href") ?? "");
        var bytes = await pdf.BodyAsync();
        System.Text.Encoding.Latin1.GetString(bytes).Should().StartWith("%PDF-").And.Contain("/StructTreeRoot");
        await File.WriteAllBytesAsync(Evidence.PathOf("screenshots", "formations-rapport.pdf"), bytes, Cancellation);
        var workbook = await Page.APIRequest.GetAsync(await Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger (Excel)" }).GetAttributeAsync("href") ?? "");
        (workbook.Status, workbook.Headers["content-type"]).Should().Be((200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    }

    [Fact]
    public async Task The_coordinator_narrows_the_list_by_training_and_site_in_the_address()
    {
        await SignInAsync(Page, Coordinator, "/formations?quand=passees");
        await Page.GetByLabel("Formation", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Culture numérique" });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("formation=[0-9]+"));
        await Assertions.Expect(Page.GetByTestId("training").Filter(new() { HasNotText = "Culture numérique" })).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByTestId("training").First).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer les filtres" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("training").Filter(new() { HasNotText = "Culture numérique" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_changed_is_read_as_sentences_a_chart_and_tables()
    {
        await SignInAsync(Page, Coordinator, "/formations/resultats");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Enjeux du numérique et travail social" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".effect-chart")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("On ne peut pas dire que la formation en est la cause")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "formations-resultats");
    }

    [Theory]
    [InlineData("avant", "formation-avant")]
    [InlineData("apres", "formation-apres-ferme")]
    public async Task The_questionnaire_needs_no_account(string when, string name)
    {
        var id = await OneAsync(s => s.StartsAt > DateTimeOffset.UtcNow.AddDays(1));
        await using var db = OpenDb();
        var code = await db.TrainingSessions.Where(s => s.Id == id).Select(s => s.AnswerCode).SingleAsync(Cancellation);
        await Page.GotoAsync($"/avant-apres/{code}/{when}");
        await Assertions.Expect(Page.Locator("h1")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, name);
    }

    private async Task<Guid> OneAsync(System.Linq.Expressions.Expression<Func<TrainingSession, bool>> which)
    {
        await using var db = OpenDb();
        return await db.TrainingSessions.Where(s => s.State == TrainingState.Planned).Where(which).OrderBy(s => s.StartsAt).Select(s => s.Id).FirstAsync(Cancellation);
    }
}
