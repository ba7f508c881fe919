using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>A product that starts empty: the link on the console makes the first administrator.</summary>
public sealed class FirstAccessScreensTests(JourneyHost host) : JourneyTest(host)
{
    private RunningApp? _app;

    protected override RunningApp App => _app!;

    public override async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(("INCLUSION_DEMO", "0"));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task The_first_administrator_enters_by_the_link_of_the_console_which_serves_once()
    {
        var link = await App.HeardAsync("Premier administrateur");
        var path = new Uri(link[link.IndexOf("http", StringComparison.Ordinal)..]).PathAndQuery;
        await Page.GotoAsync(path);
        await Screen.CheckAsync(Page, "premier-acces-vide");

        await Page.GetByLabel("Nom affiché").FillAsync("Administration Essai");
        await Page.GetByLabel("Adresse électronique").FillAsync("admin@essai.invalid");
        await Page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync("court");
        await Page.GetByLabel("Le même mot de passe").FillAsync("autre");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le compte et entrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Le compte n’est pas encore créé");
        await Assertions.Expect(Page.GetByLabel("Nom affiché")).ToHaveValueAsync("Administration Essai");
        await Screen.CheckAsync(Page, "premier-acces-refus");

        await Page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync("quatre mots bien choisis ensemble");
        await Page.GetByLabel("Le même mot de passe").FillAsync("quatre mots bien choisis ensemble");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le compte et entrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Comptes");

        var other = await OpenAsync();
        await other.GotoAsync(path);
        await Assertions.Expect(other.GetByText("Ce lien a déjà servi")).ToBeVisibleAsync();
        await Screen.CheckAsync(other, "premier-acces-ferme");
        await other.GotoAsync("/invitation?jeton=inconnu");
        await Assertions.Expect(other.GetByText("Ce lien a déjà servi")).ToBeVisibleAsync();
        await Screen.CheckAsync(other, "invitation-fermee");
        await other.GotoAsync("/connexion");
        await Assertions.Expect(other.GetByText("Démonstration")).ToHaveCountAsync(0);
    }
}
