using InclusionNumerique.Data;
using InclusionNumerique.Journeys.Screens;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Trainings;

/// <summary>A module from its plan to its result: planned, registered for, waited for, attended on a tablet, answered on a phone before and after.</summary>
public sealed class TrainingJourneyTests(JourneyHost host) : JourneyTest(host)
{
    private const string SocialWorker = "Travailleuse Sociale Démo";

    // One trainer gives one session at a time.
    private static int _sessions;

    private string _name = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _name = $"Essai {Guid.CreateVersion7().ToString("N")[^6..]}";
    }

    [Fact]
    public async Task From_the_catalogue_to_the_result()
    {
        await SignInAsync(Page, Coordinator, "/formations/catalogue");
        await AddModuleAsync();
        await PlanAsync();
        var session = Page.Url;

        var worker = await OpenAsync();
        await SignInAsync(worker, SocialWorker, new Uri(session).AbsolutePath);
        await worker.GetByRole(AriaRole.Button, new() { Name = "M’inscrire", Exact = true }).ClickAsync();
        await Assertions.Expect(worker.GetByText("Votre place est réservée")).ToBeVisibleAsync();

        var receptionist = await OpenAsync();
        await SignInAsync(receptionist, Receptionist, "/formations?liste=toutes");
        await receptionist.GetByRole(AriaRole.Button, new() { Name = $"Liste d’attente : {_name}" }).ClickAsync();
        await Assertions.Expect(receptionist.GetByText("vous êtes la prochaine personne")).ToBeVisibleAsync();

        await worker.GetByRole(AriaRole.Button, new() { Name = "Annuler mon inscription" }).ClickAsync();
        await Assertions.Expect(worker.GetByText("L’inscription est annulée.")).ToBeVisibleAsync();
        await receptionist.ReloadAsync();
        await Assertions.Expect(receptionist.GetByTestId("training").Filter(new() { HasText = _name })).ToContainTextAsync("Votre place est réservée");

        await AnswerAsync(TrainingMoment.Before, 3, await OpenAsync(hasScript: false));
        await BeginAsync();
        await Page.GotoAsync(session + "/tablette");
        await Page.GetByRole(AriaRole.Button, new() { Name = Receptionist }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = Receptionist })).ToHaveAttributeAsync("aria-pressed", "true");
        await Screen.CheckAsync(Page, "formation-tablette");
        await AnswerAsync(TrainingMoment.After, 6, await OpenAsync(hasScript: false));

        await Page.GotoAsync(session);
        await Assertions.Expect(Page.GetByText("1 réponse")).ToHaveCountAsync(2);
        await Screen.CheckAsync(Page, "formation-session-liste");
        await EndAsync();
        await receptionist.GotoAsync(session + "/attestation");
        await Assertions.Expect(receptionist.Locator(".certificate-name")).ToHaveTextAsync(Receptionist);
        await Screen.CheckAsync(receptionist, "formation-attestation");
        (await receptionist.PdfAsync(new() { Path = Evidence.PathOf("screenshots", "formation-attestation.pdf"), PreferCSSPageSize = true })).Should().NotBeEmpty();
    }

    [Fact]
    public async Task One_registers_with_the_keyboard_alone()
    {
        await SignInAsync(Page, Coordinator, "/formations/catalogue");
        await AddModuleAsync();
        await PlanAsync();
        var worker = await OpenAsync();
        await SignInAsync(worker, SocialWorker, "/formations?liste=toutes");
        var button = worker.GetByRole(AriaRole.Button, new() { Name = $"M’inscrire : {_name}" });
        await Assertions.Expect(button).ToBeVisibleAsync();
        for (var tabs = 0; tabs < 200 && !await button.EvaluateAsync<bool>("b => b === document.activeElement"); tabs++)
        {
            await worker.Keyboard.PressAsync("Tab");
        }

        await worker.Keyboard.PressAsync("Enter");

        await Assertions.Expect(worker.GetByTestId("training").Filter(new() { HasText = _name })).ToContainTextAsync("Votre place est réservée");
    }

    [Fact]
    public async Task An_answer_that_lacks_something_keeps_the_rest_on_a_phone_without_script()
    {
        await SignInAsync(Page, Coordinator, "/formations/catalogue");
        await AddModuleAsync();
        await PlanAsync();
        var phone = await OpenAsync(hasScript: false);
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync($"/avant-apres/{await CodeAsync()}/avant");
        await phone.GetByLabel("Jour de votre naissance (1 à 31)").FillAsync("40");
        await phone.Locator("fieldset.scale input[value='7']").First.CheckAsync(new() { Force = true });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Envoyer mes réponses" }).ClickAsync();

        await Assertions.Expect(phone.Locator("#code-jour-refus")).ToHaveTextAsync("Un nombre de 1 à 31.");
        await Assertions.Expect(phone.GetByLabel("Jour de votre naissance (1 à 31)")).ToHaveValueAsync("40");
        await Assertions.Expect(phone.Locator("fieldset.scale input[value='7']").First).ToBeCheckedAsync();
        (await phone.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0);
    }

    private async Task AddModuleAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une formation" }).ClickAsync();
        await Page.GetByLabel("Nom").FillAsync(_name);
        await Page.GetByLabel("Ce qu’on y apprend").FillAsync("Accompagner une démarche");
        await Page.GetByLabel("Durée, en minutes").FillAsync("120");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un public" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("La formation est enregistrée.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Questions avant/après de {_name}" }).ClickAsync();
        await Page.GetByLabel("Pratique").FillAsync("Je cherche l’information avec la personne");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Les questions sont enregistrées.")).ToBeVisibleAsync();
    }

    /// <summary>In three weeks or so, one place.</summary>
    private async Task PlanAsync()
    {
        await Page.GotoAsync("/formations");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Planifier une session" }).ClickAsync();
        await Page.Locator("#session-formation").SelectOptionAsync(new SelectOptionValue { Label = _name });
        await Page.Locator("#session-site").SelectOptionAsync("4");
        await Page.GetByLabel("Séance 1, jour").FillAsync(TimeProvider.System.Today().AddDays(21 + Interlocked.Increment(ref _sessions)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Page.GetByLabel("Séance 1, début").FillAsync("09:00");
        await Page.GetByLabel("Séance 1, fin").FillAsync("11:00");
        await Page.GetByLabel("Places").FillAsync("1");
        await Page.GetByLabel(Coordinator).CheckAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = _name, Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/formations/[0-9a-f-]{36}$"));
    }

    private async Task AnswerAsync(TrainingMoment moment, int rating, IPage phone)
    {
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync($"/avant-apres/{await CodeAsync()}/{(moment == TrainingMoment.Before ? "avant" : "apres")}");
        await phone.GetByLabel("2 premières lettres du prénom de votre mère").FillAsync("él");
        await phone.GetByLabel("Jour de votre naissance (1 à 31)").FillAsync("7");
        await phone.GetByLabel("1re lettre de votre ville de naissance").FillAsync("r");
        await phone.GetByLabel("2 derniers chiffres de votre téléphone").FillAsync("42");
        await phone.Locator($"fieldset.scale input[value='{rating}']").First.CheckAsync(new() { Force = true });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Envoyer mes réponses" }).ClickAsync();
        await Assertions.Expect(phone.GetByTestId("thanks")).ToBeVisibleAsync();
    }

    private Task<string> CodeAsync() => OnSessionAsync(sessions => sessions.Select(s => s.AnswerCode).SingleAsync(Cancellation));

    // The hour of the session comes.
    private Task BeginAsync() => MoveAsync(DateTimeOffset.UtcNow.AddMinutes(-30));

    private Task EndAsync() => MoveAsync(DateTimeOffset.UtcNow.AddHours(-3));

    private async Task MoveAsync(DateTimeOffset startsAt)
    {
        var id = await OnSessionAsync(sessions => sessions.Select(s => s.Id).SingleAsync(Cancellation));
        await using var db = OpenDb();
        await db.TrainingParts.Where(p => p.SessionId == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.StartsAt, startsAt).SetProperty(x => x.EndsAt, startsAt.AddHours(2)), Cancellation);
        await db.TrainingSessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.StartsAt, startsAt).SetProperty(x => x.EndsAt, startsAt.AddHours(2)), Cancellation);
    }

    private async Task<T> OnSessionAsync<T>(Func<IQueryable<TrainingSession>, Task<T>> read)
    {
        await using var db = OpenDb();
        return await read(db.TrainingSessions.Where(s => s.Module!.Name == _name));
    }
}
