using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;

namespace InclusionNumerique.Tests.Trainings;

public sealed class AttendanceTests(TestServer server) : TrainingTest(server)
{
    [Fact]
    public async Task The_trainer_notes_each_part_and_may_change_it()
    {
        var form = Planned(await ModuleAsync());
        form.Parts.Add(new() { Day = Tomorrow.AddDays(7), From = new(14, 0), To = new(17, 0) });
        Done(await PlanAsync(form));
        Done(await RegisterAsync(form.Id, SocialWorker));
        var id = (await ListAsync(form.Id))[0].Id;
        Clock.SetUtcNow(ParisTime.At(Tomorrow.AddDays(7), new(13, 30)));

        Done(await NoteAsync(id, 0, true));
        Done(await NoteAsync(id, 1, true));
        Done(await NoteAsync(id, 1, false));
        (await OneAsync(form.Id)).List.Single().Present.Should().Equal(true, false);
        Done(await NoteAsync(id, 0, null));
        (await OneAsync(form.Id)).List.Single().Present.Should().Equal(null, false);
    }

    [Fact]
    public async Task Nobody_is_present_before_the_hour_and_another_mediator_does_not_keep_this_list()
    {
        var session = await SessionAsync(await ModuleAsync());
        Done(await RegisterAsync(session, SocialWorker));
        var id = (await ListAsync(session))[0].Id;

        (await NoteAsync(id, 0, true)).IsDone.Should().BeFalse();
        (await Get<NoteAttendance>().ExecuteAsync(new(id, 0, true), OtherMediator, Cancellation)).Should().Be(Outcome.Forbidden);
        (await Get<TrainingQueries>().OneAsync(session, OtherMediator, Cancellation))!.List.Should().BeEmpty();
    }

    [Fact]
    public async Task Coverage_counts_people_once_and_those_concerned_apart_from_the_others()
    {
        var people = await PeopleAsync(5);
        var nurse = (await PeopleAsync(1, Mission.Health))[0];
        var module = await ModuleAsync("Socle", new SaveTrainingModule.Line { Missions = [Mission.SocialWork], IsCompulsory = true });
        var (first, second) = (await SessionAsync(module), await SessionAsync(module, day: Tomorrow.AddDays(14)));
        Done(await Get<InviteToTraining>().ExecuteAsync(new() { SessionId = first, ProfessionalIds = [.. people.Take(3)] }, Coordinator, Cancellation));
        Done(await RegisterAsync(first, people[0]));
        Done(await RegisterAsync(first, people[1]));
        Done(await RegisterAsync(first, nurse, isConfirmed: true));
        Clock.SetUtcNow(ParisTime.At(Tomorrow.AddDays(7), new(9, 0)));
        foreach (var registration in (await ListAsync(first)).Where(r => r.ProfessionalId != people[1]))
        {
            Done(await NoteAsync(registration.Id, 0, true));
        }

        Clock.SetUtcNow(ParisTime.At(Tomorrow.AddDays(14), new(9, 0)));
        Done(await RegisterAsync(second, people[0]));
        Done(await NoteAsync((await ListAsync(second))[0].Id, 0, true));

        var detail = (await Get<CoverageQueries>().OneAsync(module, Coordinator, Cancellation))!;
        detail.All.Should().BeEquivalentTo(new { Concerned = 5, Compulsory = 5, Invited = 3, Registered = 2, Came = 1, CompulsoryCame = 1, OtherCame = 1, SessionsHeld = 1, SessionsToCome = 1 });
        detail.Missions.Should().ContainSingle().Which.Should().Be(new CoverageRow("Accompagnement social", 5, 3, 2, 1, 1));
        detail.Institutions.Single().Concerned.Should().Be(5);
        detail.Sites.Single().Came.Should().Be(1);
    }

    private Task<Outcome> NoteAsync(Guid registration, short part, bool? isPresent) => Get<NoteAttendance>().ExecuteAsync(new(registration, part, isPresent), Mediator, Cancellation);

    private async Task<TrainingView> OneAsync(Guid session) => (await Get<TrainingQueries>().OneAsync(session, Mediator, Cancellation))!;
}
