using System.Globalization;
using InclusionNumerique.Visits;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>The paper sheet at the end of a rush, without a mouse.</summary>
public sealed class PaperJourneyTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task A_sheet_is_typed_and_stored_by_keyboard_alone()
    {
        await OpenSheetAsync();

        await TypeSheetAsync();
        await Page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(Page.GetByTestId("said")).ToHaveTextAsync("3 visites enregistrées.");
        await Assertions.Expect(Page.Locator("#c0-0")).ToHaveValueAsync("");
        var stored = (await StoredAsync()).OrderBy(s => s.StartedAt).ThenBy(s => s.Minutes).ToList();
        stored.Select(s => s.Minutes).Should().BeEquivalentTo([5, 10, 10]);
        stored.Should().OnlyContain(s => s.Requests.Count == 1 && s.Visit!.State == VisitState.Seen);
        stored.Count(s => s.Requests[0].OrganisationId != null).Should().Be(2);
    }

    [Fact]
    public async Task A_sheet_half_typed_survives_a_reload()
    {
        await OpenSheetAsync();
        await TypeSheetAsync();
        await IsDraftedAsync(content => TypedSheet.From(content)?.Rows.Count(r => r.Latest[(int)PaperColumn.Minutes] is "5" or "10") == 3);

        await Page.ReloadAsync();

        await Assertions.Expect(Page.GetByText("Feuille non terminée retrouvée")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#c0-1")).ToHaveValueAsync("CAF");
        await Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToHaveTextAsync("3 visites enregistrées.");
        (await StoredAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_keeps_the_whole_sheet_and_says_why()
    {
        await OpenSheetAsync();
        await TypeSheetAsync();
        await Page.Locator("#c1-2").FillAsync("1500");
        await Page.Locator("#c1-2").PressAsync("Control+Enter");

        await Assertions.Expect(Page.Locator("#c1-2")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(Page.Locator("#c1-2")).ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator("#c1-2")).ToHaveValueAsync("1500");
        (await StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_sheet_sent_twenty_times_is_stored_once()
    {
        await OpenSheetAsync();
        await TypeSheetAsync();
        await Assertions.Expect(Page.GetByTestId("count")).ToContainTextAsync("3 visites");

        await Page.GetByTestId("save").EvaluateAsync("button => { for (let i = 0; i < 20; i++) button.click(); }");

        await Assertions.Expect(Page.GetByTestId("said")).ToHaveTextAsync("3 visites enregistrées.");
        (await StoredAsync()).Should().HaveCount(3);
    }

    private async Task OpenSheetAsync()
    {
        await SignInAsync(Page, Mediator, "/feuille-papier");
        await Assertions.Expect(Page.Locator("#feuille")).ToBeVisibleAsync();
    }

    /// <summary>CAF for 10 minutes; ANTS for 5, at the same time; the first line's theme and duration again.</summary>
    private async Task TypeSheetAsync()
    {
        var time = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow.AddMinutes(-5), Paris).ToString("H:mm", CultureInfo.InvariantCulture);
        for (var tabs = 0; tabs < 60 && await Page.EvaluateAsync<string>("document.activeElement.id") != "c0-0"; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
        }

        await TypeAsync(time, "Tab", "CAF", "Tab", "10", "Enter");
        await Assertions.Expect(Page.Locator("#c1-0")).ToBeFocusedAsync();
        await TypeAsync("\"", "Tab", "ANTS", "Tab", "5", "Enter");
        await Assertions.Expect(Page.Locator("#c2-0")).ToBeFocusedAsync();
        await TypeAsync(time, "Tab", "impr", "Tab", "10", "Enter");
    }

    private async Task TypeAsync(params string[] words)
    {
        foreach (var word in words)
        {
            await (word is "Tab" or "Enter" ? Page.Keyboard.PressAsync(word) : Page.Keyboard.TypeAsync(word));
        }
    }
}
