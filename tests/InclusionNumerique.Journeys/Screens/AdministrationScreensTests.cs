using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The administrator's pages and their dialogs.</summary>
public sealed class AdministrationScreensTests(JourneyHost host) : JourneyTest(host)
{
    public static TheoryData<string, string, string> Pages { get; } = new()
    {
        { "comptes", "Comptes", "Ajouter un compte" },
        { "sites", "Sites", "Ajouter un site" },
        { "institutions", "Institutions", "Ajouter une institution" },
    };

    public static TheoryData<string> Lists { get; } = ["themes", "organismes", "causes", "langues", "quartiers"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task List_and_refused_form(string page, string title, string add)
    {
        await OpenAsync($"/administration/{page}", title);
        await Screen.CheckAsync(Page, $"{page}-liste");

        await Page.GetByRole(AriaRole.Button, new() { Name = add }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, $"{page}-ajout");

        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, $"{page}-refus");

        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Account_being_changed_and_its_access_link()
    {
        await OpenAsync("/administration/comptes?role=5", "Comptes");
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Modifier {Observer}" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "comptes-modification");
        await Page.Keyboard.PressAsync("Escape");

        await Page.GetByRole(AriaRole.Button, new() { Name = $"Lien d’accès de {Observer}" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "comptes-lien");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le lien" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#lien")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "comptes-lien-cree");

        var link = new Uri(await Page.Locator("#lien").InputValueAsync());
        var invited = await base.OpenAsync();
        await invited.GotoAsync(link.PathAndQuery + link.Fragment);
        await Assertions.Expect(invited.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Choisir votre mot de passe");
        await Screen.CheckAsync(invited, "invitation");
    }

    [Fact]
    public async Task No_account_found()
    {
        await OpenAsync("/administration/comptes", "Comptes");
        await Page.GetByLabel("Nom ou adresse").FillAsync("zzzz");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Aucun compte ne correspond")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "comptes-aucun");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Reference_list(string list)
    {
        await OpenAsync($"/administration/listes?liste={list}", "Listes de référence");
        await Assertions.Expect(Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, $"listes-{list}");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).First.ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, $"listes-{list}-modification");
    }

    [Fact]
    public async Task Audit_trail()
    {
        await OpenAsync("/administration/journal", "Journal");
        await Screen.CheckAsync(Page, "journal");

        await Page.GotoAsync("/administration/journal?du=2001-01-01&au=2001-01-02");
        await Assertions.Expect(Page.GetByText("Aucune action sur cette période")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "journal-vide");
    }

    private async Task OpenAsync(string path, string title)
    {
        await SignInAsync(Page, Administrator, path);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }
}
