using System.Text.RegularExpressions;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>A coordinator in a meeting: why did waiting rise last quarter at the Blosne, beside Villejean, down to the half-day; and the paper to take along.</summary>
public sealed class FigureMeetingTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task From_the_quarter_of_two_sites_down_to_the_visits_of_a_half_day()
    {
        var today = TimeProvider.System.Today();
        var quarterEnd = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddDays(-1);
        await SignInAsync(Page, Coordinator, $"/chiffres?periode=trimestre&le={quarterEnd:yyyy-MM-dd}");
        await Page.Locator("#chiffres-comparer").SelectOptionAsync("Villejean");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#chiffres-comparer-refus")).ToContainTextAsync("Choisissez d’abord un site");
        await Page.Locator("#chiffres-site").SelectOptionAsync("Blosne");
        await Page.Keyboard.PressAsync("Tab");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Comparé à Villejean, aux mêmes dates.")).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("site=4&comparer=site-6$"));
        await Assertions.Expect(Page.Locator(".figures-body").GetByRole(AriaRole.Columnheader, new() { Name = "Avant", Exact = true })).ToHaveCountAsync(0);
        await Screen.CheckAsync(Page, "chiffres-deux-sites");

        // When: the week with the longest wait, then the half-day.
        var (times, period) = (Page.Locator("section[aria-labelledby=titre-attente-temps]"), await Page.Locator(".figures-what").InnerTextAsync());
        await times.GetByText("Voir les nombres").ClickAsync();
        await times.GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"/chiffres\?du=.*&au=.*&site=4&comparer=site-6$"));
        // The address changes first; what is then still shown is about to go.
        await Assertions.Expect(Page.Locator(".figures-what")).Not.ToHaveTextAsync(period);
        var half = Page.Locator("section[aria-labelledby=titre-attente-demi-journees] tbody tr").Filter(new() { Has = Page.GetByRole(AriaRole.Link) }).First;
        await half.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(Page.GetByText("Seulement :")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("visites");
        await Screen.CheckAsync(Page, "historique-depuis-chiffres");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retirer le filtre" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Seulement :")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_request_is_shown_with_its_visit_and_the_page_is_taken_along_as_a_pdf()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=mois&site=4&comparer=site-6");
        var requests = Page.Locator(".figure-tiles").First.Locator("div", new() { HasText = "Demandes" }).Locator("strong").First;
        var count = await requests.InnerTextAsync();
        var file = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger (PDF)" }).ClickAsync());
        file.SuggestedFilename.Should().StartWith("chiffres-").And.EndWith(".pdf");
        await file.SaveAsAsync(Evidence.PathOf("screenshots", "chiffres-deux-sites.pdf"));

        await requests.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync($"{count} demandes dans ");

        var observer = await OpenAsync();
        await SignInAsync(observer, Observer, "/chiffres?periode=mois&site=4&comparer=site-6");
        await Assertions.Expect(observer.Locator(".figure-tiles").First).ToBeVisibleAsync();
        await Assertions.Expect(observer.Locator(".drill")).ToHaveCountAsync(0);
    }
}
