using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Openings;
using InclusionNumerique.Tests.Messages;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

/// <summary>The e-mail server is down for an hour while a training is planned, moved and called off. It is Tuesday 24 November 2026, 10:30.</summary>
public sealed class TrainingMailTests(TestServer server) : TrainingTest(server), IAsyncDisposable
{
    private readonly LoopbackSmtp _smtp = new();
    private bool _isUp;

    private IEnumerable<(string, int)> Taken => _smtp.Taken.GroupBy(t => t.To).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));

    public new async ValueTask DisposeAsync()
    {
        await _smtp.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_seat_and_an_invitation_given_while_the_server_is_down_arrive_once_when_it_is_back()
    {
        var session = await SessionAsync(await ModuleAsync());
        var people = await PeopleAsync(2);
        Done(await RegisterAsync(session, people[0]));
        Done(await InviteAsync(session, people[1]));

        await AnHourAsync();
        _smtp.Taken.Should().BeEmpty();
        await BackAsync();

        Taken.Should().BeEquivalentTo([(await AddressAsync(people[0]), 1), (await AddressAsync(people[1]), 1)]);
        (await MessagesAsync(session)).Where(m => m.Kind != MessageKind.TrainingReminder).Should().OnlyContain(m => m.State == MessageState.Sent);
        await BackAsync();
        _smtp.Taken.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_session_moved_meanwhile_is_told_as_it_is_now_and_never_as_it_was()
    {
        var session = await SessionAsync(await ModuleAsync());
        var people = await PeopleAsync(2);
        Done(await RegisterAsync(session, people[0]));
        Done(await InviteAsync(session, people[1]));
        await HalfAnHourAsync();
        Done(await PlanAsync(await MovedAsync(session, Tomorrow.AddDays(9))));
        await HalfAnHourAsync();
        await BackAsync();

        // One word each: the news for whoever has a seat, the invitation with the new day for the other.
        Taken.Should().BeEquivalentTo([(await AddressAsync(people[0]), 1), (await AddressAsync(people[1]), 1)]);
        var sent = (await MessagesAsync(session)).Where(m => m.State == MessageState.Sent).ToList();
        sent.Select(m => (m.ProfessionalId!.Value, m.Kind)).Should().BeEquivalentTo([(people[0], MessageKind.TrainingMoved), (people[1], MessageKind.TrainingInvitation)]);
        sent.Should().OnlyContain(m => m.Body.Contains("4 décembre"));
        (await ListAsync(session)).Should().ContainSingle().Which.Should().Match<TrainingRegistration>(r => r.Seat == 1 && r.ProfessionalId == people[0]);
    }

    [Fact]
    public async Task A_session_called_off_meanwhile_is_told_once_and_nobody_is_invited_to_it_any_more()
    {
        var session = await SessionAsync(await ModuleAsync());
        var people = await PeopleAsync(2);
        Done(await RegisterAsync(session, people[0]));
        Done(await InviteAsync(session, people[1]));
        await HalfAnHourAsync();
        Done(await Get<CancelTrainingSession>().ExecuteAsync(new() { Id = session, Reason = "Intervenante absente" }, Coordinator, Cancellation));
        await HalfAnHourAsync();
        await BackAsync();

        Taken.Should().Equal((await AddressAsync(people[0]), 1));
        (await MessagesAsync(session)).Where(m => m.State == MessageState.Sent).Should().ContainSingle().Which.Should()
            .Match<Message>(m => m.Kind == MessageKind.TrainingCancelled && m.Body.Contains("Intervenante absente") && m.Calendar!.Contains("METHOD:CANCEL"));
    }

    [Fact]
    public async Task A_trainer_who_falls_ill_is_replaced_and_the_seats_stay()
    {
        var session = await SessionAsync(await ModuleAsync());
        var people = await PeopleAsync(3);
        foreach (var person in people)
        {
            Done(await RegisterAsync(session, person));
        }

        await BackAsync();
        var before = _smtp.Taken.Count;
        await using (var db = OpenDb())
        {
            db.Absences.Add(new() { Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, StartsAt = Now, EndsAt = Now.AddDays(30), Reason = AbsenceReason.Leave });
            await db.SaveChangesAsync(Cancellation);
        }

        // Kept as it is, it says who is away; with another trainer it is the same session for everybody else.
        var form = await MovedAsync(session, Tomorrow.AddDays(7));
        form.IsConfirmed = false;
        (await PlanAsync(form)).Refusals.Should().ContainSingle().Which.Should().Match<Refusal>(r => r.IsWarning && r.Message.Contains("Absence"));
        form.TrainerIds = [OtherMediator.Id];
        Done(await PlanAsync(form));
        await BackAsync();

        (await ListAsync(session)).Select(r => (int?)r.Seat).Should().Equal(1, 2, 3);
        _smtp.Taken.Should().HaveCount(before, "the hour and the place are the same");
    }

    private Task<Outcome> InviteAsync(Guid session, Guid person) => Get<InviteToTraining>().ExecuteAsync(new() { SessionId = session, ProfessionalIds = [person] }, Coordinator, Cancellation);

    private async Task<PlanTrainingSession.Form> MovedAsync(Guid session, DateOnly day)
    {
        await using var db = OpenDb();
        var found = await db.TrainingSessions.AsNoTracking().SingleAsync(s => s.Id == session, Cancellation);
        var form = Planned(found.ModuleId, day: day);
        (form.Id, form.Version, form.IsConfirmed) = (session, found.Version, true);
        return form;
    }

    private async Task AnHourAsync()
    {
        await HalfAnHourAsync();
        await HalfAnHourAsync();
    }

    // The product looks every ten seconds; each minute shows the same.
    private async Task HalfAnHourAsync()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            await SendAsync();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    // The next attempt is at most half an hour away after an hour of silence.
    private async Task BackAsync()
    {
        if (!_isUp)
        {
            _smtp.Start();
            _isUp = true;
        }

        for (var minute = 0; minute < 90; minute += 5)
        {
            await SendAsync();
            Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private async Task SendAsync()
    {
        SmtpMailSender mail = new(new("", "rdv@demo.invalid", "127.0.0.1", _smtp.Port, IsSmtpPlain: true));
        await new MessageSender(Get<IDbContextFactory<InclusionDb>>(), mail, new FileOutbox(new(Path.GetTempPath())), Clock).SendDueAsync(Cancellation);
    }

    private async Task<string> AddressAsync(Guid person)
    {
        await using var db = OpenDb();
        return await db.Users.Where(p => p.Id == person).Select(p => p.Email!).SingleAsync(Cancellation);
    }
}
