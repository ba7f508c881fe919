using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Journeys.Visits;
using InclusionNumerique.Openings;
using InclusionNumerique.Orientations;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Orientations;

/// <summary>A person is sent on, and the sender learns what became of them: by a digital space, a service of the house, a partner.</summary>
public sealed class OrientationJourneyTests(JourneyHost host) : DeskTest(host)
{
    private const string Professional = "Travailleuse Sociale Démo";
    private const int Blosne = 4;

    private readonly Guid _partner = Guid.CreateVersion7();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.Orientations.Where(o => o.ParentId != null).ExecuteDeleteAsync(Cancellation);
        await db.Orientations.ExecuteDeleteAsync(Cancellation);
        db.Partners.Add(new Partner
        {
            Id = _partner, Producer = Partner.OwnProducer, LocalId = $"{_partner}", Columns = [.. Enumerable.Repeat("", PlaceStandard.Columns.Count)], Name = "Médiathèque Démo", Town = "Rennes",
            SearchText = "mediatheque demo rennes", UpdatedOn = new(2026, 1, 5), HowToRefer = "Venir avec la carte de bibliothèque. Sans carte, une pièce d’identité suffit.",
        });
        await db.SaveChangesAsync(Cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Orientations.Where(o => o.PartnerId == _partner).ExecuteDeleteAsync(Cancellation);
            await db.Partners.Where(p => p.Id == _partner).ExecuteDeleteAsync(Cancellation);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static ILocator Tile(IPage page, string group, string label) => page.Locator($"input[name='{group}']").Locator("xpath=..").Filter(new() { HasText = label });

    private static ILocator Save(IPage page) => page.Locator("dialog[open] button.primary");

    [Fact]
    public async Task A_professional_sends_somebody_without_a_name_and_hands_over_a_slip()
    {
        await SignInAsync(Page, Professional, "/orientations");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Orienter une personne");
        await Screen.CheckAsync(Page, "orientations-aucune");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Orienter une personne" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("send")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-nouvelle");

        // Two interactions: the digital space of the house is where a professional sends people.
        await Tile(Page, "besoin", "Numérique").ClickAsync();
        await Page.GetByTestId("send").ClickAsync();

        await Assertions.Expect(Page.GetByTestId("code")).ToBeVisibleAsync();
        (await Page.GetByTestId("code").InnerTextAsync()).Should().MatchRegex("^[B-Z]{3}-[0-9]{3}$");
        await Assertions.Expect(Page.GetByTestId("slip")).ToContainTextAsync("Il ne porte pas votre nom");
        await Screen.CheckAsync(Page, "orientations-billet");
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", "orientations-billet-imprime.png") });
        await Page.EmulateMediaAsync(new() { Media = Media.Screen });

        await Page.GetByRole(AriaRole.Link, new() { Name = "Suivre cette orientation" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToHaveTextAsync("En attente de venue");
        await Screen.CheckAsync(Page, "orientations-une");
        var stored = await OneAsync();
        (stored.TargetSiteId, stored.State, stored.Shared, stored.PersonName).Should().Be((Blosne, OrientationState.Expected, SharedFacts.None, null));

        await Page.GotoAsync("/orientations");
        await Assertions.Expect(Page.GetByTestId("orientation")).ToContainTextAsync("sans nom");
        await Screen.CheckAsync(Page, "orientations-envoyees");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Terminées" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        await SignInAsync(Page, Mediator, "/orientations/nouvelle");
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.Locator("#cible-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#besoin-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("input[name='cible']").First).ToBeFocusedAsync();
        await Screen.CheckAsync(Page, "orientations-nouvelle-refus");

        await Tile(Page, "cible", "Espace numérique").ClickAsync();
        await Page.GetByLabel("Pour la borne du hall").CheckAsync();
        await Tile(Page, "besoin", "Administratif").ClickAsync();
        await Page.GetByLabel("Son nom").CheckAsync();
        await Page.Locator("#personne").FillAsync("Usager Démo مرحبا 👩‍🦽");
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.Locator("#autonomie-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#accord-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-nouvelle-accord");

        await Page.GetByLabel("Son nom").UncheckAsync();
        await Page.GetByLabel("Son nom").CheckAsync();
        await Assertions.Expect(Page.Locator("#personne")).ToHaveValueAsync("Usager Démo مرحبا 👩‍🦽");
        await Tile(Page, "autonomie", "Oui, seule").ClickAsync();
        await Page.Locator("#accord").CheckAsync();
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("code")).ToBeVisibleAsync();
        (await OneAsync()).PersonName.Should().Be("Usager Démo مرحبا 👩‍🦽");
    }

    [Fact]
    public async Task A_service_refuses_with_a_reason_and_the_sender_sends_the_person_elsewhere()
    {
        await SendToServiceAsync();
        var receiver = await OpenAsync();
        await SignInAsync(receiver, Professional, "/orientations?liste=recues");
        await Assertions.Expect(receiver.GetByTestId("orientation")).ToContainTextAsync("Usager Démo");
        await Screen.CheckAsync(receiver, "orientations-recues");
        await receiver.GetByTestId("orientation").GetByRole(AriaRole.Link).ClickAsync();
        await receiver.GetByTestId("to-Acknowledged").ClickAsync();
        await Screen.CheckAsync(receiver, "orientations-prise-en-compte");
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.GetByTestId("state")).ToHaveTextAsync("Prise en compte");

        await receiver.GetByTestId("to-Refused").ClickAsync();
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.Locator("#suite-raison-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(receiver, "orientations-refuser-refus");
        await Tile(receiver, "suite-raison", "Pas de place").ClickAsync();
        await receiver.Locator("#suite-message").FillAsync("Complet jusqu’en janvier. L’espace numérique peut commencer le dossier.");
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.GetByTestId("state")).ToContainTextAsync("Refusée");

        await Page.GotoAsync("/orientations");
        await Assertions.Expect(Page.GetByTestId("orientation")).ToContainTextAsync("Nouveau");
        await Screen.CheckAsync(Page, "orientations-nouveau");
        await Page.GetByTestId("orientation").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page.Locator(".message-back")).ToContainTextAsync("Complet jusqu’en janvier");
        await Screen.CheckAsync(Page, "orientations-refusee");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Réorienter" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Réorienter une personne" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-reprise");
        await Tile(Page, "cible", "Espace numérique").ClickAsync();
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("code")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Suivre cette orientation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "une orientation précédente" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToContainTextAsync("Réorientée");
        await Screen.CheckAsync(Page, "orientations-reorientee");
    }

    [Fact]
    public async Task A_service_receives_the_person_and_says_the_outcome_which_can_be_corrected()
    {
        await SendToServiceAsync();
        var receiver = await OpenAsync();
        await SignInAsync(receiver, Professional, $"/orientations/{(await OneAsync()).Id}");
        await receiver.GetByTestId("to-Arrived").ClickAsync();
        await Screen.CheckAsync(receiver, "orientations-venue");
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.GetByTestId("state")).ToHaveTextAsync("Personne arrivée");
        await receiver.GetByTestId("to-Closed").ClickAsync();
        await Tile(receiver, "suite-issue", "Aide partielle").ClickAsync();
        await Screen.CheckAsync(receiver, "orientations-issue");
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.GetByTestId("state")).ToContainTextAsync("Clôturée : aide partielle");

        await receiver.GetByRole(AriaRole.Button, new() { Name = "Corriger" }).ClickAsync();
        await receiver.Locator("#corriger").FillAsync("Erreur de ligne");
        await Save(receiver).ClickAsync();
        await Assertions.Expect(receiver.GetByTestId("state")).ToHaveTextAsync("Personne arrivée");
        await Assertions.Expect(receiver.GetByTestId("history")).ToContainTextAsync("Erreur de ligne");
    }

    [Fact]
    public async Task Once_the_consent_is_withdrawn_nobody_reads_the_name()
    {
        await SendToServiceAsync();
        await Page.GotoAsync($"/orientations/{(await OneAsync()).Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer l’accord" }).ClickAsync();
        await Screen.CheckAsync(Page, "orientations-retirer-accord");
        await Save(Page).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Accord retiré");

        var receiver = await OpenAsync();
        await SignInAsync(receiver, Professional, "/orientations?liste=recues");
        await Assertions.Expect(receiver.GetByTestId("orientation")).ToContainTextAsync("sans nom");
        await Assertions.Expect(receiver.GetByTestId("orientation")).Not.ToContainTextAsync("Usager Démo");
        await receiver.GetByTestId("orientation").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(receiver.GetByText("accord retiré, plus de nom")).ToBeVisibleAsync();
        await Screen.CheckAsync(receiver, "orientations-accord-retire");
    }

    [Fact]
    public async Task A_partner_answers_by_its_link_on_a_phone_without_script()
    {
        await SignInAsync(Page, Professional, $"/orientations/nouvelle?partenaire={_partner}");
        await Assertions.Expect(Page.Locator(".send-advice")).ToContainTextAsync("carte de bibliothèque");
        await Page.Locator("#partenaire-texte").FillAsync("mediatheque");
        await Page.Keyboard.PressAsync("Tab");
        await Tile(Page, "besoin", "Numérique").ClickAsync();
        await Screen.CheckAsync(Page, "orientations-partenaire");
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("code")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-billet-partenaire");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Suivre cette orientation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le lien de réponse" }).ClickAsync();
        await Save(Page).ClickAsync();
        await Assertions.Expect(Page.Locator("#lien")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-lien");
        var link = await Page.Locator("#lien").InputValueAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Fermer" }).ClickAsync();

        var seen = await OpenAsync();
        await seen.GotoAsync(link);
        await Screen.CheckAsync(seen, "reponse");
        var phone = await OpenAsync(hasScript: false);
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync(link);
        await phone.GetByTestId("DidNotCome").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("thanks")).ToBeVisibleAsync();
        await phone.GotoAsync(link);
        await Assertions.Expect(phone.GetByText("Réponse déjà donnée")).ToBeVisibleAsync();
        await phone.GetByTestId("Came").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("thanks")).ToBeVisibleAsync();
        await phone.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", "reponse-merci-320.png"), FullPage = true });

        await seen.GotoAsync(link);
        await Assertions.Expect(seen.GetByText("Réponse déjà donnée")).ToBeVisibleAsync();
        await Screen.CheckAsync(seen, "reponse-deja");
        await seen.GotoAsync("/reponse?jeton=" + new string('A', 43));
        await Assertions.Expect(seen.GetByText("n’est plus valable")).ToBeVisibleAsync();
        await Screen.CheckAsync(seen, "reponse-perdue");
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToHaveTextAsync("Personne arrivée");
        await Assertions.Expect(Page.GetByTestId("history")).ToContainTextAsync("par son lien");
        await Screen.CheckAsync(Page, "orientations-partenaire-repondu");
        foreach (var log in Directory.EnumerateFiles(Path.Combine(App.DataFolder, "logs")))
        {
            await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            (await new StreamReader(stream).ReadToEndAsync(Cancellation)).Should().NotContain("jeton=");
        }
    }

    [Fact]
    public async Task An_appointment_is_booked_in_the_same_gesture()
    {
        await using (var db = OpenDb())
        {
            await db.OpeningRules.ExecuteDeleteAsync(Cancellation);
            await db.Absences.ExecuteDeleteAsync(Cancellation);
            await db.Closures.ExecuteDeleteAsync(Cancellation);
            db.OpeningRules.AddRange(Enumerable.Range(1, 5).Select(weekday => new OpeningRule
            {
                Id = Guid.CreateVersion7(), MediatorId = DemoData.AccountId(1), SiteId = Blosne, Kind = OpeningKind.Appointment, Weekday = (short)weekday,
                StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = new(2026, 1, 5),
            }));
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, Professional, "/orientations/nouvelle");
        await Tile(Page, "besoin", "Numérique").ClickAsync();
        await Tile(Page, "mode", "Rendez-vous pris").ClickAsync();
        await Assertions.Expect(Page.Locator("input[name='creneau']").First).ToBeVisibleAsync();
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.Locator("#creneau-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "orientations-creneaux");
        await Page.Locator("input[name='creneau']").First.CheckAsync(new() { Force = true });
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("slip")).ToContainTextAsync("Vous avez rendez-vous");
        var stored = await OneAsync();
        stored.State.Should().Be(OrientationState.AppointmentSet);
        await using var booked = OpenDb();
        (await booked.Appointments.Where(a => a.Id == stored.AppointmentId).Select(a => a.State).SingleAsync(Cancellation)).Should().Be(AppointmentState.Planned);
    }

    [Fact]
    public async Task The_coordinator_sees_what_is_late_and_keeps_the_delays()
    {
        await SendToServiceAsync();
        await using (var db = OpenDb())
        {
            var past = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-2));
            await db.Orientations.ExecuteUpdateAsync(o => o.SetProperty(x => x.DueOn, past).SetProperty(x => x.EscalatesOn, past), Cancellation);
        }

        var coordinator = await OpenAsync();
        await SignInAsync(coordinator, Coordinator, "/orientations");
        await Assertions.Expect(coordinator.GetByTestId("orientation")).ToContainTextAsync("En retard");
        await Assertions.Expect(coordinator.GetByTestId("orientation")).Not.ToContainTextAsync("Usager Démo");
        await Screen.CheckAsync(coordinator, "orientations-retard");
        await coordinator.GotoAsync("/administration/delais-orientations");
        await Assertions.Expect(coordinator.Locator("table tbody tr")).ToHaveCountAsync(8);
        await Screen.CheckAsync(coordinator, "orientations-delais");
        await coordinator.Locator("td.act button").First.ClickAsync();
        await coordinator.Locator("#delai-coordination").FillAsync("1");
        await Save(coordinator).ClickAsync();
        await Assertions.Expect(coordinator.Locator("#delai-coordination-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(coordinator, "orientations-delais-refus");
        await coordinator.Locator("#delai-coordination").FillAsync("6");
        await Save(coordinator).ClickAsync();
        await Assertions.Expect(coordinator.GetByText("enregistrés")).ToBeVisibleAsync();
    }

    private async Task<Orientation> OneAsync()
    {
        await using var db = OpenDb();
        return await db.Orientations.AsNoTracking().OrderByDescending(o => o.CreatedAt).FirstAsync(Cancellation);
    }

    /// <summary>A mediator sends somebody, with their name, to a service of the house at Blosne.</summary>
    private async Task SendToServiceAsync()
    {
        await SignInAsync(Page, Mediator, "/orientations/nouvelle?site=4");
        await Tile(Page, "cible", "Service de la maison").ClickAsync();
        await Tile(Page, "service", "CDAS").ClickAsync();
        await Tile(Page, "besoin", "Social").ClickAsync();
        await Tile(Page, "urgence", "Droit coupé").ClickAsync();
        await Tile(Page, "mode", "Conduite sur place").ClickAsync();
        await Page.GetByLabel("Son nom").CheckAsync();
        await Page.Locator("#personne").FillAsync("Usager Démo du parcours");
        await Page.Locator("#accord").CheckAsync();
        await Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToHaveTextAsync("Envoyée");
    }
}
