using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Pages that open without an account.</summary>
public sealed class PublicScreensTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task Sign_in()
    {
        await Page.GotoAsync("/connexion");

        await Screen.CheckAsync(Page, "connexion-vide");
    }

    [Fact]
    public async Task Sign_in_refused()
    {
        await Page.GotoAsync("/connexion");
        await Page.GetByLabel("Adresse électronique").FillAsync("personne@demo.invalid");
        await Page.GetByLabel("Mot de passe").FillAsync("pas le bon mot de passe");
        await Page.GetByLabel("Mot de passe").PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Adresse ou mot de passe incorrect");
        await Assertions.Expect(Page.GetByLabel("Adresse électronique")).ToHaveValueAsync("personne@demo.invalid");
        await Screen.CheckAsync(Page, "connexion-refusee");
    }

    [Fact]
    public async Task Accessibility()
    {
        await Page.GotoAsync("/accessibilite");

        await Screen.CheckAsync(Page, "accessibilite");
    }

    [Fact]
    public async Task Open_data()
    {
        await Page.GotoAsync("/donnees-ouvertes");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Données ouvertes");

        await Screen.CheckAsync(Page, "donnees-ouvertes");
    }

    [Fact]
    public async Task Unknown_page()
    {
        await SignInAsync(Page, Mediator);
        Watch.Refusals.Add("/nulle-part");
        await Page.GotoAsync("/nulle-part");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Page introuvable");
        await Screen.CheckAsync(Page, "probleme-introuvable");
    }

    [Fact]
    public async Task Page_of_another_role()
    {
        await SignInAsync(Page, Mediator);
        Watch.Refusals.Add("/administration/comptes");
        await Page.GotoAsync("/administration/comptes");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cette page n’est pas pour vous");
        await Screen.CheckAsync(Page, "probleme-interdit");
    }
}
