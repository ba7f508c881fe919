using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The check that every screen goes through finds what it is there for.</summary>
public sealed class ScreenCheckTests(JourneyHost host) : JourneyTest(host)
{
    [Theory]
    [InlineData("image-alt", "<img src='data:,'>")]
    [InlineData("1366-light: color-contrast", "<p style='color: #ccc'>Pâle</p>")]
    [InlineData("1366-dark: color-contrast", "<style>@media (prefers-color-scheme: dark) { p { color: #ccc } }</style><p>Pâle la nuit</p>")]
    [InlineData("390-light: the page is", "<p style='width: 500px'>Large</p>")]
    [InlineData("390-light: label", "<style>@media (width < 400px) { label { display: none } }</style><label for='a'>Nom</label><input id='a'>")]
    public async Task A_fault_is_found(string fault, string content)
    {
        await Page.SetContentAsync($"<!doctype html><html lang='fr'><head><title>Page</title></head><body><main><h1>Page</h1>{content}</main></body></html>");

        var check = () => Screen.CheckAsync(Page, "fautive");

        (await check.Should().ThrowAsync<Exception>()).Which.Message.Should().Contain(fault);
    }
}
