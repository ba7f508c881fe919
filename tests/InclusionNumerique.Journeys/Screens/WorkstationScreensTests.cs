using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Who sits at which computer, and the editing of the computers.</summary>
public sealed class WorkstationScreensTests(JourneyHost host) : JourneyTest(host)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.WorkstationUses.ExecuteDeleteAsync(Cancellation);
        // Today's numbers are these tests' own.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime);
        await db.Visits.Where(v => v.Day == today && v.Number != null).ExecuteUpdateAsync(v => v.SetProperty(x => x.Number, (short?)null), Cancellation);
    }

    [Fact]
    public async Task Somebody_sits_down_in_two_interactions_and_leaves_after_the_checks()
    {
        await ArriveAsync(12);
        await OpenStationsAsync();
        await Screen.CheckAsync(Page, "postes-libres");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Installer quelqu’un : Poste fixe" }).ClickAsync();
        await Screen.CheckAsync(Page, "postes-installer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Numéro 12" }).ClickAsync();
        await Assertions.Expect(Tile("Poste fixe")).ToContainTextAsync("Numéro 12");
        await Assertions.Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Libérer Poste fixe" })).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Libérer le poste" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#poste-raison-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#poste-raison")).ToBeFocusedAsync();
        await Screen.CheckAsync(Page, "postes-liberer-refus");
        foreach (var check in await Page.Locator("dialog[open] input[type=checkbox]").AllAsync())
        {
            await check.CheckAsync();
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "Libérer le poste" }).ClickAsync();
        await Assertions.Expect(Tile("Poste fixe")).ToContainTextAsync("Libre");
        await Assertions.Expect(Page.GetByText("Poste fixe est libre.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Taken_workstations_come_first_and_say_how_long_is_left()
    {
        var site = await SiteAsync();
        await ArriveAsync(3);
        await SitAsync("Portable 1", site, minutesAgo: 5, await ArriveAsync(14, VisitState.SentElsewhere));
        await SitAsync("Portable 2", site, minutesAgo: 38, await ArriveAsync(9));
        await SitAsync("Tablette 1", site, minutesAgo: 52, null);
        await OpenStationsAsync();

        await Assertions.Expect(Page.GetByTestId("station").Locator("h2")).ToHaveTextAsync(["Tablette 1", "Portable 2", "Portable 1", "Poste fixe", "Portable 3", "Portable 4", "Tablette 2"]);
        await Assertions.Expect(Tile("Tablette 1")).ToContainTextAsync("Temps dépassé de");
        await Assertions.Expect(Tile("Portable 2")).ToContainTextAsync("Reste");
        await Screen.CheckAsync(Page, "postes-occupes");
    }

    [Fact]
    public async Task A_workstation_taken_by_a_colleague_meanwhile_is_told()
    {
        await OpenStationsAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Installer quelqu’un : Portable 1" }).ClickAsync();
        await SitAsync("Portable 1", await SiteAsync(), minutesAgo: 1, null);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Sans numéro" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .notice.bad")).ToContainTextAsync("Ce poste vient d’être pris");
        await Screen.CheckAsync(Page, "postes-pris");
    }

    [Fact]
    public async Task The_sheet_to_tape_is_one_page()
    {
        await OpenStationsAsync();
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Avant de partir" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".station-grid")).ToBeHiddenAsync();
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", "postes-fiche.pdf"), PreferCSSPageSize = true });

        System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b").Should().Be(1);
    }

    [Fact]
    public async Task The_coordination_edits_the_workstations_of_a_site()
    {
        await SignInAsync(Page, Coordinator, "/administration/postes");
        await Assertions.Expect(Page.Locator("table tbody tr")).ToHaveCountAsync(7);
        await Screen.CheckAsync(Page, "postes-des-sites");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un poste" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(2);
        await Screen.CheckAsync(Page, "postes-des-sites-refus");
    }

    private ILocator Tile(string label) => Page.GetByTestId("station").Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = label, Exact = true }) });

    private async Task OpenStationsAsync()
    {
        await SignInAsync(Page, Mediator, "/postes");
        await Assertions.Expect(Page.GetByTestId("station")).ToHaveCountAsync(7);
    }

    private async Task<int> SiteAsync()
    {
        await using var db = OpenDb();
        var account = await db.Users.SingleAsync(u => u.DisplayName == Mediator, Cancellation);
        return account.CurrentSiteId ?? await db.Users.Where(u => u.Id == account.Id).SelectMany(u => u.Sites).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(Cancellation);
    }

    private async Task<Guid> ArriveAsync(short number, VisitState state = VisitState.Waiting)
    {
        await using var db = OpenDb();
        var (now, by) = (DateTimeOffset.UtcNow, await db.Users.Select(u => u.Id).FirstAsync(Cancellation));
        var visit = new Visit { Id = Guid.CreateVersion7(), SiteId = await SiteAsync(), ArrivedAt = now, Origin = Origin.WalkIn, State = state, RecordedById = by, RecordedAt = now, Number = number };
        db.Visits.Add(visit);
        await db.SaveChangesAsync(Cancellation);
        return visit.Id;
    }

    private async Task SitAsync(string label, int site, int minutesAgo, Guid? visitId)
    {
        await using var db = OpenDb();
        var workstation = await db.Workstations.SingleAsync(w => w.SiteId == site && w.Label == label, Cancellation);
        var by = await db.Users.Select(u => u.Id).FirstAsync(Cancellation);
        db.WorkstationUses.Add(new() { Id = Guid.CreateVersion7(), WorkstationId = workstation.Id, VisitId = visitId, StartedAt = DateTimeOffset.UtcNow.AddMinutes(-minutesAgo), StartedById = by });
        await db.SaveChangesAsync(Cancellation);
    }
}
