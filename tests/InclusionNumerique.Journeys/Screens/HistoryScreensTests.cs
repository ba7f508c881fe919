using InclusionNumerique.Journeys.Visits;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The history, one visit of it, and the coordinator's presets.</summary>
public sealed class HistoryScreensTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task Filled_with_every_filter_open()
    {
        await SignInAsync(Page, Coordinator, "/historique");
        await Assertions.Expect(Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "historique");

        await Page.GetByText("Plus de filtres").ClickAsync();
        await Assertions.Expect(Page.Locator("#theme")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "historique-filtres");
    }

    [Fact]
    public async Task Without_any_visit()
    {
        await SignInAsync(Page, Mediator, "/historique?du=2001-01-01&au=2001-01-02");
        await Assertions.Expect(Page.GetByText("Aucune visite ne correspond")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "historique-vide");
    }

    [Fact]
    public async Task Refused_dates()
    {
        await SignInAsync(Page, Mediator, "/historique");
        await Page.Locator("#du").FillAsync("2026-02-01");
        await Page.Locator("#au").FillAsync("2026-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#au-refus")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "historique-refus");
    }

    [Fact]
    public async Task One_visit_its_correction_and_its_removal()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        await Page.GotoAsync($"/visites/{(await StoredAsync()).Single().VisitId}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Visite du");
        await Screen.CheckAsync(Page, "visite");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Corriger" }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la correction" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#motif-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "visite-correction-refusee");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Abandonner" }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).First.ClickAsync();
        await Assertions.Expect(Page.Locator("#retirer")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "visite-retrait");
    }

    [Fact]
    public async Task A_visit_that_does_not_exist()
    {
        await SignInAsync(Page, Mediator, $"/visites/{Guid.CreateVersion7()}");
        await Assertions.Expect(Page.GetByText("Cette visite n’existe pas")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "visite-inconnue");
    }

    [Fact]
    public async Task Presets_of_a_site()
    {
        await SignInAsync(Page, Coordinator, "/raccourcis?site=4");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Raccourcis des sites");
        await Screen.CheckAsync(Page, "raccourcis");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter le raccourci" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#nom-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "raccourcis-refus");
    }

    [Fact]
    public async Task One_s_own_password()
    {
        await SignInAsync(Page, Mediator, "/bureau");
        await Page.GotoAsync("/mot-de-passe");
        await Screen.CheckAsync(Page, "mot-de-passe");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Changer le mot de passe" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "mot-de-passe-refus");
    }
}
