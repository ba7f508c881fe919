using InclusionNumerique.Journeys.Visits;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The desk and the arrivals, in each state that a day brings.</summary>
public sealed class DeskScreensTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task Empty_panel()
    {
        await OpenDeskAsync(Page);

        await Screen.CheckAsync(Page, "bureau-vide");
    }

    [Fact]
    public async Task Filled_panel_with_two_requests_and_a_cause()
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("1");
        await IsChosenAsync(Page, "1");
        await Page.Keyboard.PressAsync("+");
        await Assertions.Expect(Page.Locator("input[name=demande]")).ToHaveCountAsync(2);
        await Page.Keyboard.PressAsync("C");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.GetByLabel("Impossible").CheckAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Group, new() { Name = "Ce qui a bloqué" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Saisir une visite passée" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#jour")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-rempli");
    }

    [Fact]
    public async Task Refused_panel()
    {
        await OpenDeskAsync(Page);
        await Note(Page).FillAsync(new string('x', 501));
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.Locator("#note-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#theme-refus")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-refus");
    }

    [Fact]
    public async Task Warned_note()
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Note(Page).FillAsync("Rappeler au 06 12 34 56 78");
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("C’est indispensable")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-avertissement");
    }

    [Fact]
    public async Task Stored_visit_and_somebody_who_waits()
    {
        await OpenDeskAsync(Page);
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await Assertions.Expect(reception.GetByTestId("arrival")).ToBeVisibleAsync();
        await Screen.CheckAsync(reception, "arrivees-vide");
        await reception.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reception.GetByTestId("said")).ToBeVisibleAsync();
        await Screen.CheckAsync(reception, "arrivees-notee");

        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("undo")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "bureau-enregistre");

        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("N° ");
        await Screen.CheckAsync(Page, "bureau-recevoir");
    }

    [Fact]
    public async Task Restored_draft()
    {
        await OpenDeskAsync(Page);
        await Note(Page).FillAsync("Brouillon d’hier");
        await IsDraftedAsync("Brouillon d");
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByText("Saisie non terminée retrouvée")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-brouillon");
    }

    [Fact]
    public async Task Shortcut_sheet()
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("?");
        await Assertions.Expect(Page.Locator("dialog#touches")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-touches");
    }

    [Fact]
    public async Task Open_menus()
    {
        await OpenDeskAsync(Page);
        await Page.Locator("header summary", new() { HasText = "Site du jour" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Je travaille aujourd’hui à")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "menu-site");

        await Page.Keyboard.PressAsync("Escape");
        await Page.Locator("header summary", new() { HasText = "Compte" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "menu-compte");
    }

    [Fact]
    public async Task Preset_maker()
    {
        await OpenDeskAsync(Page);
        await Page.GetByText("Garder ces choix comme raccourci personnel").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter le raccourci" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#refus-raccourci")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "bureau-raccourci-refuse");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "Sombre", "dark")]
    [InlineData(ColorScheme.Dark, "Clair", "light")]
    public async Task A_chosen_theme_is_kept_against_the_computer_s(ColorScheme computer, string choice, string theme)
    {
        await OpenDeskAsync(Page);
        await Page.EmulateMediaAsync(new() { ColorScheme = computer });
        await Page.Locator("header summary", new() { HasText = "Compte" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();

        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        (await Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme")).Should().Be(theme);
    }
}
