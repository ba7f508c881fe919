using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Appointments;

public sealed class BookingTests(TestServer server) : AppointmentTest(server)
{
    [Fact]
    public async Task A_held_slot_becomes_an_appointment()
    {
        var form = For(Wednesday);
        (await Get<HoldSlot>().ExecuteAsync(new(form.Id, Blosne, Mediator.Id, Continued, Wednesday), Receptionist, Cancellation)).IsDone.Should().BeTrue();
        Clock.Advance(TimeSpan.FromMinutes(4));

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();

        var booked = await ReadAsync(form.Id);
        booked.State.Should().Be(AppointmentState.Planned);
        (booked.EndsAt - booked.StartsAt).Should().Be(TimeSpan.FromMinutes(30));
        booked.Origin.Should().Be(BookingOrigin.Reception);
        booked.Steps.Should().ContainSingle().Which.ById.Should().Be(Receptionist.Id);
    }

    [Fact]
    public async Task A_held_slot_is_offered_to_nobody_else()
    {
        await Get<HoldSlot>().ExecuteAsync(new(Guid.CreateVersion7(), Blosne, Mediator.Id, Continued, Local(2026, 11, 24, 11, 0)), Receptionist, Cancellation);

        (await SlotsAsync()).Should().NotContain(Local(2026, 11, 24, 11, 0)).And.Contain(Local(2026, 11, 24, 11, 30));
    }

    [Fact]
    public async Task A_hold_that_has_run_out_is_free_for_the_next_one()
    {
        await Get<HoldSlot>().ExecuteAsync(new(Guid.CreateVersion7(), Blosne, Mediator.Id, Continued, Wednesday), Receptionist, Cancellation);
        Clock.Advance(HoldSlot.Lasts);

        (await Get<BookAppointment>().ExecuteAsync(For(Wednesday), OtherMediator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_hold_that_has_run_out_still_books_while_nobody_took_the_slot()
    {
        var form = For(Wednesday);
        await Get<HoldSlot>().ExecuteAsync(new(form.Id, Blosne, Mediator.Id, Continued, Wednesday), Receptionist, Cancellation);
        Clock.Advance(HoldSlot.Lasts + TimeSpan.FromMinutes(1));

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();
        (await ReadAsync(form.Id)).State.Should().Be(AppointmentState.Planned);
    }

    [Fact]
    public async Task Choosing_another_slot_lets_the_former_go()
    {
        await Get<HoldSlot>().ExecuteAsync(new(Guid.CreateVersion7(), Blosne, Mediator.Id, Continued, Wednesday), Receptionist, Cancellation);
        await Get<HoldSlot>().ExecuteAsync(new(Guid.CreateVersion7(), Blosne, OtherMediator.Id, Continued, Wednesday), Receptionist, Cancellation);

        await using var db = OpenDb();
        (await db.Appointments.SingleAsync(Cancellation)).MediatorId.Should().Be(OtherMediator.Id);
    }

    [Fact]
    public async Task The_loser_reads_that_the_slot_was_just_taken_and_the_three_next()
    {
        await BookedAsync(Wednesday);
        await BookedAsync(Wednesday, OtherMediator);

        var outcome = await Get<BookAppointment>().ExecuteAsync(For(Wednesday), Mediator, Cancellation);

        outcome.MessageFor(nameof(BookingForm.StartsAt)).Should()
            .Be("Ce créneau vient d’être pris. Les trois suivants sur ce site : mer. 2 déc. à 9\u00A0h\u00A030, mer. 2 déc. à 9\u00A0h\u00A045, mer. 2 déc. à 10\u00A0h.");
    }

    [Fact]
    public async Task The_buffer_of_a_reason_keeps_the_next_slot_free()
    {
        await BookedAsync(Wednesday, change: f => f.ReasonId = Procedure);

        (await Get<BookAppointment>().ExecuteAsync(For(Wednesday.AddMinutes(45)), Receptionist, Cancellation)).MessageFor(nameof(BookingForm.StartsAt)).Should().StartWith("Ce créneau vient d’être pris");
        (await Get<BookAppointment>().ExecuteAsync(For(Wednesday.AddMinutes(60)), Receptionist, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task The_buffer_may_run_over_the_end_of_the_opening()
    {
        (await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 12, 2, 11, 15), reason: Procedure), Receptionist, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_is_booked_outside_the_openings()
    {
        (await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 12, 3, 9, 0)), Receptionist, Cancellation)).IsDone.Should().BeFalse();
        (await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 12, 2, 11, 45)), Receptionist, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task A_walk_in_half_day_has_no_slots()
    {
        await OpenAsync(Mediator, Blosne, DayOfWeek.Thursday, kind: OpeningKind.WalkIn);

        (await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 12, 3, 9, 0)), Receptionist, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task Sent_twice_it_is_booked_once()
    {
        var form = For(Wednesday);

        await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation);
        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();

        (await ReadAsync(form.Id)).Steps.Should().ContainSingle();
    }

    [Fact]
    public async Task Somebody_elses_hold_cannot_be_booked_by_its_id()
    {
        var form = For(Wednesday);
        await Get<HoldSlot>().ExecuteAsync(new(form.Id, Blosne, Mediator.Id, Continued, Wednesday), OtherMediator, Cancellation);

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task A_deliberate_overbooking_needs_a_reason_and_keeps_it()
    {
        await BookedAsync(Wednesday);
        var form = For(Wednesday);
        form.IsOverbooking = true;
        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).MessageFor(nameof(form.OverbookingReason)).Should().StartWith("Dites pourquoi");
        form.OverbookingReason = "Droit coupé demain";

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();

        var booked = await ReadAsync(form.Id);
        booked.OverbookingRank.Should().Be(1);
        booked.OverbookingReason.Should().Be("Droit coupé demain");
    }

    [Fact]
    public async Task A_second_overbooking_lies_over_the_first()
    {
        await BookedAsync(Wednesday);
        Guid first = await BookedAsync(Wednesday, change: Over), second = await BookedAsync(Wednesday, change: Over);

        ((await ReadAsync(first)).OverbookingRank, (await ReadAsync(second)).OverbookingRank).Should().Be((1, 2));
    }

    [Fact]
    public async Task An_overbooking_of_a_free_slot_is_an_ordinary_appointment()
    {
        var id = await BookedAsync(Wednesday, change: Over);

        var booked = await ReadAsync(id);
        (booked.OverbookingRank, booked.OverbookingReason).Should().Be((0, null));
    }

    [Fact]
    public async Task The_same_telephone_at_the_same_hour_is_a_warning()
    {
        await BookedAsync(Wednesday, change: f => f.Phone = "06 39 98 00 12");
        var form = For(Wednesday, OtherMediator);
        form.Phone = "+33639980012";

        var outcome = await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation);

        outcome.Refusals.Should().ContainSingle().Which.IsWarning.Should().BeTrue();
        form.IsClashConfirmed = true;
        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();
    }

    [Theory]
    [InlineData("06 39 98 00 12", "+33639980012")]
    [InlineData("0639980012", "+33639980012")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    public async Task A_telephone_is_stored_in_one_form(string typed, string stored)
    {
        var id = await BookedAsync(Wednesday, change: f => f.Phone = typed);

        (await ReadAsync(id)).Phone.Should().Be(stored);
    }

    [Theory]
    [InlineData("06 39 98", null, nameof(BookingForm.Phone))]
    [InlineData("rien", null, nameof(BookingForm.Phone))]
    [InlineData(null, "pas une adresse", nameof(BookingForm.Email))]
    [InlineData(null, "demo@demo.invalid\r\nBcc: x@demo.invalid", nameof(BookingForm.Email))]
    public async Task What_cannot_be_reached_is_refused_beside_its_field(string? phone, string? email, string field)
    {
        var form = For(Wednesday);
        (form.Phone, form.Email) = (phone, email);

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).MessageFor(field).Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    public async Task A_person_without_a_file_needs_a_name_to_be_called_by(string label)
    {
        var form = For(Wednesday, label: label);

        (await Get<BookAppointment>().ExecuteAsync(form, Receptionist, Cancellation)).MessageFor(nameof(form.Label)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_reason_is_booked_by_those_who_may()
    {
        (await Get<BookAppointment>().ExecuteAsync(For(Wednesday, reason: HomeVisit), Receptionist, Cancellation)).MessageFor(nameof(BookingForm.ReasonId)).Should().NotBeNull();
        (await Get<BookAppointment>().ExecuteAsync(For(Wednesday, reason: HomeVisit), Mediator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_professional_books_at_any_site_and_sees_own_bookings_alone()
    {
        var own = await BookedAsync(Wednesday, by: Professional);
        await BookedAsync(Wednesday, OtherMediator);

        var page = await Get<AppointmentQueries>().ListAsync(AppointmentView.Upcoming, null, null, 1, Professional, Cancellation);

        page.Rows.Should().ContainSingle().Which.Id.Should().Be(own);
        page.Rows[0].Person.Should().Be("Usager Démo");
    }

    [Fact]
    public async Task The_coordinator_sees_appointments_and_nobodys_name()
    {
        var id = await BookedAsync(Wednesday, change: f => f.Phone = "06 39 98 00 12");

        var detail = await Get<AppointmentQueries>().AppointmentAsync(id, Coordinator, Cancellation);

        detail!.Row.Person.Should().BeNull();
        detail.Phone.Should().BeNull();
    }

    [Fact]
    public async Task An_hour_that_has_passed_is_refused() =>
        (await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 11, 24, 9, 0)), Receptionist, Cancellation)).MessageFor(nameof(BookingForm.StartsAt)).Should().StartWith("Cette heure est passée");

    private static void Over(BookingForm form) => (form.IsOverbooking, form.OverbookingReason) = (true, "Droit coupé demain");
}
