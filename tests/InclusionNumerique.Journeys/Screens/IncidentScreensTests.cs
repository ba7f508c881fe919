using InclusionNumerique.Data;
using InclusionNumerique.Incidents;
using InclusionNumerique.Inventory;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>What does not work: reported, solved, counted; and a public website that is down, told to every desk in a tap.</summary>
public sealed class IncidentScreensTests(JourneyHost host) : JourneyTest(host)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.Incidents.Where(i => i.EndedAt == null).ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task A_breakdown_is_reported_after_its_refusals_solved_and_opened_again()
    {
        await SignInAsync(Page, Mediator, "/incidents");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Tout marche");
        await Screen.CheckAsync(Page, "incidents-vide");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Signaler un incident" }).ClickAsync();
        await Page.Locator("#incident-jour").FillAsync("2030-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#incident-quoi-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "incidents-signaler-refus");
        await Page.GetByLabel("Imprimante").CheckAsync();
        await Page.GetByLabel("Non, c’est bloquant").CheckAsync();
        await Page.Locator("#incident-jour").FillAsync("");
        await Page.Locator("#incident-dit").SelectOptionAsync("2");
        await Page.Locator("#incident-note").FillAsync("Bourrage, bac 2.");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("incident")).ToContainTextAsync("Signalé à : un prestataire");
        await Screen.CheckAsync(Page, "incidents");

        await Page.GetByRole(AriaRole.Button, new() { Name = "C’est réglé : Imprimante" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#regle-qui-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "incidents-regler-refus");
        await Page.Locator("dialog[open]").GetByLabel("Prestataire").CheckAsync();
        await Page.Locator("#regle-minutes").FillAsync("25");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("réglé");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Réglés" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("incident").First).ToContainTextAsync("Temps perdu : 25 min");
        await Screen.CheckAsync(Page, "incidents-regles");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rouvrir Imprimante" }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Ouverts" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("incident")).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer Imprimante" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_thing_that_is_broken_is_one_of_the_site_s_inventory()
    {
        await using var db = OpenDb();
        var thing = $"Scanner {Guid.CreateVersion7().ToString("N")[^6..]}";
        db.EquipmentItems.Add(new() { Id = Guid.CreateVersion7(), SiteId = 4, Kind = EquipmentKind.Scanner, Name = thing, InventoryNumber = thing.ToUpperInvariant() });
        await db.SaveChangesAsync(Cancellation);
        await SignInAsync(Page, Mediator, "/incidents");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Signaler un incident" }).ClickAsync();
        await Page.GetByLabel("Équipement", new() { Exact = true }).CheckAsync();
        await Page.Locator("#incident-site").SelectOptionAsync("4");
        await Page.Locator("#incident-objet").SelectOptionAsync(new SelectOptionValue { Label = thing });
        await Screen.CheckAsync(Page, "incidents-equipement");

        // Another site has other things: what was chosen is no longer.
        await Page.Locator("#incident-site").SelectOptionAsync("3");
        await Assertions.Expect(Page.Locator("#incident-objet option", new() { HasText = thing })).ToHaveCountAsync(0);
        await Page.Locator("#incident-site").SelectOptionAsync("4");
        await Assertions.Expect(Page.Locator("#incident-objet")).ToHaveValueAsync("");
        await Page.Locator("#incident-objet").SelectOptionAsync(new SelectOptionValue { Label = thing });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Assertions.Expect(Page.GetByTestId("incident")).ToContainTextAsync(thing);
    }

    [Fact]
    public async Task A_website_that_is_down_is_known_at_every_desk_and_explains_what_failed()
    {
        await SignInAsync(Page, Mediator, "/bureau");
        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await reception.GetByRole(AriaRole.Button, new() { Name = "Signaler un site en panne" }).ClickAsync();
        await Assertions.Expect(reception.Locator("dialog[open]")).ToBeVisibleAsync();
        await Screen.CheckAsync(reception, "panne-signaler");
        await reception.GetByRole(AriaRole.Button, new() { Name = "CAF", Exact = true }).ClickAsync();
        await Assertions.Expect(reception.GetByTestId("outages")).ToContainTextAsync("CAF (depuis");
        await Screen.CheckAsync(reception, "arrivees-site-en-panne");

        // The desk hears of it by itself.
        await Assertions.Expect(Page.GetByTestId("outages")).ToContainTextAsync("Site en panne : CAF (depuis");
        var panel = Page.GetByTestId("panel");
        await panel.Locator("input[name=organisme][value='1']").CheckAsync();
        await panel.GetByLabel("Impossible").CheckAsync();
        await Assertions.Expect(panel.GetByLabel("Site en panne")).ToBeCheckedAsync();
        await panel.GetByLabel("Langue", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(panel.GetByText("site signalé en panne depuis")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "bureau-site-en-panne");
        await panel.GetByRole(AriaRole.Button, new() { Name = "C’est ce qui a bloqué" }).ClickAsync();
        await panel.Locator("input[name=duree]").First.CheckAsync();
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said").First).ToContainTextAsync("enregistrée");

        // A correction is proposed the same cause.
        await using (var stored = OpenDb())
        {
            var visit = await stored.Visits.Where(v => v.Sessions.Any(s => s.MediatorId == DemoData.AccountId(1))).OrderByDescending(v => v.RecordedAt).Select(v => v.Id).FirstAsync(Cancellation);
            var correction = await OpenAsync();
            await SignInAsync(correction, Mediator, $"/visites/{visit}");
            await correction.GetByRole(AriaRole.Button, new() { Name = "Corriger" }).First.ClickAsync();
            await correction.Locator("#cause-1").SelectOptionAsync("");
            await Assertions.Expect(correction.GetByText("site signalé en panne depuis")).ToBeVisibleAsync();
            await correction.Locator("#issue-1").SelectOptionAsync(new SelectOptionValue { Label = "Résolue" });
            await correction.Locator("#issue-1").SelectOptionAsync(new SelectOptionValue { Label = "Impossible" });
            await Assertions.Expect(correction.Locator("#cause-1")).ToHaveValueAsync("2");
            await correction.GetByRole(AriaRole.Button, new() { Name = "Abandonner" }).ClickAsync();
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "Rétabli : CAF" }).ClickAsync();
        await Assertions.Expect(reception.GetByTestId("outages")).Not.ToContainTextAsync("CAF (depuis");
        await Page.GotoAsync("/incidents?liste=regles&quoi=5");
        await Assertions.Expect(Page.GetByTestId("incident").First).ToContainTextAsync("Explique 1 demande");
        await using var db = OpenDb();
        (await db.Requests.Where(r => r.Session!.MediatorId == DemoData.AccountId(1) && r.Outcome == RequestOutcome.Impossible).OrderByDescending(r => r.Session!.RecordedAt).FirstAsync(Cancellation)).CauseId.Should().Be(2);
    }

    [Fact]
    public async Task An_outage_is_reported_and_ended_with_the_keyboard_alone_and_a_slip_is_taken_back()
    {
        await SignInAsync(Page, Receptionist, "/arrivees");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Signaler un site en panne" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Button, new() { Name = "ANTS", Exact = true }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("outages")).ToContainTextAsync("ANTS (depuis");
        await Page.GetByTestId("outages").GetByRole(AriaRole.Button, new() { Name = "Annuler" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("outages")).ToContainTextAsync("Signalement retiré");
        await Assertions.Expect(Page.GetByTestId("outages")).Not.ToContainTextAsync("ANTS (depuis");
        await using var db = OpenDb();
        (await db.Incidents.AnyAsync(i => i.EndedAt == null && i.Kind == IncidentKind.PublicWebsite, Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task The_figures_of_a_period_are_read_and_taken_away()
    {
        await SignInAsync(Page, Coordinator, "/incidents/chiffres?periode=12-mois");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Par site", Exact = true })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "incidents-chiffres");

        await Page.GetByLabel("Site", new() { Exact = true }).SelectOptionAsync("Blosne");
        await Page.GetByLabel("Comparer avec").SelectOptionAsync("Villejean");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Comparaison", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Comparé à Villejean, aux mêmes dates.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Tableau : Ensemble, comparaison" })).ToContainTextAsync("Incidents, Villejean");
        await Screen.CheckAsync(Page, "incidents-chiffres-deux-sites");

        var csv = await Page.APIRequest.GetAsync("/incidents/chiffres/export?periode=12-mois");
        (await csv.TextAsync()).Should().Contain("Par site;Blosne;").And.Contain("Sites publics en panne;");
        await Page.GotoAsync("/incidents/chiffres?du=2018-01-01&au=2018-01-31");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Aucun incident sur cette période");
        await Screen.CheckAsync(Page, "incidents-chiffres-vide");
    }
}
