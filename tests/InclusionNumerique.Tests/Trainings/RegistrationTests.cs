using InclusionNumerique.Access;
using InclusionNumerique.Messages;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

public sealed class RegistrationTests(TestServer server) : TrainingTest(server)
{
    [Fact]
    public async Task One_registers_oneself_and_is_told_with_an_entry_for_the_diary_and_a_reminder()
    {
        var session = await SessionAsync(await ModuleAsync());

        Done(await RegisterAsync(session, SocialWorker, Professional));

        var registration = (await ListAsync(session)).Should().ContainSingle().Subject;
        registration.Should().BeEquivalentTo(new { ProfessionalId = SocialWorker, State = RegistrationState.Registered, Seat = (short?)1, RegisteredById = SocialWorker, RegisteredAt = Now });
        var messages = await MessagesAsync(session);
        messages.Select(m => m.Kind).Should().Equal(MessageKind.TrainingSeat, MessageKind.TrainingReminder);
        messages[0].Body.Should().Contain("Votre place est réservée").And.Contain("Bases démo").And.Contain("9\u00A0h\u00A0– 12\u00A0h").And.Contain("Salle 2");
        messages[0].Calendar.Should().Contain("METHOD:REQUEST").And.Contain("DTSTART;TZID=Europe/Paris:20261202T090000");
        messages[1].NextAt.Should().Be(ParisTime.At(new(2026, 11, 30), new(10, 0)));
    }

    [Fact]
    public async Task Sent_ten_times_at_once_it_is_one_seat()
    {
        var session = await SessionAsync(await ModuleAsync());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RegisterAsync(session, SocialWorker, Professional)));

        (await ListAsync(session)).Should().ContainSingle();
        (await MessagesAsync(session)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_manager_registers_the_team_and_nobody_else()
    {
        var session = await SessionAsync(await ModuleAsync());
        var people = await PeopleAsync(2);
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == people[0]).ExecuteUpdateAsync(p => p.SetProperty(x => x.ManagerId, Observer.Id), Cancellation);
        }

        Done(await RegisterAsync(session, people[0], Observer));
        (await RegisterAsync(session, people[1], Observer)).Should().Be(Outcome.Forbidden);
        (await RegisterAsync(session, people[1], Professional)).Should().Be(Outcome.Forbidden);
        (await ListAsync(session)).Should().ContainSingle().Which.RegisteredById.Should().Be(Observer.Id);
        Done(await Get<CancelRegistration>().ExecuteAsync(new((await ListAsync(session))[0].Id), Observer, Cancellation));
    }

    [Fact]
    public async Task A_full_session_has_a_waiting_list_and_a_cancelled_seat_goes_to_the_first_who_waits()
    {
        var session = await SessionAsync(await ModuleAsync(), capacity: 2);
        var people = await PeopleAsync(4);
        foreach (var person in people)
        {
            Done(await RegisterAsync(session, person));
        }

        var before = await ListAsync(session);
        before.Select(r => r.State).Should().Equal(RegistrationState.Registered, RegistrationState.Registered, RegistrationState.Waiting, RegistrationState.Waiting);
        Done(await Get<CancelRegistration>().ExecuteAsync(new(before[0].Id), Coordinator, Cancellation));

        var after = await ListAsync(session);
        after.Select(r => (r.ProfessionalId, r.State, r.Seat)).Should().Equal(
            (people[1], RegistrationState.Registered, 2), (people[2], RegistrationState.Registered, 1), (people[3], RegistrationState.Waiting, null));
        (await MessagesAsync(session, people[2])).Select(m => m.Kind).Should().Equal(MessageKind.TrainingWaiting, MessageKind.TrainingPromoted, MessageKind.TrainingReminder);
        (await MessagesAsync(session, people[0])).Where(m => m.State == MessageState.Waiting).Should().ContainSingle().Which.Calendar.Should().Contain("METHOD:CANCEL");
    }

    [Fact]
    public async Task Nobody_passes_those_who_wait()
    {
        var session = await SessionAsync(await ModuleAsync(), capacity: 1);
        var people = await PeopleAsync(3);
        Done(await RegisterAsync(session, people[0]));
        Done(await RegisterAsync(session, people[1]));
        // The seat falls free and a third comes at the same instant, a hundred times.
        var first = (await ListAsync(session))[0].Id;

        await Task.WhenAll(Get<CancelRegistration>().ExecuteAsync(new(first), Coordinator, Cancellation), RegisterAsync(session, people[2]));

        (await ListAsync(session)).Select(r => (r.ProfessionalId, r.State)).Should().Equal((people[1], RegistrationState.Registered), (people[2], RegistrationState.Waiting));
    }

    [Fact]
    public async Task Who_comes_back_after_a_cancellation_is_last_in_the_line_and_the_diary_takes_the_newer_entry()
    {
        var session = await SessionAsync(await ModuleAsync());
        Done(await RegisterAsync(session, SocialWorker, Professional));
        Done(await Get<CancelRegistration>().ExecuteAsync(new((await ListAsync(session))[0].Id), Professional, Cancellation));
        Done(await RegisterAsync(session, SocialWorker, Professional));

        (await MessagesAsync(session)).Where(m => m.Calendar != null).Select(m => (m.Kind, m.Sequence)).Should().BeEquivalentTo(
            [(MessageKind.TrainingSeat, 0), (MessageKind.TrainingCancelled, 1), (MessageKind.TrainingSeat, 1)]);
    }

    [Fact]
    public async Task Somebody_whom_it_does_not_concern_confirms_first()
    {
        var session = await SessionAsync(await ModuleAsync("Réservée", new SaveTrainingModule.Line { Missions = [Mission.Health] }));

        (await RegisterAsync(session, SocialWorker, Professional)).Refusals.Should().ContainSingle().Which.IsWarning.Should().BeTrue();
        Done(await RegisterAsync(session, SocialWorker, Professional, isConfirmed: true));
    }

    [Fact]
    public async Task One_seat_per_module_to_come()
    {
        var module = await ModuleAsync();
        Done(await RegisterAsync(await SessionAsync(module), SocialWorker, Professional));

        (await RegisterAsync(await SessionAsync(module, day: Tomorrow.AddDays(14)), SocialWorker, Professional)).Refusals.Should().ContainSingle().Which.Message.Should().Contain("mer. 2 déc. à 9\u00A0h");
    }

    [Fact]
    public async Task A_session_that_has_begun_is_open_to_who_keeps_the_list_alone()
    {
        var session = await SessionAsync(await ModuleAsync());
        Clock.SetUtcNow(ParisTime.At(Tomorrow.AddDays(7), new(9, 30)));

        (await RegisterAsync(session, SocialWorker, Professional)).IsDone.Should().BeFalse();
        Done(await RegisterAsync(session, SocialWorker));
        Clock.SetUtcNow(ParisTime.At(Tomorrow.AddDays(7), new(12, 30)));
        (await RegisterAsync(session, Mediator.Id)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task The_database_itself_refuses_a_seat_above_the_capacity_and_the_same_seat_twice()
    {
        var session = await SessionAsync(await ModuleAsync(), capacity: 2);
        var people = await PeopleAsync(2);
        await using var db = OpenDb();
        TrainingRegistration Of(Guid person, short seat) => new() { Id = Guid.CreateVersion7(), SessionId = session, ProfessionalId = person, State = RegistrationState.Registered, Seat = seat, RegisteredAt = Now, RegisteredById = Coordinator.Id };

        db.Add(Of(people[0], 3));
        (await db.Invoking(d => d.SaveChangesAsync(Cancellation)).Should().ThrowAsync<DbUpdateException>()).WithInnerException<Npgsql.PostgresException>().Which.ConstraintName.Should().Be("ck_training_seat");
        db.ChangeTracker.Clear();
        db.AddRange(Of(people[0], 1), Of(people[1], 1));
        await db.Invoking(d => d.SaveChangesAsync(Cancellation)).Should().ThrowAsync<DbUpdateException>();
    }

    /// <summary>Fifty people at once on each session: the seats are the capacity, without a gap, and those who wait stand in the order of their coming.</summary>
    [Fact]
    public async Task Fifty_at_once_for_one_to_twelve_seats()
    {
        var people = await PeopleAsync(50);
        for (var capacity = 1; capacity <= 12; capacity++)
        {
            var session = await SessionAsync(await ModuleAsync($"Course {capacity}"), capacity);

            (await Task.WhenAll(people.Select(person => RegisterAsync(session, person)))).Should().OnlyContain(o => o.IsDone);

            var list = await ListAsync(session);
            list.Should().HaveCount(50);
            list.Take(capacity).Select(r => (int?)r.Seat).Should().Equal(Enumerable.Range(1, capacity).Select(i => (int?)i));
            list.Skip(capacity).Should().OnlyContain(r => r.State == RegistrationState.Waiting);
        }
    }
}
