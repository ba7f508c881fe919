using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Appointments;

/// <summary>Several people at once. The benchmark "contested" runs the same over 10,000 slots.</summary>
public sealed class BookingRaceTests(TestServer server) : AppointmentTest(server)
{
    private const int Clients = 40;

    [Fact]
    public async Task Forty_clients_on_the_same_slots_book_each_of_them_once()
    {
        await OpenDaysAsync();
        var slots = Enumerable.Range(0, 60).Select(i => Local(2026, 12, 4, 8, 0).AddDays(7 * (i / 20)).AddMinutes(30 * (i % 20))).ToList();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var own = new List<Outcome>();
            foreach (var slot in slots)
            {
                own.Add(await Get<BookAppointment>().ExecuteAsync(For(slot), Receptionist, Cancellation));
            }

            return own;
        })));

        await using var db = OpenDb();
        (await db.Appointments.CountAsync(Cancellation)).Should().Be(slots.Count);
        outcomes.SelectMany(o => o).Count(o => o.IsDone).Should().Be(slots.Count);
        outcomes.SelectMany(o => o).Where(o => !o.IsDone).Should().OnlyContain(o => o.Refusals[0].Message.StartsWith("Ce créneau vient d’être pris."));
    }

    [Fact]
    public async Task Overlapping_slots_of_several_lengths_never_overlap_in_the_end()
    {
        await OpenDaysAsync();
        var seed = new Random(4);
        var asked = Enumerable.Range(0, 400).Select(_ => (Start: Local(2026, 12, 4, 8, 0).AddMinutes(15 * seed.Next(40)), Reason: seed.Next(1, 6))).ToList();

        await Task.WhenAll(asked.Chunk(10).Select(chunk => Task.Run(async () =>
        {
            foreach (var (start, reason) in chunk)
            {
                await Get<BookAppointment>().ExecuteAsync(For(start, reason: reason), Receptionist, Cancellation);
            }
        })));

        await using var db = OpenDb();
        var booked = await db.Appointments.OrderBy(a => a.StartsAt).ToListAsync(Cancellation);
        booked.Should().NotBeEmpty();
        booked.Zip(booked.Skip(1)).Should().OnlyContain(pair => pair.First.BlockedUntil <= pair.Second.StartsAt);
    }

    [Fact]
    public async Task A_direct_insert_of_an_overlap_is_refused_by_the_database()
    {
        await BookedAsync(Wednesday);
        await using var db = OpenDb();
        db.Appointments.Add(new Appointment
        {
            Id = Guid.CreateVersion7(), SiteId = Blosne, MediatorId = Mediator.Id, ReasonId = Continued, StartsAt = Wednesday.AddMinutes(15), EndsAt = Wednesday.AddMinutes(45), BlockedUntil = Wednesday.AddMinutes(45),
            State = AppointmentState.Planned, Label = "Usager Démo", BookedById = Receptionist.Id, Origin = BookingOrigin.Reception, CreatedAt = Now,
        });

        (await db.Invoking(d => d.SaveChangesAsync(Cancellation)).Should().ThrowAsync<DbUpdateException>()).WithInnerException<Npgsql.PostgresException>().Which.ConstraintName.Should().Be("ex_appointments_no_overlap");
    }

    [Fact]
    public async Task Two_mediators_who_swap_their_appointments_end_without_a_deadlock()
    {
        for (var round = 0; round < 20; round++)
        {
            var at = Wednesday.AddDays(7 * round);
            Guid first = await BookedAsync(at), second = await BookedAsync(at.AddHours(1), OtherMediator);

            var outcomes = await Task.WhenAll(
                Task.Run(() => Get<MoveAppointment>().ExecuteAsync(new(first, Blosne, OtherMediator.Id, at), Receptionist, Cancellation)),
                Task.Run(() => Get<MoveAppointment>().ExecuteAsync(new(second, Blosne, Mediator.Id, at.AddHours(1)), Receptionist, Cancellation)));

            outcomes.Should().OnlyContain(o => o.IsDone);
        }
    }

    [Fact]
    public async Task A_cancellation_against_an_arrival_ends_in_one_of_the_two()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = await BookedAsync(Local(2026, 11, 24, 11, 0));

            await Task.WhenAll(
                Task.Run(() => Get<CancelAppointment>().ExecuteAsync(new() { Id = id, Reason = CancelReason.Unavailable }, Receptionist, Cancellation)),
                Task.Run(() => Get<ArriveAppointment>().ExecuteAsync(new(id, Guid.CreateVersion7()), Mediator, Cancellation)));

            await using var db = OpenDb();
            var appointment = await ReadAsync(id);
            appointment.State.Should().BeOneOf(AppointmentState.Arrived, AppointmentState.CancelledByPerson);
            (await db.Visits.CountAsync(Cancellation)).Should().Be(appointment.State == AppointmentState.Arrived ? 1 : 0);
            appointment.Steps.Should().HaveCount(2);
            await db.Appointments.ExecuteDeleteAsync(Cancellation);
            await db.Visits.ExecuteDeleteAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_hold_that_runs_out_while_two_want_the_slot_goes_to_one()
    {
        for (var round = 0; round < 20; round++)
        {
            var at = Wednesday.AddDays(7 * round);
            var held = For(at);
            await Get<HoldSlot>().ExecuteAsync(new(held.Id, Blosne, Mediator.Id, Continued, at), Receptionist, Cancellation);
            Clock.Advance(HoldSlot.Lasts);

            var outcomes = await Task.WhenAll(
                Task.Run(() => Get<BookAppointment>().ExecuteAsync(held, Receptionist, Cancellation)),
                Task.Run(() => Get<BookAppointment>().ExecuteAsync(For(at), OtherMediator, Cancellation)));

            outcomes.Should().ContainSingle(o => o.IsDone);
        }
    }

    // The last seat: one slot is left in the whole calendar.
    [Fact]
    public async Task The_last_free_slot_goes_to_one_of_forty()
    {
        await using (var db = OpenDb())
        {
            db.Absences.Add(new Absence { Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, StartsAt = Wednesday.AddMinutes(30), EndsAt = Wednesday.AddYears(1), Reason = AbsenceReason.Leave });
            await db.SaveChangesAsync(Cancellation);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => Get<BookAppointment>().ExecuteAsync(For(Wednesday), Receptionist, Cancellation))));

        outcomes.Should().ContainSingle(o => o.IsDone);
    }

    // Fridays from 8 to 18.
    private Task<Guid> OpenDaysAsync() => OpenAsync(Mediator, Blosne, DayOfWeek.Friday, 8, 18);
}
