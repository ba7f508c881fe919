using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The coordinator's figures.</summary>
public sealed class FigureScreensTests(JourneyHost host) : JourneyTest(host)
{
    [Theory]
    [InlineData("12-mois", "/chiffres?periode=12-mois")]
    [InlineData("mois-site", "/chiffres?periode=mois&site=4&comparer=an")]
    public async Task Filled(string state, string path)
    {
        await SignInAsync(Page, Coordinator, path);
        await Assertions.Expect(Page.Locator(".figure-tiles")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, $"chiffres-{state}");
    }

    [Fact]
    public async Task Without_any_visit()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?du=2018-01-01&au=2018-01-02");
        await Assertions.Expect(Page.GetByText("Aucune visite sur cette période")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-vide");
    }

    [Fact]
    public async Task Of_a_site_out_of_reach()
    {
        await SignInAsync(Page, Mediator, "/chiffres?periode=12-mois&site=6");
        await Assertions.Expect(Page.GetByText("vos droits ne couvrent pas ses chiffres")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-interdit");
    }

    [Fact]
    public async Task Refused_dates()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=12-mois");
        await Page.Locator("#chiffres-du").FillAsync("2026-02-01");
        await Page.Locator("#chiffres-au").FillAsync("2026-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#chiffres-refus")).ToContainTextAsync("La première date est après la seconde");

        await Screen.CheckAsync(Page, "chiffres-refus");
    }
}
