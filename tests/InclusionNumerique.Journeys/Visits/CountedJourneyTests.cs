using System.Globalization;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>What the desk logs, the coordinator reads as figures.</summary>
public sealed class CountedJourneyTests(JourneyHost host) : DeskTest(host)
{
    private const string Year = "/chiffres?periode=12-mois&site=4&comparer=non";

    [Fact]
    public async Task A_visit_of_the_mediator_and_an_arrival_of_the_reception_are_both_counted_by_the_coordinator()
    {
        var coordination = await OpenAsync();
        await SignInAsync(coordination, Coordinator, Year);
        var before = await FigureAsync(coordination, "Visites");
        await OpenDeskAsync(Page);
        var seen = await CountAsync(Seen(Page));
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await Assertions.Expect(reception.GetByTestId("arrival")).ToBeVisibleAsync();

        await LogAsync();
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{seen + 1}");
        await reception.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("N° ");
        await LogAsync();
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{seen + 2}");

        await coordination.GotoAsync(Year);
        (await FigureAsync(coordination, "Visites")).Should().Be(before + 2);
    }

    [Fact]
    public async Task Where_too_few_came_the_coordinator_is_told_so_and_sees_no_count()
    {
        await using (var db = OpenDb())
        {
            db.Visits.Any(v => v.Day == new DateOnly(2019, 1, 2)).Should().BeFalse();
        }

        await SignInAsync(Page, Mediator, "/bureau");
        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Saisir une visite passée" }).ClickAsync();
        await Page.Locator("#jour").FillAsync("2019-01-02");
        await Page.Locator("#heure").FillAsync("10:00");
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");

        var coordination = await OpenAsync();
        await SignInAsync(coordination, Coordinator, "/chiffres?du=2019-01-01&au=2019-01-03");

        await Assertions.Expect(coordination.GetByText("aucun chiffre n’est montré")).ToBeVisibleAsync();
        await Assertions.Expect(coordination.Locator(".figure-tiles")).ToHaveCountAsync(0);
    }

    private async Task LogAsync()
    {
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");
    }

    private static async Task<int> FigureAsync(IPage page, string label)
    {
        var tile = page.Locator(".figure-tiles > div", new() { Has = page.GetByText(label, new() { Exact = true }) }).Locator("strong");
        return int.Parse(string.Concat((await tile.InnerTextAsync()).Where(char.IsDigit)), CultureInfo.InvariantCulture);
    }
}
