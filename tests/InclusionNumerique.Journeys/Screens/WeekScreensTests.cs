using System.Text.RegularExpressions;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>One's own week: what the product knows, and what one adds in two taps; and the sums that the coordinator reads.</summary>
public sealed class WeekScreensTests(JourneyHost host) : JourneyTest(host)
{
    private static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToParis());

    private ILocator Pane => Page.GetByTestId("log-activity");

    private ILocator Own => Page.GetByTestId("activity");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        var since = ParisTime.StartOf(Today.AddDays(-((int)Today.DayOfWeek + 6) % 7));
        await db.Activities.IgnoreQueryFilters().Where(a => a.ProfessionalId == DemoData.AccountId(1) && (a.EndedAt == null || a.StartedAt >= since)).ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task Two_taps_note_a_work_which_is_taken_back_corrected_and_removed()
    {
        await OpenAsync();
        await Screen.CheckAsync(Page, "ma-semaine");
        await Pane.GetByRole(AriaRole.Button, new() { Name = "30 min" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#travail-refus")).ToContainTextAsync("Choisissez");
        await Screen.CheckAsync(Page, "ma-semaine-refus");

        await Pane.GetByLabel("Réunion").CheckAsync();
        await Pane.GetByRole(AriaRole.Button, new() { Name = "30 min" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Noté : Réunion, 30 min");
        await Assertions.Expect(Own).ToHaveCountAsync(1);
        await Screen.CheckAsync(Page, "ma-semaine-note");
        await Page.GetByTestId("undo").ClickAsync();
        await Assertions.Expect(Own).ToHaveCountAsync(0);

        await Pane.GetByLabel("Suivi de dossiers").CheckAsync();
        await Pane.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true }).ClickAsync();
        await Own.ClickAsync();
        await Page.Locator("#corrige-minutes").FillAsync("5000");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#corrige-minutes-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "ma-semaine-corriger");
        await Page.Locator("#corrige-minutes").FillAsync("20");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("La correction est enregistrée");
        await Assertions.Expect(Page.Locator(".own-time")).ToContainTextAsync("20 min hors médiation");
        await Page.GetByTestId("undo").ClickAsync();
        await Assertions.Expect(Page.Locator(".own-time")).ToContainTextAsync("1 h hors médiation");

        await Own.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer de ma semaine" }).ClickAsync();
        await Assertions.Expect(Own).ToHaveCountAsync(0);
        await Page.GetByTestId("undo").ClickAsync();
        await Assertions.Expect(Own).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_timer_goes_on_while_the_page_is_closed_with_the_keyboard_alone()
    {
        await OpenAsync();
        await Pane.GetByLabel("Réparation technique").FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Pane.GetByRole(AriaRole.Button, new() { Name = "Démarrer un minuteur" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("timer")).ToContainTextAsync("Réparation technique");

        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByTestId("timer")).ToContainTextAsync("Réparation technique");
        await Screen.CheckAsync(Page, "ma-semaine-minuteur");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter et noter" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Noté : Réparation technique");
        await Assertions.Expect(Page.GetByTestId("timer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_timer_forgotten_yesterday_asks_when_it_ended()
    {
        await using (var db = OpenDb())
        {
            var type = await db.ActivityTypes.OrderBy(t => t.Position).FirstAsync(Cancellation);
            var at = ParisTime.At(Today.AddDays(-1), new(9, 0));
            db.Activities.Add(new() { Id = Guid.CreateVersion7(), ProfessionalId = DemoData.AccountId(1), TypeId = type.Id, SiteId = 4, StartedAt = at, RecordedAt = at });
            await db.Activities.Where(a => a.ProfessionalId == DemoData.AccountId(1) && a.StartedAt > at.AddDays(-1)).ExecuteDeleteAsync(Cancellation);
            await db.SaveChangesAsync(Cancellation);
        }

        await OpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter et noter" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#minuteur-fin-refus")).ToContainTextAsync("Indiquez à quelle heure");
        await Screen.CheckAsync(Page, "ma-semaine-minuteur-oublie");
        await Page.Locator("#minuteur-fin").FillAsync("10:00");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter et noter" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("timer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_gap_of_a_past_week_is_filled_and_what_overlaps_is_named()
    {
        await SignInAsync(Page, Mediator, "/ma-semaine");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Semaine précédente" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("semaine=20"));
        await Assertions.Expect(Page.Locator(".my-block.sessions").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "ma-semaine-passee");

        var count = await Own.CountAsync();
        await Page.Locator(".my-block.gap").First.ClickAsync();
        await Assertions.Expect(Page.Locator("#titre-noter")).ToBeFocusedAsync();
        await Pane.GetByLabel("Mémo, fiche pratique").CheckAsync();
        await Pane.GetByRole(AriaRole.Button, new() { Name = "10 min", Exact = true }).ClickAsync();
        await Assertions.Expect(Own).ToHaveCountAsync(count + 1);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Mois" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#titre-temps")).ToContainTextAsync(new Regex("[a-z]+ 20[0-9]{2}"));

        await Own.First.ClickAsync();
        // Its fields are there a moment before it is open, and Escape would close nothing.
        await Assertions.Expect(Page.Locator("dialog[open] :focus")).ToBeVisibleAsync();
        var (day, time) = (await Page.Locator("#corrige-jour").InputValueAsync(), await Page.Locator("#corrige-heure").InputValueAsync());
        await Page.Keyboard.PressAsync("Escape");
        await Pane.GetByLabel("Réunion").CheckAsync();
        await Pane.GetByLabel("À une autre heure").CheckAsync();
        await Page.Locator("#travail-jour").FillAsync(day);
        await Page.Locator("#travail-heure").FillAsync(time);
        await Pane.GetByRole(AriaRole.Button, new() { Name = "15 min" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#travail-heure-refus")).ToContainTextAsync("Vous avez déjà noté");
        await Assertions.Expect(Pane.GetByLabel("Réunion")).ToBeCheckedAsync();
        await Screen.CheckAsync(Page, "ma-semaine-chevauche");
    }

    [Fact]
    public async Task The_coordinator_reads_sums_of_a_period_and_takes_them_away()
    {
        await SignInAsync(Page, Coordinator, "/travail-hors-mediation?periode=12-mois");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Par travail", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("body")).Not.ToContainTextAsync(Mediator);
        await Screen.CheckAsync(Page, "travail-hors-mediation");
        var csv = await Page.APIRequest.GetAsync("/travail-hors-mediation/export?periode=12-mois");
        (await csv.TextAsync()).Should().Contain("Par travail;").And.Contain("Par mois;").And.NotContain("Démo");

        await Page.GotoAsync("/travail-hors-mediation?du=2018-01-01&au=2018-01-31");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Ma semaine");
        await Screen.CheckAsync(Page, "travail-hors-mediation-vide");
        await Page.GotoAsync("/administration/listes?liste=travail-hors-mediation");
        await Assertions.Expect(Page.Locator("tbody tr").First).ToContainTextAsync("Mémo, fiche pratique");
    }

    private async Task OpenAsync()
    {
        await SignInAsync(Page, Mediator, "/ma-semaine");
        await Assertions.Expect(Pane).ToBeVisibleAsync();
    }
}
