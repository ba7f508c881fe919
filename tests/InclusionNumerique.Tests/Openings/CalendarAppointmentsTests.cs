using InclusionNumerique.Appointments;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>The mediator's appointments, as another parser reads them in the calendar.</summary>
public sealed class CalendarAppointmentsTests(TestServer server) : CalendarTest(server)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public async Task Appointments_are_there_to_the_minute_from_30_days_back_to_a_year_ahead()
    {
        Appointment[] there =
        [
            Booked(Local(FirstDay, 9), AppointmentState.Kept), Booked(Local(Today, 9), AppointmentState.InProgress), Booked(Local(Today, 11), AppointmentState.Arrived),
            Booked(Local(new(2027, 3, 29), 8, 15), sequence: 3), Booked(Local(LastDay, 20)),
        ];
        await AddAsync([
            .. there, Booked(Local(FirstDay.AddDays(-1), 20), AppointmentState.Kept), Booked(Local(LastDay.AddDays(1), 7)),
            Booked(Local(Today, 14), AppointmentState.Held), Booked(Local(Today, 7), AppointmentState.Missed), Booked(Local(Today, 16), mediator: OtherMediator)]);

        (await ReadAsync()).Select(e => (e.Uid, e.StartsAt, e.EndsAt, e.Status, e.Sequence)).Should().Equal(
            there.Select(a => ($"{a.Id:N}@inclusion-numerique", a.StartsAt, a.EndsAt, "CONFIRMED", a.Sequence)));
    }

    [Fact]
    public async Task A_cancellation_is_told_for_30_days()
    {
        Appointment[] told = [Booked(Local(new(2026, 12, 1), 9), AppointmentState.CancelledByPerson, Now.AddDays(-29), sequence: 1), Booked(Local(new(2026, 12, 2), 9), AppointmentState.CancelledByService, Now)];
        await AddAsync([.. told, Booked(Local(new(2026, 12, 3), 9), AppointmentState.CancelledByPerson, Now.AddDays(-31))]);

        (await ReadAsync()).Select(e => (e.Uid, e.Status, e.Sequence)).Should().Equal(told.Select(a => ($"{a.Id:N}@inclusion-numerique", "CANCELLED", a.Sequence)));
    }

    [Fact]
    public async Task An_appointment_that_moves_keeps_its_entry()
    {
        var appointment = Booked(Local(new(2026, 12, 1), 9));
        await AddAsync(appointment);
        await AddAsync(Rule(DayOfWeek.Tuesday, new(2026, 12, 8), until: new(2026, 12, 8), kind: InclusionNumerique.Openings.OpeningKind.Appointment));

        (await Get<MoveAppointment>().ExecuteAsync(new(appointment.Id, Blosne, Mediator.Id, Local(new(2026, 12, 8), 10)), Receptionist, Cancellation)).Refusals.Should().BeEmpty();

        (await ReadAsync()).Where(e => e.Title.StartsWith("RDV", StringComparison.Ordinal)).Select(e => (e.Uid, e.StartsAt, e.Sequence)).Should().Equal(
            ($"{appointment.Id:N}@inclusion-numerique", Local(new(2026, 12, 8), 10), 1));
    }

    [Fact]
    public async Task Nothing_of_the_person_or_the_reason_is_said()
    {
        await AddAsync(Booked(Local(Today, 9)));
        await using var db = OpenDb();
        var (reason, site) = (await db.AppointmentReasons.SingleAsync(r => r.Id == 1, Cancellation), await db.Sites.SingleAsync(s => s.Id == Blosne, Cancellation));

        var text = await TextAsync();

        text.Should().NotContainAny("Usager", "Secret", "39980102", "usager@", reason.Label);
        var read = (await ReadAsync()).Should().ContainSingle().Which;
        read.Title.Should().Be($"RDV – {site.ShortName}");
        read.Place.Should().Be(site.Address is null ? site.Name : $"{site.Name}, {site.Address}");
    }
}
