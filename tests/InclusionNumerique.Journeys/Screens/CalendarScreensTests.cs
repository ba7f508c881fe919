using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>A mediator's link to their own calendar: made, shown once, replaced, ended.</summary>
public sealed class CalendarScreensTests(JourneyHost host) : JourneyTest(host)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.CalendarFeeds.ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task A_link_is_made_shown_once_replaced_and_ended()
    {
        await SignInAsync(Page, Mediator, "/postes");
        await Page.Locator("header summary", new() { HasText = Mediator }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Mon calendrier" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aucun lien" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "calendrier-sans-lien");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer un lien" }).ClickAsync();
        await Screen.CheckAsync(Page, "calendrier-creer");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Créer le lien" }).ClickAsync();
        var first = await Dialog.GetByLabel("Adresse à coller dans votre agenda").InputValueAsync();
        (await Dialog.GetByLabel("Si l’agenda demande une adresse « webcal »").InputValueAsync()).Should().Be(first.Replace("http:", "webcal:", StringComparison.Ordinal));
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Copier l’adresse" }).ClickAsync();
        await Assertions.Expect(Dialog.Locator("[role=status]")).ToContainTextAsync("Adresse");
        await Screen.CheckAsync(Page, "calendrier-lien");
        (await StatusAsync(first)).Should().Be(200);

        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Fermer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Un lien existe" })).ToBeVisibleAsync();
        (await Page.ContentAsync()).Should().NotContain(first, "it is shown once");
        await Screen.CheckAsync(Page, "calendrier-avec-lien");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Remplacer le lien" }).ClickAsync();
        await Screen.CheckAsync(Page, "calendrier-remplacer");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Remplacer le lien" }).ClickAsync();
        var second = await Dialog.GetByLabel("Adresse à coller dans votre agenda").InputValueAsync();
        (await StatusAsync(first)).Should().Be(404);
        (await StatusAsync(second)).Should().Be(200);
        await Page.Keyboard.PressAsync("Escape");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Supprimer le lien" }).ClickAsync();
        await Screen.CheckAsync(Page, "calendrier-supprimer");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Supprimer le lien" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Le lien est supprimé.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aucun lien" })).ToBeVisibleAsync();
        (await StatusAsync(second)).Should().Be(404);
        await Screen.CheckAsync(Page, "calendrier-supprime");
    }

    [Fact]
    public async Task Who_is_no_mediator_is_not_offered_a_calendar()
    {
        await SignInAsync(Page, Coordinator);
        await Page.Locator("header summary", new() { HasText = Coordinator }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Changer mon mot de passe" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Mon calendrier" })).ToHaveCountAsync(0);
    }

    private ILocator Dialog => Page.Locator("dialog[open]");

    // A diary, not the browser: without its cookies.
    private static async Task<int> StatusAsync(string address)
    {
        using var diary = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var answer = await diary.GetAsync(new Uri(address), Cancellation);
        return (int)answer.StatusCode;
    }
}
