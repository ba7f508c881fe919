using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>Finding a visit again, correcting it, taking it away, carrying visits out.</summary>
public sealed class HistoryJourneyTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task A_visit_is_corrected_with_a_reason_that_stays()
    {
        await LogAndOpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Corriger" }).First.ClickAsync();
        await Page.GetByLabel("Durée (min)").FillAsync("25");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la correction" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#motif-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Durée (min)")).ToHaveValueAsync("25");

        await Page.Locator("#motif").FillAsync("Durée mal notée");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la correction" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Durée mal notée")).ToBeVisibleAsync();
        (await StoredAsync()).Should().ContainSingle().Which.Minutes.Should().Be(25);
    }

    [Fact]
    public async Task A_visit_is_taken_away_with_a_reason_and_counts_no_more()
    {
        await LogAndOpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).First.ClickAsync();
        await Page.Locator("#motif").FillAsync("Saisie deux fois");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer définitivement" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Retirer définitivement" })).ToHaveCountAsync(0);
        (await StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_filters_are_in_the_address_and_the_search_is_not()
    {
        await SignInAsync(Page, Mediator, "/historique?site=4&etat=2");
        await Assertions.Expect(Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        await Page.Locator("#texte").FillAsync("impression");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator("table tbody td").Filter(new() { HasText = "Impression" }).First).ToBeVisibleAsync();

        Page.Url.Should().Contain("site=4").And.NotContainEquivalentOf("impression");
        await Assertions.Expect(Page.Locator("#site")).ToHaveValueAsync("4");
    }

    [Theory]
    [InlineData("CSV", "csv")]
    [InlineData("Excel (XLSX)", "xlsx")]
    public async Task The_visits_found_are_carried_out_as_a_file(string button, string extension)
    {
        await LogAndOpenAsync();
        await Page.GotoAsync("/historique?site=4");
        await Page.Locator("#texte").FillAsync("zzz rien de tel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Aucune visite ne correspond")).ToBeVisibleAsync();
        await Page.GotoAsync($"/historique?site=4&du={Today}&au={Today}");

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());

        download.SuggestedFilename.Should().EndWith("." + extension);
        new FileInfo(await download.PathAsync()).Length.Should().BePositive();
    }

    [Fact]
    public async Task Each_look_at_a_visitor_s_file_leaves_its_trace()
    {
        var id = await LogAndOpenAsync();

        await using var db = OpenDb();
        var trace = await db.AuditEntries.CountAsync(e => e.RecordId == id.ToString() && e.ActorId == MediatorId && e.Action.Contains("VisitAsync"), Cancellation);
        trace.Should().BePositive();
    }

    private static string Today => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Paris).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Guid> LogAndOpenAsync()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        var id = (await StoredAsync()).Single().VisitId;
        await Page.Locator($"a[href^='/visites/{id}']").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Visite du");
        return id;
    }
}
