using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InclusionNumerique.Journeys.Reports;

/// <summary>The coordinator makes the report of the last quarter for the steering group, and the steering group reads it.</summary>
public sealed class ReportJourneyTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task The_coordinator_makes_comments_and_issues_a_report_and_an_observer_reads_it()
    {
        await SignInAsync(Page, Coordinator, "/rapports");
        await Expect(Page.GetByText("Aucun rapport émis encore.")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("open-report")).ToHaveCountAsync(1);
        await Expect(Page.GetByTestId("schedule")).ToHaveCountAsync(1);
        await Screen.CheckAsync(Page, "rapports-vide");

        // With the keyboard alone as far as the draft.
        await Page.GetByRole(AriaRole.Link, new() { Name = "Préparer un rapport" }).PressAsync("Enter");
        await Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("Rapport mensuel") }).FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("Comité de pilotage") })).ToBeCheckedAsync();
        await Expect(Page.Locator("#periode option:checked")).ToContainTextAsync("trimestre");
        await Screen.CheckAsync(Page, "rapport-nouveau");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir le brouillon" }).PressAsync("Enter");

        await Page.Locator("#commentaire-3").FillAsync("Le mardi matin :\n- une <b>seconde</b> médiatrice\n- moins d’attente");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByText("Enregistré à")).ToBeVisibleAsync();
        var title = await Page.Locator("#titre").InputValueAsync();
        await Page.Locator("#titre").FillAsync("");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("#titre-refus")).ToHaveTextAsync("Donnez un titre au rapport.");
        await Screen.CheckAsync(Page, "rapport-brouillon-refus");
        await Page.Locator("#titre").FillAsync(title);
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("#titre-refus")).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Aperçu" }).ClickAsync();
        await Expect(Page.GetByText("Aperçu d’un brouillon")).ToBeVisibleAsync();
        await Expect(Page.Locator(".report-words li").First).ToHaveTextAsync("une <b>seconde</b> médiatrice");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retour au brouillon" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Émettre" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Avancement du rapport" })).ToBeVisibleAsync();

        // The page turns into the report by itself.
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger (PDF)" })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Screen.CheckAsync(Page, "rapport-emis");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger (PDF)" }).ClickAsync());
        var pdf = await File.ReadAllBytesAsync((await download.PathAsync())!, Cancellation);
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)).Should().Be(await Page.Locator(".report-hash code").First.InnerTextAsync());

        var other = await OpenAsync();
        await SignInAsync(other, Observer, "/rapports");
        await Expect(other.GetByTestId("open-report")).ToHaveCountAsync(0);
        await other.Locator("#chercher").FillAsync("visites");
        await other.Keyboard.PressAsync("Enter");
        await Expect(other.Locator(".report-found li").First).ToContainTextAsync("visites");
        await Screen.CheckAsync(other, "rapports-trouves");
        await other.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Attente et accueil" })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Link, new() { Name = "Télécharger (Excel)" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_report_that_is_being_made_shows_how_far_it_is_and_is_taken_back()
    {
        var id = Guid.CreateVersion7();
        await using (var db = OpenDb())
        {
            // Of a process that is at work elsewhere.
            var now = DateTimeOffset.UtcNow;
            db.Reports.Add(new Report
            {
                Id = id, Kind = ReportKind.Annual, Title = "Rapport annuel en route", Filter = new(FigurePeriod.Of(FigureSpan.Month, new(2026, 1, 31), new(2026, 2, 1))), Sections = ReportKind.Annual.Sections(), CreatedById = DemoData.AccountId(9), CreatedAt = now,
                State = ReportState.Making, QueuedById = DemoData.AccountId(9), QueuedAt = now, ClaimId = Guid.NewGuid(), LeaseUntil = now.AddHours(1), Attempts = 1, Step = ReportStep.Pdf,
            });
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, Coordinator, $"/rapports/{id}");
        await Expect(Page.Locator(".report-steps [aria-current]")).ToHaveTextAsync("Impression du PDF");
        await Screen.CheckAsync(Page, "rapport-en-cours");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler l’émission" }).ClickAsync();
        await Expect(Page.Locator("#titre")).ToHaveValueAsync("Rapport annuel en route");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer ce brouillon" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer pour de bon" }).ClickAsync();
        await Expect(Page.GetByText("Le brouillon est effacé.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_asked_for_a_report_is_told_on_any_page_how_it_ended()
    {
        await SignInAsync(Page, Coordinator, "/memos");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await using (var db = OpenDb())
        {
            db.Reports.Add(new Report
            {
                Id = id, Kind = ReportKind.Annual, Title = "Rapport annuel à reprendre", Filter = new(FigurePeriod.Of(FigureSpan.Month, new(2026, 1, 31), new(2026, 2, 1))), Sections = ReportKind.Annual.Sections(),
                CreatedById = DemoData.AccountId(9), CreatedAt = now, Error = "Essai",
            });
            db.ReportNotices.Add(new ReportNotice { ReportId = id, ProfessionalId = DemoData.AccountId(9) });
            await db.SaveChangesAsync(Cancellation);
        }

        await Expect(Page.GetByTestId("report-notice")).ToContainTextAsync("il n’a pas pu être émis");
        await Screen.CheckAsync(Page, "rapport-avis");
        await Page.GetByTestId("report-notice").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Page.Locator("#titre")).ToHaveValueAsync("Rapport annuel à reprendre");
        await Expect(Page.GetByTestId("report-notice")).ToHaveCountAsync(0);

        await Page.GotoAsync("/memos");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("report-notice")).ToHaveCountAsync(0);
        await using (var db = OpenDb())
        {
            await db.Reports.Where(r => r.Id == id).ExecuteDeleteAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_schedule_is_moved_to_another_day_by_the_keyboard_alone()
    {
        await SignInAsync(Page, Coordinator, "/rapports");
        await Page.GetByTestId("schedule").First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Modifier") }).PressAsync("Enter");
        await Expect(Page.Locator("dialog[open] :focus")).ToBeVisibleAsync();
        await Page.Locator("#programme-modifie-jour").FillAsync("31");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#programme-modifie-jour-refus")).ToContainTextAsync("tous les mois l’ont");
        await Screen.CheckAsync(Page, "rapport-programme-refus");
        await Page.Locator("#programme-modifie-jour").FillAsync("12");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(Page.GetByText("est déplacé au 12, à")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("schedule").First).ToContainTextAsync("12");
    }
}
