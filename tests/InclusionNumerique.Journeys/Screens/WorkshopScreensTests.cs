using System.Text.RegularExpressions;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Workshops: planned, people put on the list, who was there tapped, and counted.</summary>
public sealed class WorkshopScreensTests(JourneyHost host) : JourneyTest(host)
{
    private const int Blosne = 4;

    private static readonly Guid Series = Guid.CreateVersion7();

    private readonly Guid _today = Guid.CreateVersion7(), _soon = Guid.CreateVersion7(), _meeting = Guid.CreateVersion7();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.WorkshopSessions.ExecuteDeleteAsync(Cancellation);
        await db.Workshops.ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task Without_a_session_each_page_says_how_to_begin()
    {
        await SignInAsync(Page, Mediator, "/ateliers");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Planifier une séance");
        await Screen.CheckAsync(Page, "ateliers-vide");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Séries" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Ajoutez la première");
        await Screen.CheckAsync(Page, "ateliers-series-vide");

        await Page.GotoAsync("/ateliers/chiffres");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Aucun atelier");
        await Screen.CheckAsync(Page, "ateliers-chiffres-vide");

        await Page.GotoAsync($"/ateliers/{Guid.CreateVersion7()}");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("n’existe pas");
        await Screen.CheckAsync(Page, "atelier-absent");
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_series_a_session_a_registration_and_its_slip()
    {
        await SignInAsync(Page, Mediator, "/ateliers/series");
        await PressAsync(AriaRole.Button, "Ajouter une série");
        await Assertions.Expect(Page.Locator("#atelier-nom")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#atelier-nom-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "atelier-serie-refus");
        await Page.Locator("#atelier-nom").FillAsync("Ma boîte mail");
        await Page.Locator("#atelier-but").FillAsync("Vous lisez vos messages, vous répondez, vous envoyez une photo.");
        await CheckAsync("dialog[open] .tiles input");
        await CheckAsync("#atelier-themes input");
        await PressAsync(AriaRole.Button, "Enregistrer");
        await Assertions.Expect(Page.Locator("tbody tr")).ToContainTextAsync("Ma boîte mail");
        await Screen.CheckAsync(Page, "ateliers-series");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Tous les ateliers" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Planifier une séance");
        await PressAsync(AriaRole.Button, "Planifier une séance");
        await Page.Locator("#seance-serie").SelectOptionAsync(new SelectOptionValue { Label = "Ma boîte mail (Blosne)" });
        await PressAsync(AriaRole.Button, "Enregistrer");
        await Assertions.Expect(Page.Locator("#seance-jour-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "atelier-planifier-refus");
        await Page.Locator("#seance-jour").FillAsync(InDays(9));
        await Page.Locator("#seance-places").FillAsync("1");
        await PressAsync(AriaRole.Button, "Enregistrer");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/ateliers/[0-9a-f-]{36}$"));
        await Assertions.Expect(Page.GetByTestId("places")).ToContainTextAsync("1 place libre sur 1");
        await Screen.CheckAsync(Page, "atelier-sans-inscription");

        await Page.Locator("#repere").FillAsync("foulard rouge");
        await PressAsync(AriaRole.Button, "Inscrire");
        await Assertions.Expect(Page.GetByTestId("registered")).ToContainTextAsync("Place 1 : la personne est inscrite.");
        await Assertions.Expect(Page.Locator("#repere")).ToHaveValueAsync("");
        await PressAsync(AriaRole.Button, "Inscrire en liste d’attente");
        await Assertions.Expect(Page.GetByTestId("registered")).ToContainTextAsync("Place 2 : en liste d’attente, rang 1.");
        await Screen.CheckAsync(Page, "atelier-complet");

        await PressAsync(AriaRole.Button, "Désinscrire Place 1");
        await Assertions.Expect(Page.GetByTestId("place")).ToContainTextAsync(["Place 2"]);
        await Assertions.Expect(Page.GetByTestId("place")).ToContainTextAsync(["à prévenir"]);
        await PressAsync(AriaRole.Link, "Billet Place 2");
        await Assertions.Expect(Page.GetByTestId("number")).ToHaveTextAsync("Place 2");
        await Screen.CheckAsync(Page, "atelier-billet");
        await PrintAsync("atelier-billet");
    }

    [Fact]
    public async Task Who_is_registered_elsewhere_appears_by_itself_and_who_was_told_of_a_change_is_ticked_off()
    {
        await FillAsync();
        await SignInAsync(Page, Mediator, $"/ateliers/{_soon}");
        var places = Page.GetByTestId("place");
        await Assertions.Expect(places.First).ToBeVisibleAsync();
        var count = await places.CountAsync();
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, $"/ateliers/{_soon}");
        await reception.GetByRole(AriaRole.Button, new() { Name = "Inscrire en liste d’attente" }).ClickAsync();
        await Assertions.Expect(places).ToHaveCountAsync(count + 1);

        await reception.GetByRole(AriaRole.Button, new() { Name = "Désinscrire Place 1", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Une personne est à prévenir")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "atelier-a-prevenir");
        await reception.GetByRole(AriaRole.Button, new() { Name = "Prévenue" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Une personne est à prévenir")).ToHaveCountAsync(0);
        await Assertions.Expect(places.Filter(new() { HasText = $"par {Receptionist}" }).Filter(new() { HasText = ": prévenue" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_list_says_where_there_are_places_and_is_narrowed_in_the_address()
    {
        await FillAsync();
        await SignInAsync(Page, "Travailleuse Sociale Démo", "/");
        var navigation = Page.GetByRole(AriaRole.Navigation, new() { Name = "Navigation principale" });
        await navigation.GetByText("La maison").ClickAsync();
        await navigation.GetByRole(AriaRole.Link, new() { Name = "Ateliers" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("session")).ToHaveCountAsync(3);
        await Assertions.Expect(Page.GetByTestId("session").Filter(new() { HasText = "Complet" })).ToContainTextAsync("1 personne en liste d’attente");
        await Screen.CheckAsync(Page, "ateliers");

        await Page.Locator("#genre").SelectOptionAsync("4");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("genre=4"));
        await Assertions.Expect(Page.GetByTestId("session")).ToHaveCountAsync(1);
        await Page.Locator("#site").SelectOptionAsync("6");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Effacez un filtre");
        await Screen.CheckAsync(Page, "ateliers-aucun");

        await Page.GotoAsync($"/ateliers/{_soon}");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Vous n’avez inscrit personne");
        await Assertions.Expect(Page.GetByTestId("place")).ToHaveCountAsync(0);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inscrire en liste d’attente" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("place")).ToHaveCountAsync(1);
        await Screen.CheckAsync(Page, "atelier-professionnelle");
    }

    [Fact]
    public async Task On_the_day_a_tap_says_who_is_there_and_one_more_counts_who_came_unannounced()
    {
        await FillAsync();
        await SignInAsync(Page, Mediator, $"/ateliers/{_today}");
        var first = Page.GetByTestId("place").First;
        await first.GetByRole(AriaRole.Button, new() { Name = "Présente" }).ClickAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Button, new() { Name = "Présente" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une personne venue sans inscription" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("place")).ToHaveCountAsync(4);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Autonomie, avant et après" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "atelier-emargement");
        await PrintAsync("atelier-feuille");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Terminer l’émargement" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("places")).ToContainTextAsync("2 venues sur 8 places");
        await Screen.CheckAsync(Page, "atelier-tenu");
    }

    [Fact]
    public async Task A_session_is_moved_with_a_warning_cancelled_with_a_reason_and_comes_back()
    {
        await FillAsync();
        await SignInAsync(Page, Coordinator, $"/ateliers/{_soon}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Planifier la suivante" }).ClickAsync();
        await Page.Locator("#seance-jour").FillAsync(InDays(3));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("overlaps")).ToContainTextAsync("anime déjà « Ma boîte mail »");
        await Screen.CheckAsync(Page, "atelier-meme-heure");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler", Exact = true }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler la séance" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#annuler-raison-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "atelier-annuler-refus");
        await Page.Locator("#annuler-raison").FillAsync("Animatrice absente");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("places")).ToHaveTextAsync("Annulée");
        await Screen.CheckAsync(Page, "atelier-annule");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remettre au programme" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("place")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_collective_action_has_partners_and_heads_and_the_figures_keep_them_apart()
    {
        await FillAsync();
        await using (var db = OpenDb())
        {
            db.Partners.Add(new Partner { Id = Guid.CreateVersion7(), Producer = Partner.OwnProducer, LocalId = $"{Guid.CreateVersion7()}", Columns = [.. Enumerable.Repeat("", 32)], Name = "Association Démo", Town = "Rennes", SearchText = "association demo" });
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, Coordinator, "/ateliers");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Planifier une séance" }).ClickAsync();
        await Page.Locator("dialog[open]").GetByText("Action collective", new() { Exact = true }).ClickAsync();
        await Page.Locator("#seance-titre").FillAsync("Café numérique Démo");
        await Page.Locator("#seance-jour").FillAsync(InDays(0));
        await Page.Locator("#seance-site").SelectOptionAsync($"{Blosne}");
        await Page.Locator("#seance-qui input").First.CheckAsync();
        await Page.Locator("#partenaires input").First.CheckAsync();
        await Screen.CheckAsync(Page, "atelier-action-collective");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        var again = Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer quand même" });
        await Assertions.Expect(again.Or(Page.Locator("#combien"))).ToBeVisibleAsync();
        if (await again.IsVisibleAsync())
        {
            await again.ClickAsync();
        }

        await Page.Locator("#combien").FillAsync("14");
        await Screen.CheckAsync(Page, "atelier-combien");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("places")).ToContainTextAsync("14 personnes");

        await HoldAsync();
        await Page.GotoAsync("/ateliers/chiffres?periode=12-mois");
        await Assertions.Expect(Page.Locator(".figure-tiles")).ToContainTextAsync("Présences");
        await Screen.CheckAsync(Page, "ateliers-chiffres");
        await Page.GotoAsync("/ateliers/chiffres?periode=12-mois&site=6");
        await Assertions.Expect(Page.Locator(".empty")).ToBeVisibleAsync();
        await SignInAsync(await OpenAsync(), Observer, "/ateliers/chiffres?periode=12-mois");
    }

    [Fact]
    public async Task From_a_file_the_person_is_invited_to_a_session()
    {
        await FillAsync();
        await using var db = OpenDb();
        var file = await db.Visitors.Where(v => v.SiteId == Blosne && v.InstitutionId == 1 && !db.WorkshopPlaces.Any(p => p.VisitorId == v.Id)).OrderBy(v => v.Id).Select(v => v.Id).FirstAsync(Cancellation);
        await SignInAsync(Page, Mediator, $"/fiches/{file}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Inviter à un atelier" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".notice")).ToContainTextAsync("Choisissez la séance");
        await Screen.CheckAsync(Page, "ateliers-inviter");
        await Page.GetByTestId("session").First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page.Locator(".register")).ToContainTextAsync("La personne de la fiche");
        await Screen.CheckAsync(Page, "atelier-inviter");
        await Page.Locator(".register button").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("registered")).ToBeVisibleAsync();
        await Page.Locator(".register button").ClickAsync();
        await Assertions.Expect(Page.Locator(".register .notice.bad")).ToContainTextAsync("déjà inscrite");
    }

    private static string InDays(int days) => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToParis()).AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private async Task PressAsync(AriaRole role, string name)
    {
        await Page.GetByRole(role, new() { Name = name, Exact = true }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
    }

    private async Task CheckAsync(string selector)
    {
        await Page.Locator(selector).First.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
    }

    private async Task PrintAsync(string name)
    {
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Page.SetViewportSizeAsync(688, 1000);
        await Page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", $"{name}-imprime.png"), FullPage = true });
        await Page.EmulateMediaAsync(new() { Media = Media.Null });
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", $"{name}.pdf"), PreferCSSPageSize = true });
        Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b").Should().Be(1);
        await Page.SetViewportSizeAsync(1366, 768);
    }

    // One session that goes on, with two people and a file; one in three days, full, with one who waits; and a meeting.
    private async Task FillAsync()
    {
        await using var db = OpenDb();
        var file = await db.Visitors.Where(v => v.SiteId == Blosne && v.InstitutionId == 1).OrderByDescending(v => v.Id).Select(v => v.Id).FirstAsync(Cancellation);
        var mediator = await db.Users.SingleAsync(p => p.Id == DemoData.AccountId(1), Cancellation);
        var workshop = new Workshop { Id = Series, Name = "Ma boîte mail", Aims = "Vous lisez vos messages, vous répondez.", Level = WorkshopLevel.WithHelp, SiteId = Blosne, Capacity = 8, Material = "Apporter son adresse et son mot de passe." };
        workshop.Themes.Add(await db.Themes.OrderBy(t => t.Position).FirstAsync(Cancellation));
        var now = DateTimeOffset.UtcNow;
        var soon = ParisTime.At(DateOnly.FromDateTime(now.ToParis()).AddDays(3), new(14, 0));
        WorkshopSession[] sessions =
        [
            SessionOf(_today, now.AddMinutes(-30), 8), SessionOf(_soon, soon, 2),
            new() { Id = _meeting, Kind = WorkshopKind.Coordination, Title = "Point entre équipes", SiteId = Blosne, StartsAt = now.AddDays(5), EndsAt = now.AddDays(5).AddHours(1), State = WorkshopState.Planned, CreatedById = mediator.Id, CreatedAt = now },
        ];
        foreach (var session in sessions)
        {
            session.Mediators.Add(mediator);
        }

        sessions[0].Places.AddRange([PlaceOf(_today, 1, 1, file), PlaceOf(_today, 2, 2, label: "foulard rouge"), PlaceOf(_today, 3, 3)]);
        sessions[1].Places.AddRange([PlaceOf(_soon, 1, 1), PlaceOf(_soon, 2, 2, label: "foulard rouge"), PlaceOf(_soon, 3, null)]);
        db.Workshops.Add(workshop);
        db.WorkshopSessions.AddRange(sessions);
        await db.SaveChangesAsync(Cancellation);
    }

    // A past with figures that may be shown.
    private async Task HoldAsync()
    {
        await using var db = OpenDb();
        foreach (var week in Enumerable.Range(1, 6))
        {
            var session = SessionOf(Guid.CreateVersion7(), DateTimeOffset.UtcNow.AddDays(-20 * week), 8, WorkshopState.Held);
            session.Places.AddRange(Enumerable.Range(1, 7).Select(n =>
            {
                var place = PlaceOf(session.Id, (short)n, (short)n);
                place.Attendance = n < 7 ? Attendance.Present : Attendance.Absent;
                return place;
            }));
            db.WorkshopSessions.Add(session);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private static WorkshopSession SessionOf(Guid id, DateTimeOffset startsAt, short capacity, WorkshopState state = WorkshopState.Planned) => new()
    {
        Id = id, Kind = WorkshopKind.Workshop, WorkshopId = Series, SiteId = Blosne, Room = "Salle du rez-de-chaussée", StartsAt = startsAt, EndsAt = startsAt.AddHours(2), Capacity = capacity, State = state,
        CreatedById = DemoData.AccountId(1), CreatedAt = startsAt.AddDays(-7),
    };

    private static WorkshopPlace PlaceOf(Guid session, short number, short? seat, Guid? file = null, string? label = null) => new()
    {
        Id = Guid.CreateVersion7(), SessionId = session, Number = number, Seat = seat, VisitorId = file, Label = label, RegisteredById = DemoData.AccountId(1), RegisteredAt = DateTimeOffset.UtcNow.AddDays(-2),
    };
}
