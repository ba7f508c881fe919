using InclusionNumerique.Appointments;
using InclusionNumerique.Access;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>A change over booked appointments says so first.</summary>
public sealed class OpeningConflictsTests(TestServer server) : OpeningTest(server)
{
    private static readonly DateOnly Wednesday = new(2026, 11, 25);

    [Fact]
    public async Task An_absence_over_appointments_is_refused_once_then_stored_and_they_are_to_move()
    {
        await StoredAsync(Rule());
        var booked = new[] { await BookAsync(Wednesday, 9), await BookAsync(Wednesday, 11) };
        await BookAsync(Wednesday.AddDays(7), 9);
        var form = new SaveAbsence.Form { MediatorId = Mediator.Id, Reason = AbsenceReason.Leave, When = new() { FromDay = Wednesday } };

        var first = await Get<SaveAbsence>().ExecuteAsync(form, Mediator, Cancellation);

        first.Refusals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Field = "Conflicts", IsWarning = true });
        first.MessageFor("Conflicts").Should().StartWith("2 rendez-vous");
        form.Conflicts.Should().BeEquivalentTo(booked);
        (await Queries.ToMoveAsync(Mediator, Cancellation)).Should().BeEmpty("nothing is stored yet");
        (await Queries.AbsencesAsync(null, Mediator, Cancellation)).Should().BeEmpty();

        form.IsConfirmed = true;
        (await Get<SaveAbsence>().ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await Queries.ToMoveAsync(Mediator, Cancellation)).Select(a => a.Id).Should().Equal(booked);
    }

    [Fact]
    public async Task An_appointment_booked_after_the_question_is_asked_about_too()
    {
        await StoredAsync(Rule());
        await BookAsync(Wednesday, 9);
        var form = new SaveClosure.Form { Label = "Travaux", When = new() { FromDay = Wednesday } };
        (await Get<SaveClosure>().ExecuteAsync(form, Administrator, Cancellation)).MessageFor("Conflicts").Should().StartWith("Un rendez-vous");
        await BookAsync(Wednesday, 11);

        form.IsConfirmed = true;
        (await Get<SaveClosure>().ExecuteAsync(form, Administrator, Cancellation)).MessageFor("Conflicts").Should().StartWith("2 rendez-vous");

        form.IsConfirmed = true;
        (await Get<SaveClosure>().ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task An_end_a_change_and_an_exception_ask_as_well()
    {
        var row = await StoredAsync(Rule());
        await BookAsync(Wednesday, 11);
        var change = Change(row, Today);
        change.EndsAt = new(11, 0);

        (await Get<EndOpeningRule>().ExecuteAsync(new() { RuleId = row.Id, Version = row.Version, LastDay = Today }, Coordinator, Cancellation)).MessageFor("Conflicts").Should().NotBeNull();
        (await SaveAsync(change)).MessageFor("Conflicts").Should().NotBeNull();
        (await ExceptAsync(row.Id, Wednesday, f => f.IsCancelled = true)).MessageFor("Conflicts").Should().NotBeNull();
        (await ExceptAsync(row.Id, Wednesday, f => f.MediatorId = OtherMediator.Id)).MessageFor("Conflicts").Should().NotBeNull();
        (await ExceptAsync(row.Id, Wednesday, f => (f.StartsAt, f.EndsAt) = (new(10, 0), new(12, 0)))).IsDone.Should().BeTrue("it still holds the appointment");
    }

    [Fact]
    public async Task What_no_opening_covered_before_is_not_the_absence_s_doing()
    {
        await BookAsync(Wednesday, 9);

        (await AwayAsync(new() { FromDay = Wednesday })).IsDone.Should().BeTrue();

        (await Queries.ToMoveAsync(Coordinator, Cancellation)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Names_are_read_by_those_who_see_people_alone()
    {
        var id = await BookAsync(Wednesday, 9);

        (await Queries.ToMoveAsync(Receptionist, Cancellation)).Should().ContainSingle().Which.Person.Should().Be("Usager Démo");
        (await Queries.ToMoveAsync(Coordinator, Cancellation)).Should().ContainSingle().Which.Person.Should().BeNull();
        (await Queries.ConflictsAsync([id], Coordinator, Cancellation)).Should().ContainSingle().Which.Reason.Should().NotBeEmpty();
        (await Queries.ToMoveAsync(new Actor(Guid.CreateVersion7(), "Démo", [Role.Mediator], [Villejean]), Cancellation)).Should().BeEmpty("another site");
    }

    [Fact]
    public async Task An_absence_waits_for_a_booking_under_way_and_then_counts_it()
    {
        await StoredAsync(Rule());
        await using var db = OpenDb();
        await using var booking = await db.Database.BeginTransactionAsync(Cancellation);
        await db.LockAsync(Now, Cancellation, Mediator.Id);

        var absence = AwayAsync(new() { FromDay = Wednesday });
        await BookAsync(Wednesday, 9);
        absence.IsCompleted.Should().BeFalse();
        await booking.CommitAsync(Cancellation);

        (await absence).MessageFor("Conflicts").Should().NotBeNull();
    }
}
