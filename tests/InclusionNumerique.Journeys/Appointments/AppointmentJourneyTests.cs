using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Journeys.Visits;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Appointments;

/// <summary>From the person who waits to the follow-up booked on the way out, by the reception and a mediator.</summary>
public sealed class AppointmentJourneyTests(JourneyHost host) : DeskTest(host)
{
    private const int Blosne = 4;

    private static readonly int[] Receiving = [1, 4];

    // Openings of these tests' own: other tests leave others behind.
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.OpeningRules.ExecuteDeleteAsync(Cancellation);
        await db.Absences.ExecuteDeleteAsync(Cancellation);
        await db.Closures.ExecuteDeleteAsync(Cancellation);
        await db.Appointments.Where(a => a.SiteId == Blosne && a.State == AppointmentState.Planned).ExecuteDeleteAsync(Cancellation);
        db.OpeningRules.AddRange(
            from weekday in Enumerable.Range(1, 5)
            from account in Receiving
            select new OpeningRule
            {
                Id = Guid.CreateVersion7(), MediatorId = DemoData.AccountId(account), SiteId = Blosne, Kind = OpeningKind.Appointment, Weekday = (short)weekday,
                StartsAt = new(account == 1 ? 9 : 14, 0), EndsAt = new(account == 1 ? 12 : 17, 0), ValidFrom = new(2026, 1, 5),
            });
        await db.SaveChangesAsync(Cancellation);
    }

    private static ILocator Slots(IPage page) => page.GetByTestId($"site-{Blosne}").GetByTestId("slot");

    [Fact]
    public async Task A_receptionist_books_for_somebody_who_waits_and_the_mediator_receives_them()
    {
        await SignInAsync(Page, Receptionist, "/arrivees");
        await ArriveAsync();
        await Page.GetByTestId("waiting").GetByRole(AriaRole.Link, new() { Name = "Rendez-vous pour le" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".booking .notice")).ToContainTextAsync("Pour le n°");
        await Screen.CheckAsync(Page, "rendez-vous-creneaux");

        // Three interactions from the slot: the slot, the name, Enter.
        await Slots(Page).First.ClickAsync();
        await Assertions.Expect(Page.Locator("#rdv-qui")).ToBeFocusedAsync();
        await Screen.CheckAsync(Page, "rendez-vous-pour-qui");
        await Page.Keyboard.TypeAsync("Usager Démo au carnet rouge");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Rendez-vous pris");
        await Screen.CheckAsync(Page, "rendez-vous-pris");
        await Page.GetByRole(AriaRole.Button, new() { Name = "de la file" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("ne figure plus dans la file");

        var mediator = await OpenAsync();
        var id = await ComeTheDayAsync("Usager Démo au carnet rouge");
        await SignInAsync(mediator, Mediator, "/bureau");
        await Assertions.Expect(mediator.GetByTestId("expected-row")).ToContainTextAsync("Usager Démo au carnet rouge");
        await Screen.CheckAsync(mediator, "bureau-attendus");

        await Page.GotoAsync("/arrivees");
        await Page.GetByTestId("arrive").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("moved")).ToContainTextAsync("Arrivée notée");
        await Assertions.Expect(mediator.GetByTestId("expected-row")).ToHaveCountAsync(0);
        await Assertions.Expect(mediator.GetByTestId("waiting")).ToContainTextAsync("Pour vous");
        await Screen.CheckAsync(mediator, "bureau-arrivee-rendez-vous");

        await mediator.GetByTestId("call-next").ClickAsync();
        await mediator.GetByTestId("is-there").ClickAsync();
        await Assertions.Expect(mediator.GetByTestId("pause")).ToBeVisibleAsync();
        await IsAsync(id, AppointmentState.InProgress);
        // The reason has chosen the theme already.
        await mediator.Keyboard.PressAsync(FirstDuration);
        await IsChosenAsync(mediator, "⇧1");
        await mediator.Keyboard.PressAsync("Enter");
        await Assertions.Expect(mediator.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");
        await IsAsync(id, AppointmentState.Kept);

        await mediator.GetByRole(AriaRole.Link, new() { Name = "Fixer un rendez-vous" }).ClickAsync();
        await Slots(mediator).First.ClickAsync();
        await mediator.Locator("#rdv-qui").FillAsync("Usager Démo, suite");
        await mediator.Keyboard.PressAsync("Enter");
        await Assertions.Expect(mediator.GetByTestId("said")).ToContainTextAsync("Rendez-vous pris");
    }

    [Fact]
    public async Task A_booking_is_made_by_the_keyboard_alone()
    {
        await SignInAsync(Page, Mediator, "/rendez-vous?site=4");
        await Assertions.Expect(Slots(Page).First).ToBeVisibleAsync();
        await Page.Locator("#titre").FocusAsync();
        for (var tabs = 0; tabs < 40 && !await Slots(Page).First.EvaluateAsync<bool>("b => b === document.activeElement"); tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
        }

        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#rdv-qui")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#rdv-qui-refus")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#rdv-qui")).ToBeFocusedAsync();
        await Screen.CheckAsync(Page, "rendez-vous-refus");
        await Page.Keyboard.TypeAsync("Usager Démo clavier");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Rendez-vous pris");
        // Single keys sleep while a dialog is open, and its page closes it a moment after it has said so.
        await Assertions.Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByTestId("undo")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Z");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("le créneau est de nouveau libre");
    }

    [Fact]
    public async Task A_slot_that_somebody_else_takes_is_told_with_the_next_ones()
    {
        var other = await OpenAsync();
        await SignInAsync(Page, Receptionist, "/rendez-vous?site=4");
        await SignInAsync(other, Mediator, "/rendez-vous?site=4");
        await Assertions.Expect(Slots(other).First).ToBeVisibleAsync();
        await Slots(Page).First.ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();

        await Slots(other).First.ClickAsync();

        await Assertions.Expect(other.GetByTestId("trouble")).ToContainTextAsync("Ce créneau vient d’être pris. Les trois suivants sur ce site");
        await Screen.CheckAsync(other, "rendez-vous-creneau-pris");
    }

    [Fact]
    public async Task An_appointment_is_moved_cancelled_and_corrected()
    {
        var id = await BookedAsync(minutesFromNow: 3 * 24 * 60);
        await SignInAsync(Page, Receptionist, $"/rendez-vous/{id}");
        await Assertions.Expect(Page.GetByTestId("state")).ToHaveTextAsync("Prévu");
        await Screen.CheckAsync(Page, "rendez-vous-un");
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", "rendez-vous-billet.png") });
        await Page.EmulateMediaAsync(new() { Media = Media.Screen });

        await Page.GetByRole(AriaRole.Link, new() { Name = "Déplacer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Déplacer un rendez-vous" })).ToBeVisibleAsync();
        await Slots(Page).Last.ClickAsync();
        await Assertions.Expect(Page.GetByTestId("history")).ToContainTextAsync("Déplacé");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler le rendez-vous" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "rendez-vous-annuler-refus");
        await Page.GetByText("N’est pas disponible").ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToContainTextAsync("Annulé par la personne");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Corriger" }).ClickAsync();
        await Page.Locator("#corriger").FillAsync("Erreur de ligne");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToHaveTextAsync("Prévu");
        await Assertions.Expect(Page.GetByTestId("history")).ToContainTextAsync("Erreur de ligne");
    }

    [Fact]
    public async Task The_lists_show_what_comes_what_is_to_settle_and_who_would_come_earlier()
    {
        await BookedAsync(minutesFromNow: -3 * 24 * 60);
        await BookedAsync(minutesFromNow: 60 * 24 * 40, a => a.WantsEarlierSince = DateTimeOffset.UtcNow.AddYears(-1));
        await SignInAsync(Page, Receptionist, "/rendez-vous/liste");
        await Assertions.Expect(Page.GetByTestId("appointment").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "rendez-vous-liste");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Viendraient plus tôt" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Déplacer au" }).First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "rendez-vous-plus-tot");

        await Page.GetByRole(AriaRole.Link, new() { Name = "À renseigner" }).ClickAsync();
        await Screen.CheckAsync(Page, "rendez-vous-a-renseigner");
        var before = await Page.GetByTestId("appointment").CountAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Absente" }).First.ClickAsync();
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Personne notée absente");
        await Assertions.Expect(Page.GetByTestId("appointment")).ToHaveCountAsync(before - 1);
    }

    [Fact]
    public async Task Who_does_not_come_frees_the_slot_for_the_waiting_room()
    {
        // A day must be a quarter of an hour old before somebody can be late on it.
        Assert.SkipWhen(DateTimeOffset.UtcNow.ToParis().TimeOfDay < TimeSpan.FromMinutes(25), "It is midnight in Rennes.");
        await BookedAsync(minutesFromNow: -50, a => (a.EndsAt, a.BlockedUntil) = (a.StartsAt.AddMinutes(5), a.StartsAt.AddMinutes(5)));
        await SignInAsync(Page, Receptionist, "/arrivees");
        await ArriveAsync();
        await Assertions.Expect(Page.GetByTestId("expected-row")).ToContainTextAsync("heure passée");
        await Screen.CheckAsync(Page, "arrivees-absente");

        await Page.GetByTestId("missed").ClickAsync();

        await Assertions.Expect(Page.GetByTestId("moved")).ToContainTextAsync("peut passer");
        await Assertions.Expect(Page.GetByTestId("expected-row")).ToContainTextAsync("notée absente");
    }

    [Fact]
    public async Task The_coordinator_keeps_the_reasons()
    {
        await SignInAsync(Page, Coordinator, "/administration/motifs");
        await Assertions.Expect(Page.Locator("table tbody tr")).ToHaveCountAsync(7);
        await Screen.CheckAsync(Page, "motifs");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un motif" }).ClickAsync();
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(2);
        await Screen.CheckAsync(Page, "motifs-refus");
    }

    // What stands above the button is read after it: a click meanwhile may come down where the button was.
    private async Task ArriveAsync()
    {
        await Assertions.Expect(Waiting(Page)).Not.ToBeEmptyAsync();
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(1);
    }

    private async Task IsAsync(Guid id, AppointmentState state)
    {
        await using var db = OpenDb();
        (await db.Appointments.Where(a => a.Id == id).Select(a => a.State).SingleAsync(Cancellation)).Should().Be(state);
    }

    /// <summary>The appointment's day has come: it began a minute ago.</summary>
    private async Task<Guid> ComeTheDayAsync(string label)
    {
        await using var db = OpenDb();
        var appointment = await db.Appointments.SingleAsync(a => a.Label == label, Cancellation);
        var start = Began();
        (appointment.StartsAt, appointment.EndsAt, appointment.BlockedUntil, appointment.MediatorId) = (start, start.AddMinutes(30), start.AddMinutes(30), DemoData.AccountId(1));
        await db.SaveChangesAsync(Cancellation);
        return appointment.Id;
    }

    private async Task<Guid> BookedAsync(int minutesFromNow, Action<Appointment>? change = null)
    {
        await using var db = OpenDb();
        var start = minutesFromNow is < 0 and > -1000 ? Began(minutesFromNow) : DateTimeOffset.UtcNow.AddMinutes(minutesFromNow);
        // A rank of its own: whatever the demo has booked there stays.
        var appointment = new Appointment
        {
            Id = Guid.CreateVersion7(), SiteId = Blosne, MediatorId = DemoData.AccountId(1), ReasonId = 3, StartsAt = start, EndsAt = start.AddMinutes(30), BlockedUntil = start.AddMinutes(30),
            State = AppointmentState.Planned, Label = "Usager Démo du parcours", BookedById = DemoData.AccountId(5), Origin = BookingOrigin.Reception, CreatedAt = DateTimeOffset.UtcNow.AddDays(-4),
            OverbookingRank = 9, OverbookingReason = "Parcours d’essai",
        };
        change?.Invoke(appointment);
        db.Appointments.Add(appointment);
        db.AppointmentSteps.Add(new AppointmentStep
        {
            AppointmentId = appointment.Id, At = appointment.CreatedAt, ById = appointment.BookedById, State = AppointmentState.Planned, SiteId = Blosne, MediatorId = appointment.MediatorId, StartsAt = start, EndsAt = appointment.EndsAt,
        });
        await db.SaveChangesAsync(Cancellation);
        return appointment.Id;
    }

    // Never before midnight: the day is today's whenever the tests run.
    private static DateTimeOffset Began(int minutes = -1)
    {
        var now = DateTimeOffset.UtcNow;
        var midnight = ParisTime.StartOf(DateOnly.FromDateTime(now.ToParis()));
        return now.AddMinutes(minutes) < midnight ? midnight : now.AddMinutes(minutes);
    }
}
