using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>When and where somebody receives: the week, who is on duty, a site's poster.</summary>
public sealed class OpeningScreensTests(JourneyHost host) : JourneyTest(host)
{
    private const int Blosne = 4;

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, ParisTime.Zone).DateTime);

    // A week without holidays, whatever today is.
    private static readonly DateOnly Monday = FirstOrdinaryMonday();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.Appointments.ExecuteDeleteAsync(Cancellation);
        await db.OpeningRules.ExecuteDeleteAsync(Cancellation);
        await db.Absences.ExecuteDeleteAsync(Cancellation);
        await db.Closures.ExecuteDeleteAsync(Cancellation);
        // Other tests send this mediator to another site for a day.
        await db.Users.Where(p => p.Id == DemoData.AccountId(4)).ExecuteUpdateAsync(p => p.SetProperty(x => x.CurrentSiteId, 1), Cancellation);
    }

    [Fact]
    public async Task An_empty_week_says_what_lacks_and_how_to_begin()
    {
        await SignInAsync(Page, Coordinator, Address());
        await Assertions.Expect(Page.GetByTestId("week-site").First).ToContainTextAsync("Manque 3 demi-journées");
        await Screen.CheckAsync(Page, "permanences-vide");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une permanence" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(6);
        await Screen.CheckAsync(Page, "permanences-regle-refus");
    }

    [Fact]
    public async Task A_rule_is_added_and_one_that_overlaps_is_refused()
    {
        await SignInAsync(Page, Coordinator, Address());
        for (var time = 0; time < 2; time++)
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une permanence" }).ClickAsync();
            await Page.Locator("#regle-qui").SelectOptionAsync(new SelectOptionValue { Label = Mediator });
            await Page.Locator("#regle-site").SelectOptionAsync("4");
            await Page.Locator("dialog[open]").GetByText("Sans rendez-vous", new() { Exact = true }).ClickAsync();
            await Page.Locator("#regle-jour").SelectOptionAsync("3");
            await Page.Locator("#regle-de").FillAsync("09:00");
            await Page.Locator("#regle-a").FillAsync("12:30");
            await Page.Locator("dialog[open] button.primary").ClickAsync();
            await (time == 0
                ? Assertions.Expect(Page.GetByText("La permanence est enregistrée.")).ToBeVisibleAsync()
                : Assertions.Expect(Page.Locator("#regle-de-refus")).ToContainTextAsync("Cette personne reçoit déjà"));
        }

        await Screen.CheckAsync(Page, "permanences-regle-double");
    }

    [Fact]
    public async Task The_full_week_shows_what_takes_place_what_does_not_and_what_lacks()
    {
        await FillAsync();
        await SignInAsync(Page, Coordinator, Address());
        await Assertions.Expect(Page.GetByTestId("week-site").Filter(new() { HasText = "Blosne" })).ToContainTextAsync("Manque 1 demi-journée");
        await Screen.CheckAsync(Page, "permanences-pleine");

        await Page.Locator(".period", new() { HasText = "9 h – 12 h" }).First.ClickAsync();
        await Page.GetByText("Autres heures, site ou personne").ClickAsync();
        await Screen.CheckAsync(Page, "permanences-jour");
        await Page.Locator("#jour-de").FillAsync("10:00");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator(".period", new() { HasText = "changée ce jour" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_absence_over_an_appointment_is_added_with_the_keyboard_alone_after_reading_which()
    {
        await FillAsync();
        await BookAsync(Monday, 15);
        await SignInAsync(Page, Mediator, Address());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Noter une absence" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#absence-du")).ToBeFocusedAsync();
        await TypeDayAsync("#absence-du", "#absence-au", Monday);
        await Page.Locator("#absence-raison").FocusAsync();
        await Page.Keyboard.TypeAsync("For");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.Locator("dialog[open]")).ToContainTextAsync("Un rendez-vous pris n’aurait plus de permanence");
        await Assertions.Expect(Page.Locator("dialog[open]").GetByRole(AriaRole.Link, new() { Name = "Déplacer" })).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^/rendez-vous\\?deplacer="));
        await Screen.CheckAsync(Page, "permanences-absence-rendez-vous");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer quand même" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByText("L’absence est notée.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Un rendez-vous n’a plus de permanence" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "permanences-a-deplacer");
    }

    [Fact]
    public async Task A_closure_without_a_reason_is_refused()
    {
        await SignInAsync(Page, Administrator, Address());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Noter une fermeture" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(2);
        await Screen.CheckAsync(Page, "permanences-fermeture-refus");
    }

    [Fact]
    public async Task A_social_worker_sees_first_who_receives_where()
    {
        await FillAsync();
        await using (var db = OpenDb())
        {
            var who = await db.Users.SingleAsync(u => u.DisplayName == OtherMediator, Cancellation);
            db.Presences.Add(new Presence { ProfessionalId = who.Id, SiteId = Blosne, Day = Today, Since = DateTimeOffset.UtcNow, Until = new(23, 59), Place = "Bureau 2" });
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, "Travailleuse Sociale Démo");
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/qui-recoit$"));
        var card = Page.GetByTestId("duty-site").Filter(new() { HasText = "Blosne" });
        await Assertions.Expect(card).ToContainTextAsync(OtherMediator);
        await Assertions.Expect(card).ToContainTextAsync("Bureau 2");
        await Assertions.Expect(Page.GetByTestId("duty-site").First).ToContainTextAsync("Blosne");
        await Assertions.Expect(card.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^/rendez-vous\\?site=4&mediateur="));
        await Screen.CheckAsync(Page, "qui-recoit");
    }

    [Fact]
    public async Task Where_nobody_receives_the_cards_say_so()
    {
        await SignInAsync(Page, Coordinator, "/qui-recoit");
        await Assertions.Expect(Page.GetByTestId("duty-site").First).ToContainTextAsync("Plus de permanence cette semaine");
        await Screen.CheckAsync(Page, "qui-recoit-vide");
    }

    [Fact]
    public async Task The_poster_and_the_week_print_on_one_page_each()
    {
        await FillAsync();
        await SignInAsync(Page, Coordinator, "/permanences/affiche?site=4");
        await Assertions.Expect(Page.Locator(".poster")).ToContainTextAsync("lundi");
        await Screen.CheckAsync(Page, "affiche");
        (await PagesAsync("affiche")).Should().Be(1);

        await Page.GotoAsync(Address());
        await Assertions.Expect(Page.GetByTestId("week-site").First).ToBeVisibleAsync();
        (await PagesAsync("permanences-semaine")).Should().Be(1);
    }

    [Fact]
    public async Task A_site_without_openings_has_no_poster_yet()
    {
        await SignInAsync(Page, Coordinator, "/permanences/affiche?site=4");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Aucune permanence");
        await Screen.CheckAsync(Page, "affiche-vide");
    }

    // Which part of a day comes first is the browser's language, not the page's: another field tells.
    private async Task TypeDayAsync(string field, string other, DateOnly day)
    {
        await Page.Locator(other).FocusAsync();
        await Page.Keyboard.TypeAsync("01022031");
        var order = await Page.Locator(other).InputValueAsync() == "2031-02-01" ? "ddMMyyyy" : "MMddyyyy";
        await Page.Locator(other).FillAsync("");
        await Page.Locator(field).FocusAsync();
        await Page.Keyboard.TypeAsync(day.ToString(order, System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(Page.Locator(field)).ToHaveValueAsync($"{day:yyyy-MM-dd}");
    }

    private static string Address() => $"/permanences?semaine={Monday:yyyy-MM-dd}";

    private static DateOnly FirstOrdinaryMonday()
    {
        var monday = Today.AddDays(14 - (((int)Today.DayOfWeek + 6) % 7));
        while (Enumerable.Range(0, 7).Any(i => Sites.PublicHolidays.NameOf(monday.AddDays(i)) is not null))
        {
            monday = monday.AddDays(7);
        }

        return monday;
    }

    private async Task<int> PagesAsync(string name)
    {
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", name + ".pdf"), PreferCSSPageSize = true });
        return System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b");
    }

    /// <summary>Blosne receives two half-days of three without an appointment; one more is cancelled. Other sites have theirs.</summary>
    private async Task FillAsync()
    {
        await using var db = OpenDb();
        var people = await db.Users.Include(u => u.Sites).Where(u => u.Roles.Contains(InclusionNumerique.Access.Role.Mediator)).OrderBy(u => u.DisplayName).ToListAsync(Cancellation);
        foreach (var person in people)
        {
            var (home, other) = (person.CurrentSiteId ?? person.Sites[0].Id, person.Sites.OrderBy(s => s.Id).Last(s => s.Id != (person.CurrentSiteId ?? person.Sites[0].Id)).Id);
            AddRule(person.Id, home, 1, 9, OpeningKind.WalkIn);
            AddRule(person.Id, home, 1, 14, OpeningKind.Appointment);
            AddRule(person.Id, home, 2, 9, OpeningKind.WalkIn);
            AddRule(person.Id, home, 4, 14, OpeningKind.WalkIn);
            AddRule(person.Id, other, 5, 9, OpeningKind.Appointment, 2);
        }

        await db.SaveChangesAsync(Cancellation);
        var mine = await db.Users.SingleAsync(u => u.DisplayName == Mediator, Cancellation);
        var thursday = await db.OpeningRules.SingleAsync(r => r.MediatorId == mine.Id && r.Weekday == 4, Cancellation);
        var tuesday = await db.OpeningRules.SingleAsync(r => r.MediatorId == mine.Id && r.Weekday == 2, Cancellation);
        db.OpeningExceptions.Add(new OpeningException { RuleId = thursday.Id, Day = Monday.AddDays(3), IsCancelled = true, Note = "formation" });
        db.OpeningExceptions.Add(new OpeningException { RuleId = tuesday.Id, Day = Monday.AddDays(1), StartsAt = new(9, 30), EndsAt = new(12, 30) });
        db.Closures.Add(new Closure { Id = Guid.CreateVersion7(), SiteId = 1, StartsAt = ParisTime.StartOf(Monday.AddDays(2)), EndsAt = ParisTime.StartOf(Monday.AddDays(3)), Label = "Travaux" });
        db.Absences.Add(new Absence { Id = Guid.CreateVersion7(), MediatorId = people[^1].Id, StartsAt = ParisTime.StartOf(Monday.AddDays(4)), EndsAt = ParisTime.StartOf(Monday.AddDays(5)), Reason = AbsenceReason.Training });
        if (!await db.AppointmentReasons.AnyAsync(Cancellation))
        {
            db.AppointmentReasons.Add(new AppointmentReason { Label = "Démarche en ligne", Minutes = 30, BookableBy = (BookingOrigin)7, Position = 1 });
        }

        await db.SaveChangesAsync(Cancellation);

        void AddRule(Guid who, int site, short weekday, int hour, OpeningKind kind, short every = 1) => db.OpeningRules.Add(new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = who, SiteId = site, Kind = kind, Weekday = weekday, EveryWeeks = every, StartsAt = new(hour, 0), EndsAt = new(hour + 3, 0), ValidFrom = Monday.AddDays(-28),
        });
    }

    private async Task BookAsync(DateOnly day, int hour)
    {
        await using var db = OpenDb();
        var (mine, by) = (await db.Users.SingleAsync(u => u.DisplayName == Mediator, Cancellation), await db.Users.SingleAsync(u => u.DisplayName == Receptionist, Cancellation));
        var start = ParisTime.At(day, new(hour, 0));
        db.Appointments.Add(new Appointment
        {
            Id = Guid.CreateVersion7(),
            SiteId = Blosne,
            MediatorId = mine.Id,
            ReasonId = await db.AppointmentReasons.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(Cancellation),
            StartsAt = start,
            EndsAt = start.AddMinutes(30),
            BlockedUntil = start.AddMinutes(30),
            State = AppointmentState.Planned,
            Label = "Usager Démo Un",
            BookedById = by.Id,
            Origin = BookingOrigin.Reception,
            CreatedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
