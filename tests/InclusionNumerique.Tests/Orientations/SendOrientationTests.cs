using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Tests.Appointments;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

public sealed class SendOrientationTests(TestServer server) : OrientationTest(server)
{
    [Fact]
    public async Task A_person_without_a_name_is_expected_at_the_digital_space_with_a_code()
    {
        var sent = await ReadAsync(await SentAsync());

        (sent.State, sent.Code.Length, sent.PersonName, sent.Shared, sent.ConsentAt).Should().Be((OrientationState.Expected, 7, null, SharedFacts.None, null));
        // Ten working days from Tuesday 24 November, then the clock's two and seven.
        (sent.ExpectedUntil, sent.DueOn, sent.EscalatesOn).Should().Be((new DateOnly(2026, 12, 8), new DateOnly(2026, 12, 10), new DateOnly(2026, 12, 17)));
        sent.Steps.Should().ContainSingle().Which.Should().Match<OrientationStep>(s => s.Side == OrientationSide.Sender && s.ById == Professional.Id);
    }

    [Fact]
    public async Task A_service_of_the_house_has_two_working_days_to_answer()
    {
        Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 9, 0, 0, TimeSpan.Zero));

        var sent = await ReadAsync(await SentAsync(ToService()));

        // Christmas and a weekend do not count.
        (sent.State, sent.DueOn, sent.EscalatesOn).Should().Be((OrientationState.Sent, new DateOnly(2026, 12, 29), new DateOnly(2027, 1, 4)));
    }

    [Fact]
    public async Task The_same_click_twice_sends_once()
    {
        var form = ToDesk();

        await SentAsync(form);
        await SentAsync(form);

        await using var db = OpenDb();
        (await db.Orientations.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task Nothing_about_the_person_goes_without_their_consent()
    {
        var form = WithName(ToService());
        form.HasConsent = false;

        var outcome = await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation);

        outcome.MessageFor(nameof(form.HasConsent)).Should().Contain("un billet avec un code suffit");
    }

    [Theory]
    [InlineData(SharedFacts.None, nameof(OrientationForm.PersonName), nameof(OrientationForm.Phone), nameof(OrientationForm.Note))]
    [InlineData(SharedFacts.Name, nameof(OrientationForm.Phone), nameof(OrientationForm.Note))]
    [InlineData(SharedFacts.Name | SharedFacts.Note, nameof(OrientationForm.Phone))]
    public async Task What_is_typed_but_not_shared_is_not_kept(SharedFacts shared, params string[] refused)
    {
        var form = WithName(ToService());
        form.Shared = shared;

        (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).Refusals.Select(r => r.Field).Should().Equal(refused);
    }

    [Fact]
    public async Task Only_an_autonomous_person_is_sent_to_the_kiosk()
    {
        var form = ToDesk();
        (form.IsForKiosk, form.Autonomy) = (true, Autonomy.GuidanceWhenNeeded);

        (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).MessageFor(nameof(form.Autonomy)).Should().Contain("Seule une personne autonome");
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_place_that_is_closed_or_gone()
    {
        foreach (var (partner, words) in new[] { (await PartnerAsync(closedFrom: new(2026, 11, 1)), "fermé pour le moment (travaux)"), (await PartnerAsync(isHidden: true), "n’est plus proposé"), (Guid.CreateVersion7(), "n’est plus proposé") })
        {
            var form = new OrientationForm { Target = TargetKind.Partner, PartnerId = partner, Mode = OrientationMode.Explained, Need = NeedKind.Digital };
            (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).MessageFor(nameof(form.PartnerId)).Should().Contain(words);
        }
    }

    [Fact]
    public async Task Every_missing_choice_is_told_beside_its_field() =>
        (await Get<SendOrientation>().ExecuteAsync(new(), Professional, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo(
            nameof(OrientationForm.Target), nameof(OrientationForm.Need), nameof(OrientationForm.Mode));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("100000")]
    public async Task Text_that_cannot_be_kept_is_refused_beside_its_field(string text)
    {
        var form = WithName(ToService(), text == "100000" ? new string('é', 100_000) : text);
        form.Note = form.PersonName;

        (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).Refusals.Select(r => r.Field).Should().Equal(nameof(form.PersonName), nameof(form.Note));
    }

    [Fact]
    public async Task Any_storable_text_comes_back_as_it_was_typed()
    {
        var form = WithName(ToService(), "שלום 🏠 Zoé");

        (await ReadAsync(await SentAsync(form))).PersonName.Should().Be("שלום 🏠 Zoé");
    }

    [Fact]
    public async Task A_file_of_another_institution_cannot_be_sent()
    {
        var form = ToService();
        form.VisitorId = Guid.CreateVersion7();

        (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).MessageFor(nameof(form.VisitorId)).Should().Contain("Orientez sans fiche");
    }

    [Fact]
    public async Task Codes_are_unique_among_open_orientations()
    {
        await SentAsync();
        await using var db = OpenDb();
        var code = await db.Orientations.Select(o => o.Code).SingleAsync(Cancellation);

        var act = () => db.Database.ExecuteSqlAsync(
            $"INSERT INTO orientations (id, code, sender_id, target, target_site_id, mode, need, urgency, shared, created_at, state, state_since, reminders, due_on, escalates_on) SELECT gen_random_uuid(), {code}, sender_id, target, target_site_id, mode, need, urgency, 0, created_at, 4, state_since, 0, due_on, escalates_on FROM orientations", Cancellation);

        (await act.Should().ThrowAsync<Npgsql.PostgresException>()).Which.ConstraintName.Should().Be("ux_orientations_open_code");
    }
}

public sealed class SendWithAppointmentTests(TestServer server) : AppointmentTest(server)
{
    private static OrientationForm WithSlot(DateTimeOffset startsAt) => new()
    {
        Target = TargetKind.DigitalSpace, SiteId = Blosne, Mode = OrientationMode.AppointmentMade, Need = NeedKind.Digital,
        Booking = new() { SiteId = Blosne, MediatorId = Mediator.Id, ReasonId = Continued, StartsAt = startsAt },
    };

    [Fact]
    public async Task An_appointment_is_booked_in_the_same_gesture_for_a_person_without_a_name()
    {
        var form = WithSlot(Wednesday);

        (await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation)).Refusals.Should().BeEmpty();

        await using var db = OpenDb();
        var sent = await db.Orientations.Include(o => o.Appointment).SingleAsync(Cancellation);
        (sent.State, sent.Appointment!.StartsAt, sent.Appointment.Label).Should().Be((OrientationState.AppointmentSet, Wednesday, $"Billet {sent.Code}"));
        sent.DueOn.Should().Be(new DateOnly(2026, 12, 3));
    }

    [Fact]
    public async Task A_slot_that_is_taken_sends_nobody()
    {
        await BookedAsync(Wednesday);

        var outcome = await Get<SendOrientation>().ExecuteAsync(WithSlot(Wednesday), Professional, Cancellation);

        outcome.Refusals[0].Message.Should().Contain("Ce créneau vient d’être pris");
        await using var db = OpenDb();
        (await db.Orientations.CountAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task The_orientation_follows_its_appointment()
    {
        var form = WithSlot(Wednesday);
        await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation);
        var id = form.Booking!.Id;

        (await Get<MoveAppointment>().ExecuteAsync(new(id, Blosne, OtherMediator.Id, Wednesday.AddHours(1)), Receptionist, Cancellation)).IsDone.Should().BeTrue();
        (await StateAsync()).Should().Be(OrientationState.AppointmentSet);

        Clock.SetUtcNow(Wednesday.AddMinutes(50));
        var visit = Guid.CreateVersion7();
        (await Get<ArriveAppointment>().ExecuteAsync(new(id, visit), Receptionist, Cancellation)).IsDone.Should().BeTrue();
        await using (var db = OpenDb())
        {
            var arrived = await db.Orientations.SingleAsync(Cancellation);
            (arrived.State, arrived.Proof, arrived.ArrivalVisitId, arrived.ArrivedAt).Should().Be((OrientationState.Arrived, ArrivalProof.Appointment, visit, Wednesday.AddMinutes(50)));
        }

        (await Get<UndoVisit>().ExecuteAsync(new(visit), Receptionist, Cancellation)).IsDone.Should().BeTrue();
        (await StateAsync()).Should().Be(OrientationState.AppointmentSet);

        Clock.SetUtcNow(Wednesday.AddHours(2));
        (await Get<CloseAppointment>().ExecuteAsync(new(id, AppointmentEnd.Missed), Receptionist, Cancellation)).IsDone.Should().BeTrue();
        (await StateAsync()).Should().Be(OrientationState.NoShow);
    }

    [Fact]
    public async Task A_cancelled_appointment_leaves_the_person_expected()
    {
        var form = WithSlot(Wednesday);
        await Get<SendOrientation>().ExecuteAsync(form, Professional, Cancellation);

        (await Get<CancelAppointment>().ExecuteAsync(new() { Id = form.Booking!.Id, Reason = CancelReason.Unavailable }, Receptionist, Cancellation)).IsDone.Should().BeTrue();

        (await StateAsync()).Should().Be(OrientationState.Expected);
    }

    private async Task<OrientationState> StateAsync()
    {
        await using var db = OpenDb();
        return await db.Orientations.Select(o => o.State).SingleAsync(Cancellation);
    }
}
