using InclusionNumerique.Data;
using InclusionNumerique.Journeys.Visits;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Queue;

/// <summary>The reception and two mediators at once, each in a browser of their own.</summary>
public sealed class QueueJourneyTests(JourneyHost host) : DeskTest(host)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // This mediator works at two sites; today at the one of these tests.
        await using var db = OpenDb();
        await db.Users.Where(p => p.Id == DemoData.AccountId(4)).ExecuteUpdateAsync(p => p.SetProperty(x => x.CurrentSiteId, 4), Cancellation);
    }

    private static ILocator Waiting(IPage page, int number) => page.Locator($"[data-testid=waiting][data-number='{number}']");

    private static ILocator Received(IPage page, int number) => page.Locator($"[data-testid=received][data-number='{number}']");

    private static ILocator Title(IPage page) => page.GetByTestId("current").GetByRole(AriaRole.Heading);

    private async Task<IPage> ReceptionAsync()
    {
        var page = await OpenAsync();
        await SignInAsync(page, Receptionist, "/arrivees");
        await Assertions.Expect(page.GetByTestId("arrival")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Somebody comes in; the number given.</summary>
    private static async Task<int> ArriveAsync(IPage reception, params string[] keys)
    {
        var before = await reception.GetByTestId("said").AllInnerTextsAsync();
        foreach (var key in keys)
        {
            await reception.Keyboard.PressAsync(key);
            await Assertions.Expect(reception.Locator($"input[data-key='{key.ToUpperInvariant()}']")).ToBeCheckedAsync();
        }

        await reception.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reception.GetByTestId("said")).Not.ToHaveTextAsync(before.Count == 0 ? "" : before[0]);
        var said = await reception.GetByTestId("said").InnerTextAsync();
        return int.Parse(string.Concat(said.SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task LogAsync(IPage page)
    {
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync(FirstDuration);
        await IsChosenAsync(page, "⇧1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");
    }

    private async Task<Visit> VisitOfAsync(int number)
    {
        await using var db = OpenDb();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Paris).DateTime);
        return await db.Visits.AsNoTracking().Include(v => v.Triage).Include(v => v.Sessions).SingleAsync(v => v.SiteId == 4 && v.Day == today && v.Number == number, Cancellation);
    }

    [Fact]
    public async Task Two_mediators_share_the_queue_of_the_reception_and_one_works_by_keyboard_alone()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        var other = await OpenAsync();
        await OpenDeskAsync(other, OtherMediator);
        var first = await ArriveAsync(reception);
        var urgent = await ArriveAsync(reception, "2", "7", "z");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(2);
        await Assertions.Expect(Page.GetByTestId("waiting").First).ToHaveAttributeAsync("data-number", $"{urgent}");

        // By keyboard: call, the person is there, theme, duration, store.
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Title(Page)).ToContainTextAsync($"N° {urgent}");
        await Assertions.Expect(Received(other, urgent)).ToContainTextAsync(Mediator);
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByTestId("pause")).ToBeVisibleAsync();
        // By mouse: the other one gets whoever is next.
        await other.GetByTestId("call-next").ClickAsync();
        await Assertions.Expect(Title(other)).ToContainTextAsync($"N° {first}");
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(0);
        await LogAsync(Page);
        await other.GetByTestId("is-there").ClickAsync();
        await Assertions.Expect(other.GetByTestId("pause")).ToBeVisibleAsync();
        await LogAsync(other);

        await Assertions.Expect(reception.GetByTestId("received")).ToHaveCountAsync(0);
        var visit = await VisitOfAsync(urgent);
        visit.Should().BeEquivalentTo(new { State = VisitState.Seen, MediatorId = (Guid?)MediatorId, UrgentReason = "Droit coupé" });
        visit.SeenAt.Should().NotBeNull();
        visit.Facts.Autonomy.Should().Be(Autonomy.GuidanceWhenNeeded);
        (await VisitOfAsync(first)).MediatorId.Should().Be(DemoData.AccountId(4));
    }

    [Fact]
    public async Task A_person_not_there_keeps_the_turn_and_after_three_calls_is_said_not_to_answer()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        var number = await ArriveAsync(reception);
        for (var call = 1; call <= 3; call++)
        {
            await Assertions.Expect(Page.GetByTestId("call-next")).ToContainTextAsync($"n° {number}");
            await Page.Keyboard.PressAsync("r");
            await Assertions.Expect(Page.GetByTestId("not-there")).ToBeVisibleAsync();
            await Page.Keyboard.PressAsync("x");
            await Assertions.Expect(Page.GetByTestId("current")).ToHaveCountAsync(0);
        }

        await Assertions.Expect(reception.GetByTestId("seen").First).ToContainTextAsync("Sans réponse");
        await reception.GetByTestId("seen").First.GetByRole(AriaRole.Button, new() { Name = "Remettre en attente" }).ClickAsync();
        await Assertions.Expect(Waiting(Page, number)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pause_keeps_what_was_typed_while_somebody_else_is_received()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        var first = await ArriveAsync(reception);
        var second = await ArriveAsync(reception);
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(2);
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByTestId("is-there")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("r");
        await Note(Page).FillAsync("Cherche son avis");
        await IsDraftedAsync("Cherche son avis");
        await Page.GetByTestId("pause").ClickAsync();

        await Page.GetByTestId("call-next").ClickAsync();
        await Assertions.Expect(Title(Page)).ToContainTextAsync($"N° {second}");
        await Assertions.Expect(Note(Page)).ToHaveValueAsync("");
        await Page.Locator("h1").ClickAsync();
        await LogAsync(Page);
        await Received(Page, first).GetByRole(AriaRole.Button, new() { Name = "Reprendre" }).ClickAsync();

        await Assertions.Expect(Title(Page)).ToContainTextAsync($"N° {first}");
        await Assertions.Expect(Note(Page)).ToHaveValueAsync("Cherche son avis");
    }

    [Fact]
    public async Task A_mediators_browser_that_dies_leaves_the_session_to_resume_or_to_a_colleague_who_releases_it()
    {
        var reception = await ReceptionAsync();
        var dying = await OpenAsync();
        await OpenDeskAsync(dying);
        var number = await ArriveAsync(reception);
        await Assertions.Expect(Waiting(dying, number)).ToBeVisibleAsync();
        await dying.Keyboard.PressAsync("r");
        await Assertions.Expect(dying.GetByTestId("is-there")).ToBeVisibleAsync();
        await dying.Keyboard.PressAsync("r");
        await Assertions.Expect(dying.GetByTestId("pause")).ToBeVisibleAsync();
        await dying.CloseAsync();

        await OpenDeskAsync(Page);
        await Assertions.Expect(Title(Page)).ToContainTextAsync($"N° {number}");
        await Page.GotoAsync("/chiffres");
        var colleague = await OpenAsync();
        await OpenDeskAsync(colleague, OtherMediator);
        await Received(colleague, number).GetByRole(AriaRole.Button, new() { Name = "Autre…" }).ClickAsync();
        await colleague.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Assertions.Expect(Waiting(colleague, number)).ToBeVisibleAsync();
        await colleague.Keyboard.PressAsync("r");
        await Assertions.Expect(Title(colleague)).ToContainTextAsync($"N° {number}");
    }

    [Fact]
    public async Task A_person_released_by_a_colleague_leaves_the_mediators_desk_at_once()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        var number = await ArriveAsync(reception);
        await Assertions.Expect(Waiting(Page, number)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Title(Page)).ToContainTextAsync($"N° {number}");

        await Received(reception, number).GetByRole(AriaRole.Button, new() { Name = "Autre…" }).ClickAsync();
        await reception.GetByRole(AriaRole.Dialog).GetByLabel("Libérer ou confier").CheckAsync(new() { Force = true });
        await reception.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Assertions.Expect(Page.GetByTestId("current")).ToHaveCountAsync(0);
        await Assertions.Expect(Waiting(Page, number)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_autonomous_person_is_sent_to_the_kiosk_and_an_advice_not_followed_asks_why()
    {
        var reception = await ReceptionAsync();
        await reception.Keyboard.PressAsync("2");
        await reception.Keyboard.PressAsync("a");
        await Assertions.Expect(reception.GetByTestId("advice")).ToContainTextAsync("Conseil : Borne");
        await reception.GetByLabel("Espace numérique", new() { Exact = true }).CheckAsync(new() { Force = true });
        await reception.GetByTestId("save").ClickAsync();
        await Assertions.Expect(reception.Locator("#raison-refus")).ToContainTextAsync("pourquoi");
        await reception.Locator("#raison").FillAsync("La borne est en panne");
        await reception.GetByTestId("save").ClickAsync();
        await Assertions.Expect(reception.GetByTestId("said")).ToContainTextAsync("la personne attend");

        var number = await ArriveAsync(reception, "2", "a");
        await Assertions.Expect(reception.GetByTestId("slip")).ToContainTextAsync("Borne");
        (await VisitOfAsync(number)).State.Should().Be(VisitState.SentElsewhere);
        (await VisitOfAsync(number - 1)).Triage!.Reason.Should().Be("La borne est en panne");
    }

    [Fact]
    public async Task The_hall_shows_the_number_called_within_the_second_and_no_name()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        var hall = await OpenAsync();
        await hall.GotoAsync("/salle/4");
        await Assertions.Expect(hall.Locator("#hall-called")).ToContainTextAsync("Personne n’est appelé");
        var number = await ArriveAsync(reception);
        await Assertions.Expect(hall.Locator("#hall-waiting")).ToContainTextAsync("Une personne attend");

        await Page.Keyboard.PressAsync("r");

        await Assertions.Expect(hall.Locator("#hall-called .latest")).ToContainTextAsync($"{number}");
        (await hall.Locator("main").InnerTextAsync()).Should().NotContain("Médiatrice").And.NotContain("Accueil Démo");
        await Screen.CheckAsync(hall, "salle-appel");
    }

    [Fact]
    public async Task The_day_is_closed_with_a_word_on_each_who_is_left()
    {
        var reception = await ReceptionAsync();
        var left = await ArriveAsync(reception);
        var unknown = await ArriveAsync(reception);
        await reception.GotoAsync("/tableau");
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(2);
        await Screen.CheckAsync(reception, "tableau");
        await reception.GetByRole(AriaRole.Button, new() { Name = "Fermer la journée" }).ClickAsync();
        await reception.GetByLabel($"N° {unknown},").SelectOptionAsync(new SelectOptionValue { Label = "On ne sait pas" });
        await Screen.CheckAsync(reception, "tableau-fermer");
        await reception.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Fermer la journée" }).ClickAsync();

        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(0);
        (await VisitOfAsync(left)).State.Should().Be(VisitState.LeftUnseen);
        (await VisitOfAsync(unknown)).State.Should().Be(VisitState.ClosedAutomatically);
    }

    [Fact]
    public async Task Screens_of_the_queue_are_readable_in_each_of_its_states()
    {
        var reception = await ReceptionAsync();
        await OpenDeskAsync(Page);
        await ArriveAsync(reception);
        await ArriveAsync(reception, "2", "7", "z");
        await Screen.CheckAsync(reception, "arrivees-file");
        await reception.Keyboard.PressAsync("2");
        await reception.Keyboard.PressAsync("a");
        await reception.GetByLabel("Revenir avec des papiers").CheckAsync(new() { Force = true });
        await reception.GetByTestId("save").ClickAsync();
        await Assertions.Expect(reception.Locator("#papiers-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(reception, "arrivees-refus");
        await reception.GetByTestId("waiting").First.GetByRole(AriaRole.Button, new() { Name = "Autre…" }).ClickAsync();
        await reception.GetByRole(AriaRole.Dialog).GetByLabel("Confier à quelqu’un").CheckAsync(new() { Force = true });
        await Assertions.Expect(reception.GetByLabel("À qui ?")).ToBeVisibleAsync();
        await Screen.CheckAsync(reception, "arrivees-confier");

        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByTestId("is-there")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "bureau-appel");
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByTestId("pause")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Changer mes heures" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#presence-fin")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "bureau-presence");
    }

    [Fact]
    public async Task The_hall_offers_the_sites_when_none_is_chosen()
    {
        await Page.GotoAsync("/salle");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "ESC Blosne" })).ToBeVisibleAsync();

        await Screen.CheckAsync(Page, "salle-choix");
    }
}
