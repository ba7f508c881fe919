using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The coordinator's figures.</summary>
public sealed class FigureScreensTests(JourneyHost host) : JourneyTest(host)
{
    private static int _codes;

    [Theory]
    [InlineData("12-mois", "/chiffres?periode=12-mois")]
    [InlineData("mois-site", "/chiffres?periode=mois&site=4&comparer=an")]
    public async Task Filled(string state, string path)
    {
        await SignInAsync(Page, Coordinator, path);
        await Assertions.Expect(Page.Locator(".figure-tiles").First).ToBeVisibleAsync();
        await Page.Locator("section[aria-labelledby=titre-temps] .take summary").ClickAsync();

        await Screen.CheckAsync(Page, $"chiffres-{state}");
    }

    [Fact]
    public async Task A_part_of_the_page_is_reached_without_a_mouse()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=mois&site=4");
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Parties de cette page" }).GetByRole(AriaRole.Link, new() { Name = "Demandes" }).PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Demandes", Level = 2 })).ToBeFocusedAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Demandes", Level = 2 })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Autonomy_and_progress_from_the_page_of_all_figures_and_of_a_period_without_any()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=12-mois");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Autonomie et progrès" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Niveau au dernier passage", Exact = true })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "autonomie");

        await Page.GotoAsync("/autonomie/chiffres?du=2019-05-13&au=2019-05-14");
        await Assertions.Expect(Page.GetByText("Personne n’a passé la grille commune sur cette période.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "autonomie-vide");
    }

    [Fact]
    public async Task A_view_is_kept_shown_to_somebody_without_an_account_and_its_link_is_ended()
    {
        // The last quarter that is over: what a link shows is what the coordinator sees of it.
        var until = Outside.Until(TimeProvider.System.Today());
        var address = $"periode=trimestre&le={until:yyyy-MM-dd}&comparer=an";
        await SignInAsync(Page, Coordinator, $"/chiffres?{address}");
        await Page.GetByText("Mes vues").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#vue-refus")).ToContainTextAsync("Donnez un nom à cette vue");
        await Page.Locator("#vue-nom").FillAsync("Trimestre fini");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Trimestre fini" })).ToHaveAttributeAsync("href", $"/chiffres?{address}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Partager : Trimestre fini" }).ClickAsync();
        var link = await Page.Locator("#vue-lien").InputValueAsync();
        await Screen.CheckAsync(Page, "chiffres-vues");

        var visits = await Page.Locator(".figure-tiles dd strong").First.InnerTextAsync();
        var stranger = await OpenAsync(hasScript: false);
        await stranger.GotoAsync(new Uri(link).PathAndQuery);
        await Assertions.Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "Trimestre fini", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(stranger.Locator(".figure-tiles dd strong").First).ToHaveTextAsync(visits);
        (await stranger.ContentAsync()).Should().NotContain("/chiffres?", "a stranger is led nowhere else");
        var reader = await OpenAsync();
        await reader.GotoAsync(new Uri(link).PathAndQuery);
        await Screen.CheckAsync(reader, "chiffres-partages");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Éteindre le lien de Trimestre fini" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("est éteint.")).ToBeVisibleAsync();
        await stranger.ReloadAsync();
        await Assertions.Expect(stranger.GetByText("Ce lien ne mène plus à rien")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer Trimestre fini" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("est retirée.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/chiffres?periode=mois", "comite-mois")]
    [InlineData("/chiffres?periode=annee&site=4", "comite-site")]
    public async Task Of_the_steering_group(string path, string state)
    {
        await SignInAsync(Page, Observer, path);
        await Assertions.Expect(Page.GetByText("les chiffres paraissent une fois le trimestre fini")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".figure-tiles").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Du", new() { Exact = true })).ToHaveCountAsync(0);

        await Screen.CheckAsync(Page, $"chiffres-{state}");
    }

    [Fact]
    public async Task Of_priority_districts_and_one_organisation_over_time()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=12-mois");
        await Assertions.Expect(Page.Locator("#titre-charge")).ToBeVisibleAsync();
        await Page.GetByLabel("Habitants").SelectOptionAsync("Des quartiers prioritaires (QPV)");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Un rendez-vous ne porte pas de quartier")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#titre-charge")).Not.ToBeVisibleAsync();
        await Page.Locator(".cross").GetByRole(AriaRole.Link, new() { Name = "CAF", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "CAF : demandes par mois" })).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("periode=12-mois&qpv=oui&organisme=1"));

        await Screen.CheckAsync(Page, "chiffres-quartiers");
    }

    [Fact]
    public async Task Without_any_visit()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?du=2018-01-01&au=2018-01-02");
        await Assertions.Expect(Page.GetByText("Aucune visite sur cette période")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-vide");
    }

    [Fact]
    public async Task Of_a_site_out_of_reach()
    {
        await SignInAsync(Page, Mediator, "/chiffres?periode=12-mois&site=6");
        await Assertions.Expect(Page.GetByText("vos droits ne couvrent pas ses chiffres")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-interdit");
    }

    [Fact]
    public async Task Refused_dates()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?du=2018-01-01&au=2018-01-02");
        await Page.Locator("#chiffres-du").FillAsync("2026-02-01");
        await Page.Locator("#chiffres-au").FillAsync("2026-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Afficher" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#chiffres-refus")).ToContainTextAsync("La première date est après la seconde");

        await Screen.CheckAsync(Page, "chiffres-refus");
    }

    /// <summary>1 to 10 visits: no figure at all.</summary>
    [Fact]
    public async Task With_too_few_visits()
    {
        await SignInAsync(Page, Coordinator, await DayAsync(visits => visits is >= 1 and <= 10, _ => true));
        await Assertions.Expect(Page.GetByText("Moins de 11 visites sur cette période")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-trop-peu");
    }

    /// <summary>Small counts among others, hidden with a neighbour.</summary>
    [Fact]
    public async Task With_small_counts_hidden()
    {
        await SignInAsync(Page, Coordinator, await DayAsync(visits => visits is >= 15 and <= 25, waits => waits >= 11));
        await Assertions.Expect(Page.Locator(".bars .hidden-count").First).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-petits-nombres");
    }

    [Fact]
    public async Task With_too_few_waits()
    {
        await SignInAsync(Page, Coordinator, await DayAsync(visits => visits >= 11, waits => waits is >= 1 and <= 10));
        await Assertions.Expect(Page.GetByText("Moins de 11 attentes mesurées")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-attente-trop-peu");
    }

    [Fact]
    public async Task Without_any_wait()
    {
        var day = new DateOnly(2019, 5, 6);
        await AddUnawaitedAsync(day);
        await SignInAsync(Page, Coordinator, $"/chiffres?du={day:yyyy-MM-dd}&au={day:yyyy-MM-dd}&site=4");
        await Assertions.Expect(Page.GetByText("Aucune attente mesurée sur cette période. L’attente se compte")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-attente-vide");
    }

    /// <summary>Every table, with numbers large and hidden, and the sentence on accompanying.</summary>
    [Fact]
    public async Task With_orientations()
    {
        var day = new DateOnly(2019, 5, 13);
        await AddUnawaitedAsync(day);
        await AddOrientationsAsync(day);
        await SignInAsync(Page, Coordinator, $"/chiffres?du={day:yyyy-MM-dd}&au={day:yyyy-MM-dd}&site=4");
        await Assertions.Expect(Page.GetByRole(AriaRole.Img, new() { Name = "Entonnoir des orientations. Envoyées : 210" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Arrivent 80 % des personnes accompagnées (60 sur 75)")).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "chiffres-orientations");

        // Down to those behind a count, without a name.
        await Page.Locator("section[aria-labelledby=titre-ori-modes]").GetByRole(AriaRole.Link, new() { Name = "60 : voir la liste" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Orientations comptées" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("60 orientations envoyées")).ToContainTextAsync("personne venue");
        await Assertions.Expect(Page.GetByTestId("orientation")).ToHaveCountAsync(OrientationQueries.PageSize);
        await Screen.CheckAsync(Page, "orientations-comptees");
    }

    [Fact]
    public async Task With_too_few_orientations_and_without_any()
    {
        var day = new DateOnly(2019, 5, 20);
        await AddUnawaitedAsync(day);
        await SignInAsync(Page, Coordinator, $"/chiffres?du={day:yyyy-MM-dd}&au={day:yyyy-MM-dd}&site=4");
        await Assertions.Expect(Page.GetByText("Aucune orientation envoyée sur cette période. Choisissez une période plus longue")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "chiffres-orientations-vide");

        await AddOrientationsAsync(day, 4, OrientationMode.Explained, OrientationState.NoShow, OrientationReason.DidNotCome);
        await Page.ReloadAsync();
        await Assertions.Expect(Page.GetByText("Moins de 11 orientations : leur détail est masqué")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "chiffres-orientations-trop-peu");
    }

    /// <summary>From the reasons of wrong orientations to the rules that may have caused them.</summary>
    [Fact]
    public async Task Wrong_orientations_lead_to_the_rules()
    {
        var day = new DateOnly(2019, 5, 27);
        await AddUnawaitedAsync(day);
        await AddOrientationsAsync(day, 30, OrientationMode.Explained, OrientationState.Refused, OrientationReason.SocialNotDigital);
        await SignInAsync(Page, Coordinator, $"/chiffres?du={day:yyyy-MM-dd}&au={day:yyyy-MM-dd}&site=4");
        await Page.Locator("section[aria-labelledby=titre-ori-regles]").GetByRole(AriaRole.Link, new() { Name = "Règles d’accueil" }).ClickAsync();

        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/regles-accueil$"));
    }

    [Fact]
    public async Task On_paper()
    {
        await SignInAsync(Page, Coordinator, "/chiffres?periode=12-mois");
        await Assertions.Expect(Page.Locator("#titre-attente-sites")).ToBeVisibleAsync();
        await Page.SetViewportSizeAsync(794, 1123);
        await Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0);
        await Page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", "chiffres-papier.png"), FullPage = true });
    }

    // One site's day of the demo that is as wanted.
    private async Task<string> DayAsync(Func<int, bool> visits, Func<int, bool> waits)
    {
        await using var db = OpenDb();
        var before = TimeProvider.System.Today().AddDays(-1);
        var days = await db.Visits.Where(v => v.Day < before && v.Day > before.AddDays(-90)).GroupBy(v => new { v.SiteId, v.Day })
            .Select(g => new { g.Key.SiteId, g.Key.Day, Visits = g.Count(), Waits = g.Count(v => v.SeenAt != null) }).OrderBy(g => g.Day).ThenBy(g => g.SiteId).ToListAsync(Cancellation);
        var day = days.First(d => visits(d.Visits) && waits(d.Waits));
        return $"/chiffres?du={day.Day:yyyy-MM-dd}&au={day.Day:yyyy-MM-dd}&site={day.SiteId}&comparer=non";
    }

    private async Task AddUnawaitedAsync(DateOnly day)
    {
        await using var db = OpenDb();
        var mediator = DemoData.AccountId(1);
        for (var i = 0; i < 12; i++)
        {
            var at = ParisTime.At(day, new TimeOnly(10, i));
            var visit = new Visit { Id = Guid.CreateVersion7(), SiteId = 4, ArrivedAt = at, Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = mediator, RecordedAt = at };
            var session = new Session { Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = 4, MediatorId = mediator, StartedAt = at, Minutes = 5, RecordedAt = at };
            session.Requests.Add(new Request { SessionId = session.Id, Position = 0, ThemeId = 2, Outcome = RequestOutcome.Solved });
            visit.Sessions.Add(session);
            db.Visits.Add(visit);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private async Task AddOrientationsAsync(DateOnly day)
    {
        await AddOrientationsAsync(day, 60, OrientationMode.Accompanied, OrientationState.Closed);
        await AddOrientationsAsync(day, 15, OrientationMode.Accompanied, OrientationState.NoShow, OrientationReason.DidNotCome);
        await AddOrientationsAsync(day, 40, OrientationMode.Explained, OrientationState.Closed);
        await AddOrientationsAsync(day, 4, OrientationMode.Explained, OrientationState.Supported);
        await AddOrientationsAsync(day, 30, OrientationMode.Explained, OrientationState.NoShow, OrientationReason.DidNotCome);
        await AddOrientationsAsync(day, 20, OrientationMode.Explained, OrientationState.Refused, OrientationReason.SocialNotDigital);
        await AddOrientationsAsync(day, 13, OrientationMode.Explained, OrientationState.Refused, OrientationReason.WebsiteDown);
        await AddOrientationsAsync(day, 12, OrientationMode.AppointmentMade, OrientationState.Arrived);
        await AddOrientationsAsync(day, 16, OrientationMode.AppointmentMade, OrientationState.AppointmentSet);
    }

    private async Task AddOrientationsAsync(DateOnly day, int count, OrientationMode mode, OrientationState state, OrientationReason? reason = null)
    {
        await using var db = OpenDb();
        var at = ParisTime.At(day, new TimeOnly(10, 0));
        DateOnly? due = state < OrientationState.Redirected ? day.AddDays(3) : null;
        var isArrived = state is OrientationState.Arrived or OrientationState.Supported or OrientationState.Closed;
        db.Orientations.AddRange(Enumerable.Range(0, count).Select(i => new Orientation
        {
            Id = Guid.CreateVersion7(), Code = $"{Interlocked.Increment(ref _codes):0000000}", SenderId = DemoData.AccountId(8), SenderInstitutionId = (i % 2) + 1, SenderSiteId = 4,
            Target = i % 3 == 0 ? TargetKind.HouseService : TargetKind.DigitalSpace, TargetSiteId = i % 3 == 0 ? 4 : 6, TargetInstitutionId = i % 3 == 0 ? 2 : null, Mode = mode,
            Need = i % 2 == 0 ? NeedKind.Social : NeedKind.Administrative, Urgency = Urgency.None, CreatedAt = at, State = state, StateSince = at, DueOn = due, EscalatesOn = due, Reason = reason,
            Outcome = state == OrientationState.Closed ? i % 2 == 0 ? OrientationOutcome.Helped : OrientationOutcome.RightOpened : null,
            Proof = isArrived ? ArrivalProof.Code : null, ArrivedAt = isArrived ? at.AddDays(i % 9) : null,
        }));
        await db.SaveChangesAsync(Cancellation);
    }
}
