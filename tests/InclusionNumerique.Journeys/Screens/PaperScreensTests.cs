using InclusionNumerique.Journeys.Visits;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The paper sheet.</summary>
public sealed class PaperScreensTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task Empty_typed_and_refused()
    {
        await SignInAsync(Page, Mediator, "/feuille-papier");
        await Assertions.Expect(Page.Locator("#feuille")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "feuille-vide");

        await Page.Locator("#c0-0").FillAsync("0h01");
        await Page.Locator("#c0-1").FillAsync("CAF");
        await Page.Locator("#c1-1").FillAsync("Une demande que personne ne connaît");
        await Page.Locator("#c1-2").FillAsync("0");
        await Page.Locator("#c2-0").FocusAsync();
        await Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Page.Locator("#feuille .refusal").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "feuille-refus");
    }
}
