using InclusionNumerique.Appointments;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Appointments;

/// <summary>What becomes of an appointment, and what may not.</summary>
public sealed class AppointmentMovesTests(TestServer server) : AppointmentTest(server)
{
    // Today, 11:00.
    private static readonly DateTimeOffset Soon = Local(2026, 11, 24, 11, 0);

    public static TheoryData<AppointmentState, string, bool> Transitions { get; } = new()
    {
        { AppointmentState.Held, "Move", false }, { AppointmentState.Held, "Cancel", false }, { AppointmentState.Held, "Arrive", false }, { AppointmentState.Held, "Miss", false }, { AppointmentState.Held, "Keep", false }, { AppointmentState.Held, "Correct", false },
        { AppointmentState.Planned, "Move", true }, { AppointmentState.Planned, "Cancel", true }, { AppointmentState.Planned, "Arrive", true }, { AppointmentState.Planned, "Miss", true }, { AppointmentState.Planned, "Keep", true }, { AppointmentState.Planned, "Correct", false },
        { AppointmentState.Arrived, "Move", false }, { AppointmentState.Arrived, "Cancel", false }, { AppointmentState.Arrived, "Miss", false }, { AppointmentState.Arrived, "Keep", false }, { AppointmentState.Arrived, "Correct", false },
        { AppointmentState.InProgress, "Move", false }, { AppointmentState.InProgress, "Cancel", false }, { AppointmentState.InProgress, "Miss", false }, { AppointmentState.InProgress, "Keep", false }, { AppointmentState.InProgress, "Correct", false },
        { AppointmentState.Kept, "Move", false }, { AppointmentState.Kept, "Cancel", false }, { AppointmentState.Kept, "Miss", false }, { AppointmentState.Kept, "Correct", false },
        { AppointmentState.Missed, "Move", false }, { AppointmentState.Missed, "Cancel", false }, { AppointmentState.Missed, "Arrive", true }, { AppointmentState.Missed, "Keep", false }, { AppointmentState.Missed, "Correct", true },
        { AppointmentState.CancelledByPerson, "Move", false }, { AppointmentState.CancelledByPerson, "Arrive", false }, { AppointmentState.CancelledByPerson, "Miss", false }, { AppointmentState.CancelledByPerson, "Keep", false }, { AppointmentState.CancelledByPerson, "Correct", true },
        { AppointmentState.CancelledByService, "Move", false }, { AppointmentState.CancelledByService, "Arrive", false }, { AppointmentState.CancelledByService, "Miss", false }, { AppointmentState.CancelledByService, "Keep", false }, { AppointmentState.CancelledByService, "Correct", true },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task Only_the_moves_of_the_table_are_done(AppointmentState from, string move, bool isDone)
    {
        var id = await InAsync(from);
        Clock.SetUtcNow(Soon.AddMinutes(10));

        var outcome = await MoveAsync(move, id);

        outcome.IsDone.Should().Be(isDone, string.Join(" ", outcome.Refusals));
        if (!isDone && from != AppointmentState.Held)
        {
            (await ReadAsync(id)).State.Should().Be(from);
        }
    }

    [Theory]
    [InlineData("Miss")]
    [InlineData("Keep")]
    public async Task Before_its_hour_nothing_is_kept_or_missed(string move)
    {
        var id = await BookedAsync(Soon);

        (await MoveAsync(move, id)).Refusals[0].Message.Should().StartWith("Ce rendez-vous n’a pas commencé");
    }

    [Fact]
    public async Task A_move_keeps_the_row_and_its_history()
    {
        var id = await BookedAsync(Wednesday, change: f => f.WantsEarlier = true);

        (await Get<MoveAppointment>().ExecuteAsync(new(id, Blosne, OtherMediator.Id, Wednesday.AddHours(1)), Mediator, Cancellation)).IsDone.Should().BeTrue();

        var moved = await ReadAsync(id);
        (moved.StartsAt, moved.MediatorId, moved.Sequence, moved.WantsEarlierSince).Should().Be((Wednesday.AddHours(1), OtherMediator.Id, 1, null));
        moved.Steps.Select(s => (s.StartsAt, s.ById)).Should().Equal((Wednesday, Receptionist.Id), (Wednesday.AddHours(1), Mediator.Id));
        (await SlotsAsync(from: new(2026, 12, 2)))[0].Should().Be(Wednesday);
    }

    [Fact]
    public async Task An_appointment_moves_by_less_than_its_own_length()
    {
        var id = await BookedAsync(Wednesday);

        (await Get<MoveAppointment>().ExecuteAsync(new(id, Blosne, Mediator.Id, Wednesday.AddMinutes(15)), Mediator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_moves_into_a_slot_that_is_taken()
    {
        await BookedAsync(Wednesday.AddHours(1));
        var id = await BookedAsync(Wednesday);

        (await Get<MoveAppointment>().ExecuteAsync(new(id, Blosne, Mediator.Id, Wednesday.AddMinutes(45)), Mediator, Cancellation)).Refusals[0].Message.Should().StartWith("Ce créneau vient d’être pris");
        (await ReadAsync(id)).StartsAt.Should().Be(Wednesday);
    }

    [Fact]
    public async Task A_cancelled_slot_is_free_at_once()
    {
        var id = await BookedAsync(Wednesday);
        await Get<CancelAppointment>().ExecuteAsync(new() { Id = id, Reason = CancelReason.NoLongerNeeded }, Receptionist, Cancellation);

        (await ReadAsync(id)).State.Should().Be(AppointmentState.CancelledByPerson);
        await BookedAsync(Wednesday);
    }

    [Fact]
    public async Task A_cancellation_needs_a_reason() =>
        (await Get<CancelAppointment>().ExecuteAsync(new() { Id = await BookedAsync(Wednesday) }, Receptionist, Cancellation)).MessageFor("Reason").Should().NotBeNull();

    [Fact]
    public async Task An_arrival_gives_a_number_and_waits_for_the_mediator_from_five_minutes_before_the_hour()
    {
        var id = await BookedAsync(Soon);
        var visitId = Guid.CreateVersion7();

        (await Get<ArriveAppointment>().ExecuteAsync(new(id, visitId), Receptionist, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var visit = await db.Visits.SingleAsync(v => v.Id == visitId, Cancellation);
        (visit.Number, visit.Origin, visit.Priority, visit.WantedMediatorId).Should().Be(((short)1, Origin.Appointment, Priority.Appointment, Mediator.Id));
        visit.EligibleAt.Should().Be(Soon.AddMinutes(-5));
        (await ReadAsync(id)).State.Should().Be(AppointmentState.Arrived);
    }

    [Fact]
    public async Task A_walk_in_is_called_before_an_appointment_that_is_not_yet_due_and_after_one_that_is()
    {
        await Get<ArriveAppointment>().ExecuteAsync(new(await BookedAsync(Soon), Guid.CreateVersion7()), Receptionist, Cancellation);
        await Get<RecordArrival>().ExecuteAsync(new() { SiteId = Blosne }, Receptionist, Cancellation);
        (await OrderAsync()).Should().Equal(2, 1);

        Clock.SetUtcNow(Soon.AddMinutes(-5));
        (await OrderAsync()).Should().Equal(1, 2);
    }

    [Fact]
    public async Task The_appointment_follows_its_visit_from_the_queue_to_the_session()
    {
        var (id, visitId) = await ArrivedAsync();
        await Get<CallNext>().ExecuteAsync(new(Blosne), Mediator, Cancellation);
        await Get<StartSession>().ExecuteAsync(new(visitId), Mediator, Cancellation);
        (await ReadAsync(id)).State.Should().Be(AppointmentState.InProgress);

        var form = QuickVisit();
        form.VisitId = visitId;
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        var kept = await ReadAsync(id);
        kept.State.Should().Be(AppointmentState.Kept);
        kept.Steps.Select(s => s.State).Should().Equal(AppointmentState.Planned, AppointmentState.Arrived, AppointmentState.InProgress, AppointmentState.Kept);
    }

    [Fact]
    public async Task An_undone_session_and_an_undone_arrival_take_the_appointment_with_them()
    {
        var (id, visitId) = await ArrivedAsync();
        await Get<StartSession>().ExecuteAsync(new(visitId), Mediator, Cancellation);
        await Get<UndoMove>().ExecuteAsync(new(visitId), Mediator, Cancellation);
        (await ReadAsync(id)).State.Should().Be(AppointmentState.Arrived);

        await Get<UndoVisit>().ExecuteAsync(new(visitId), Receptionist, Cancellation);

        var planned = await ReadAsync(id);
        (planned.State, planned.VisitId).Should().Be((AppointmentState.Planned, null));
    }

    [Fact]
    public async Task Two_desks_that_note_the_same_arrival_make_one_visit()
    {
        var id = await BookedAsync(Soon);

        await Get<ArriveAppointment>().ExecuteAsync(new(id, Guid.CreateVersion7()), Receptionist, Cancellation);
        (await Get<ArriveAppointment>().ExecuteAsync(new(id, Guid.CreateVersion7()), Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task Who_was_noted_absent_and_comes_late_is_received_even_when_the_slot_was_given_away()
    {
        var late = await BookedAsync(Soon);
        Clock.SetUtcNow(Soon.AddMinutes(1));
        await Get<CloseAppointment>().ExecuteAsync(new(late, AppointmentEnd.Missed), Receptionist, Cancellation);
        await BookedAsync(Soon.AddMinutes(15));

        (await Get<ArriveAppointment>().ExecuteAsync(new(late, Guid.CreateVersion7()), Receptionist, Cancellation)).IsDone.Should().BeTrue();

        var arrived = await ReadAsync(late);
        (arrived.State, arrived.OverbookingRank).Should().Be((AppointmentState.Arrived, 1));
    }

    [Fact]
    public async Task An_arrival_is_noted_on_the_day_alone() =>
        (await Get<ArriveAppointment>().ExecuteAsync(new(await BookedAsync(Wednesday), Guid.CreateVersion7()), Receptionist, Cancellation))
            .Refusals[0].Message.Should().Contain("mercredi 2 décembre 2026 à 9\u00A0h");

    [Fact]
    public async Task Who_left_unseen_is_settled_once_the_queue_has_let_them_go()
    {
        var (id, visitId) = await ArrivedAsync();
        (await Get<CloseAppointment>().ExecuteAsync(new(id, AppointmentEnd.LeftUnseen), Receptionist, Cancellation)).Refusals[0].Message.Should().Contain("encore dans la file");
        await Get<LeaveUnseen>().ExecuteAsync(new(visitId), Receptionist, Cancellation);

        await Get<CloseAppointment>().ExecuteAsync(new(id, AppointmentEnd.LeftUnseen), Receptionist, Cancellation);

        var closed = await ReadAsync(id);
        (closed.State, closed.CancelReason).Should().Be((AppointmentState.CancelledByService, CancelReason.LeftUnseen));
    }

    [Fact]
    public async Task What_nobody_settled_a_quarter_of_an_hour_after_its_end_is_asked_for()
    {
        var id = await BookedAsync(Soon);
        Clock.SetUtcNow(Soon.AddMinutes(44));
        (await ToSettleAsync()).Should().BeEmpty();

        Clock.SetUtcNow(Soon.AddMinutes(45));
        (await ToSettleAsync()).Should().Equal(id);
    }

    [Fact]
    public async Task A_correction_is_the_authors_for_a_day_then_the_coordinators()
    {
        var id = await InAsync(AppointmentState.Missed);
        (await CorrectAsync(Mediator)).Refusals[0].Message.Should().Contain("Demandez à la coordination");
        Clock.Advance(TimeSpan.FromHours(25));
        (await CorrectAsync(Receptionist)).IsDone.Should().BeFalse();

        (await CorrectAsync(Coordinator)).IsDone.Should().BeTrue();

        var corrected = await ReadAsync(id);
        corrected.State.Should().Be(AppointmentState.Planned);
        corrected.Steps[^1].Why.Should().Be("Erreur de ligne");

        Task<Outcome> CorrectAsync(InclusionNumerique.Access.Actor actor) => Get<CorrectAppointment>().ExecuteAsync(new() { Id = id, Why = "Erreur de ligne" }, actor, Cancellation);
    }

    [Fact]
    public async Task A_cancellation_is_not_corrected_into_a_slot_that_was_given_away()
    {
        var id = await BookedAsync(Wednesday);
        await Get<CancelAppointment>().ExecuteAsync(new() { Id = id, Reason = CancelReason.Mistake }, Receptionist, Cancellation);
        await BookedAsync(Wednesday.AddMinutes(15));

        (await MoveAsync("Correct", id)).Refusals[0].Message.Should().StartWith("Ce créneau a été redonné");
    }

    private async Task<IReadOnlyList<int>> OrderAsync() =>
        [.. (await Get<BoardQueries>().BoardAsync(Blosne, Receptionist, Cancellation)).Waiting.Select(r => (int)r.Number!)];

    private async Task<IReadOnlyList<Guid>> ToSettleAsync() =>
        [.. (await Get<AppointmentQueries>().ListAsync(AppointmentView.ToSettle, null, null, 1, Receptionist, Cancellation)).Rows.Select(r => r.Id)];

    private async Task<(Guid Id, Guid VisitId)> ArrivedAsync()
    {
        var (id, visitId) = (await BookedAsync(Soon), Guid.CreateVersion7());
        await Get<ArriveAppointment>().ExecuteAsync(new(id, visitId), Receptionist, Cancellation);
        return (id, visitId);
    }

    private Task<Outcome> MoveAsync(string move, Guid id) => move switch
    {
        "Move" => Get<MoveAppointment>().ExecuteAsync(new(id, Blosne, Mediator.Id, Wednesday), Receptionist, Cancellation),
        "Cancel" => Get<CancelAppointment>().ExecuteAsync(new() { Id = id, Reason = CancelReason.Unavailable }, Receptionist, Cancellation),
        "Arrive" => Get<ArriveAppointment>().ExecuteAsync(new(id, Guid.CreateVersion7()), Receptionist, Cancellation),
        "Miss" => Get<CloseAppointment>().ExecuteAsync(new(id, AppointmentEnd.Missed), Receptionist, Cancellation),
        "Keep" => Get<CloseAppointment>().ExecuteAsync(new(id, AppointmentEnd.Kept), Receptionist, Cancellation),
        _ => Get<CorrectAppointment>().ExecuteAsync(new() { Id = id, Why = "Erreur de ligne" }, Receptionist, Cancellation),
    };

    /// <summary>Brought there by the verbs, as the receptionist and the mediator would.</summary>
    private async Task<Guid> InAsync(AppointmentState state)
    {
        if (state == AppointmentState.Held)
        {
            var held = Guid.CreateVersion7();
            await Get<HoldSlot>().ExecuteAsync(new(held, Blosne, Mediator.Id, Continued, Soon), Receptionist, Cancellation);
            return held;
        }

        if (state is AppointmentState.Arrived or AppointmentState.InProgress or AppointmentState.Kept)
        {
            var (id, visitId) = await ArrivedAsync();
            var form = QuickVisit();
            form.VisitId = visitId;
            await (state switch
            {
                AppointmentState.InProgress => Get<StartSession>().ExecuteAsync(new(visitId), Mediator, Cancellation),
                AppointmentState.Kept => Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation),
                _ => Task.CompletedTask,
            });
            return id;
        }

        var planned = await BookedAsync(Soon);
        switch (state)
        {
            case AppointmentState.Missed:
                Clock.SetUtcNow(Soon.AddMinutes(5));
                await MoveAsync("Miss", planned);
                break;
            case AppointmentState.CancelledByPerson:
                await MoveAsync("Cancel", planned);
                break;
            case AppointmentState.CancelledByService:
                await Get<CancelAppointment>().ExecuteAsync(new() { Id = planned, Reason = CancelReason.MediatorAway }, Receptionist, Cancellation);
                break;
        }

        return planned;
    }
}
