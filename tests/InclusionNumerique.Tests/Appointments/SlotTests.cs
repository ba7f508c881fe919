using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;

namespace InclusionNumerique.Tests.Appointments;

public sealed class SlotTests(TestServer server) : AppointmentTest(server)
{
    [Fact]
    public async Task Slots_begin_at_the_quarters_of_the_hour_from_now_on()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await SlotsAsync()).Take(3).Should().Equal(Local(2026, 11, 24, 10, 45), Local(2026, 11, 24, 11, 0), Local(2026, 11, 24, 11, 15));
    }

    [Fact]
    public async Task Every_site_has_its_column_even_without_a_slot()
    {
        var board = await Get<AppointmentQueries>().SlotsAsync(new(Continued), Receptionist, Cancellation);

        board!.Columns.Should().HaveCount(6);
        board.Columns.Single(c => c.SiteId == Villejean).Slots.Should().BeEmpty();
    }

    [Fact]
    public async Task Slots_of_one_mediator_are_asked_for()
    {
        var board = await Get<AppointmentQueries>().SlotsAsync(new(Continued, MediatorId: OtherMediator.Id), Receptionist, Cancellation);

        board!.Columns.SelectMany(c => c.Slots).Should().NotBeEmpty().And.OnlyContain(s => s.MediatorId == OtherMediator.Id);
    }

    [Fact]
    public async Task An_absence_a_closure_and_a_holiday_have_no_slots()
    {
        await OpenAsync(Mediator, Blosne, DayOfWeek.Friday);
        await using (var db = OpenDb())
        {
            db.Absences.Add(new Absence { Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, StartsAt = Local(2026, 12, 1, 10, 0), EndsAt = Local(2026, 12, 1, 11, 0), Reason = AbsenceReason.Training });
            db.Closures.Add(new Closure { Id = Guid.CreateVersion7(), SiteId = Blosne, StartsAt = Local(2026, 12, 2, 0, 0), EndsAt = Local(2026, 12, 3, 0, 0), Label = "Travaux" });
            await db.SaveChangesAsync(Cancellation);
        }

        (await SlotsAsync(from: new(2026, 12, 1))).Should().Equal(
            Local(2026, 12, 1, 9, 0), Local(2026, 12, 1, 9, 15), Local(2026, 12, 1, 9, 30), Local(2026, 12, 1, 11, 0), Local(2026, 12, 1, 11, 15), Local(2026, 12, 1, 11, 30),
            Local(2026, 12, 4, 9, 0), Local(2026, 12, 4, 9, 15));
        // Christmas is a Friday.
        (await SlotsAsync(from: new(2026, 12, 25)))[0].Should().Be(Local(2026, 12, 29, 9, 0));
    }

    [Fact]
    public async Task A_mediator_busy_at_one_site_is_free_at_no_other()
    {
        await OpenAsync(Mediator, AimeCesaire, DayOfWeek.Wednesday);
        await BookedAsync(Wednesday);

        (await SlotsAsync(site: AimeCesaire, from: new(2026, 12, 2)))[0].Should().Be(Wednesday.AddMinutes(30));
    }

    [Fact]
    public async Task The_clock_change_moves_no_opening()
    {
        (await SlotsAsync(from: new(2027, 3, 23)))[0].Should().Be(new DateTimeOffset(2027, 3, 23, 8, 0, 0, TimeSpan.Zero));
        (await SlotsAsync(from: new(2027, 3, 30)))[0].Should().Be(new DateTimeOffset(2027, 3, 30, 7, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_waiting_list_is_offered_the_slot_that_frees()
    {
        await using (var db = OpenDb())
        {
            // Nothing is free before the 9th.
            db.Absences.Add(new Absence { Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, StartsAt = Now, EndsAt = Local(2026, 12, 8, 0, 0), Reason = AbsenceReason.Leave });
            await db.SaveChangesAsync(Cancellation);
        }

        var first = await BookedAsync(Wednesday, OtherMediator, f => f.Minutes = 180);
        await BookedAsync(Local(2026, 11, 25, 9, 0), OtherMediator, f => f.Minutes = 180);
        var waiting = await BookedAsync(Local(2026, 12, 8, 9, 0), change: f => f.WantsEarlier = true);
        (await EarlierAsync()).Offers.Should().BeEmpty();

        await Get<CancelAppointment>().ExecuteAsync(new() { Id = first, Reason = CancelReason.Unavailable }, Receptionist, Cancellation);

        (await EarlierAsync()).Offers[waiting].Slot.StartsAt.Should().Be(Wednesday);
    }

    private Task<AppointmentsPage> EarlierAsync() => Get<AppointmentQueries>().ListAsync(AppointmentView.Earlier, null, null, 1, Receptionist, Cancellation);
}
