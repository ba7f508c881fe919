using InclusionNumerique.Inventory;
using InclusionNumerique.Messages;
using InclusionNumerique.Openings;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

public sealed class PlanTrainingSessionTests(TestServer server) : TrainingTest(server)
{
    [Fact]
    public async Task A_session_of_a_day_and_a_half_has_its_parts_in_order_of_time()
    {
        var form = Planned(await ModuleAsync());
        form.Parts = [new() { Day = new(2026, 12, 9), From = new(9, 0), To = new(12, 0) }, new() { Day = new(2026, 12, 2), From = new(14, 0), To = new(17, 0) }, new() { Day = new(2026, 12, 2), From = new(9, 0), To = new(12, 0) }];

        Done(await PlanAsync(form));

        var row = (await Get<TrainingQueries>().ListAsync(new(), Professional, Cancellation)).Rows.Should().ContainSingle().Subject;
        row.Parts.Select(p => p.From.ToParis()).Should().Equal(new DateTime(2026, 12, 2, 9, 0, 0), new DateTime(2026, 12, 2, 14, 0, 0), new DateTime(2026, 12, 9, 9, 0, 0));
        Done(await RegisterAsync(form.Id, SocialWorker));
        (await MessagesAsync(form.Id))[0].Calendar!.Split("END:VCALENDAR").Should().HaveCount(4, "each part is an invitation of its own");
    }

    [Theory]
    [InlineData("09:00", "09:00", "La fin vient après le début.")]
    [InlineData(null, "12:00", "Indiquez le jour, le début et la fin.")]
    public async Task A_part_without_sense_is_refused_beside_it(string? from, string to, string message)
    {
        var form = Planned(await ModuleAsync());
        form.Parts = [new() { Day = Tomorrow, From = from is null ? null : TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), To = TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture) }];

        (await PlanAsync(form)).MessageFor("Parts0").Should().Be(message);
    }

    [Fact]
    public async Task Parts_that_overlap_are_refused()
    {
        var form = Planned(await ModuleAsync());
        form.Parts = [new() { Day = Tomorrow, From = new(9, 0), To = new(12, 0) }, new() { Day = Tomorrow, From = new(11, 0), To = new(13, 0) }];

        (await PlanAsync(form)).MessageFor("Parts").Should().Contain("se chevauchent");
    }

    [Fact]
    public async Task A_moved_session_keeps_its_registrations_and_tells_each_one_once_with_a_newer_entry()
    {
        var form = Planned(await ModuleAsync(), capacity: 1);
        Done(await PlanAsync(form));
        var people = await PeopleAsync(2);
        Done(await RegisterAsync(form.Id, people[0]));
        Done(await RegisterAsync(form.Id, people[1]));

        form.Version = await VersionAsync(form.Id);
        form.Parts[0].Day = Tomorrow.AddDays(20);
        Done(await PlanAsync(form));

        (await ListAsync(form.Id)).Select(r => r.State).Should().Equal(RegistrationState.Registered, RegistrationState.Waiting);
        var told = await MessagesAsync(form.Id, people[0]);
        told.Where(m => m.State == MessageState.Waiting).Select(m => (m.Kind, m.Sequence)).Should().BeEquivalentTo([(MessageKind.TrainingMoved, 1), (MessageKind.TrainingReminder, 1)]);
        told.Single(m => m.Kind == MessageKind.TrainingMoved).Calendar.Should().Contain("SEQUENCE:1").And.Contain("20261215T090000");
        (await MessagesAsync(form.Id, people[1])).Single(m => m.Kind == MessageKind.TrainingMoved).Calendar.Should().BeNull("who waits has no entry to change");
    }

    [Fact]
    public async Task Another_trainer_alone_is_no_news_for_a_diary()
    {
        var form = Planned(await ModuleAsync());
        Done(await PlanAsync(form));
        Done(await RegisterAsync(form.Id, SocialWorker));

        form.Version = await VersionAsync(form.Id);
        form.TrainerIds = [OtherMediator.Id];
        Done(await PlanAsync(form));

        (await MessagesAsync(form.Id)).Should().NotContain(m => m.Kind == MessageKind.TrainingMoved);
    }

    [Fact]
    public async Task More_seats_go_to_those_who_wait_in_their_order()
    {
        var form = Planned(await ModuleAsync(), capacity: 1);
        Done(await PlanAsync(form));
        var people = await PeopleAsync(4);
        foreach (var person in people)
        {
            Done(await RegisterAsync(form.Id, person));
        }

        (form.Version, form.Capacity) = (await VersionAsync(form.Id), 3);
        Done(await PlanAsync(form));

        (await ListAsync(form.Id)).Select(r => (int?)r.Seat).Should().Equal(1, 2, 3, null);
    }

    [Fact]
    public async Task Fewer_seats_than_people_are_refused_and_as_many_close_the_ranks()
    {
        var form = Planned(await ModuleAsync(), capacity: 3);
        Done(await PlanAsync(form));
        foreach (var person in await PeopleAsync(3))
        {
            Done(await RegisterAsync(form.Id, person));
        }

        (form.Version, form.Capacity) = (await VersionAsync(form.Id), 2);
        (await PlanAsync(form)).MessageFor("Capacity").Should().Contain("3 personnes sont inscrites");
        Done(await Get<CancelRegistration>().ExecuteAsync(new((await ListAsync(form.Id))[0].Id), Coordinator, Cancellation));
        form.Version = await VersionAsync(form.Id);
        Done(await PlanAsync(form));

        (await ListAsync(form.Id)).Select(r => (int?)r.Seat).Should().BeEquivalentTo([1, 2]);
    }

    [Fact]
    public async Task A_trainer_who_is_away_or_trains_elsewhere_is_said_and_may_be_kept()
    {
        var module = await ModuleAsync();
        var form = Planned(module);
        await using (var db = OpenDb())
        {
            db.Add(new Absence { Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, StartsAt = ParisTime.At(form.Parts[0].Day!.Value, new(8, 0)), EndsAt = ParisTime.At(form.Parts[0].Day!.Value, new(18, 0)), Reason = AbsenceReason.Leave });
            await db.SaveChangesAsync(Cancellation);
        }

        var refusal = (await PlanAsync(form)).Refusals.Should().ContainSingle().Subject;
        (refusal.Field, refusal.IsWarning).Should().Be(("IsConfirmed", true));
        refusal.Message.Should().Contain("Médiatrice Démo Un");
        form.IsConfirmed = true;
        Done(await PlanAsync(form));

        var other = Planned(module);
        other.TrainerIds = [Mediator.Id];
        (await PlanAsync(other)).Refusals.Should().ContainSingle().Which.IsWarning.Should().BeTrue();
    }

    [Fact]
    public async Task Two_who_change_one_session_at_once_are_told()
    {
        var form = Planned(await ModuleAsync());
        Done(await PlanAsync(form));
        form.Version = await VersionAsync(form.Id);
        form.Room = "Salle 3";
        Done(await PlanAsync(form));

        form.Room = "Salle 4";
        (await PlanAsync(form)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task A_cancelled_session_tells_everybody_why_and_takes_no_more_registrations()
    {
        var session = await SessionAsync(await ModuleAsync());
        Done(await RegisterAsync(session, SocialWorker));

        (await Get<CancelTrainingSession>().ExecuteAsync(new() { Id = session, Reason = " " }, Coordinator, Cancellation)).MessageFor("Reason").Should().NotBeNull();
        Done(await Get<CancelTrainingSession>().ExecuteAsync(new() { Id = session, Reason = "Intervenante malade" }, Coordinator, Cancellation));

        (await MessagesAsync(session)).Where(m => m.State == MessageState.Waiting).Should().ContainSingle().Which.Body.Should().Contain("annulée : Intervenante malade");
        (await RegisterAsync(session, Mediator.Id)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task A_thing_is_kept_for_each_part_once_and_is_free_again_when_the_session_moves()
    {
        var form = Planned(await ModuleAsync());
        form.Parts.Add(new() { Day = Tomorrow.AddDays(8), From = new(9, 0), To = new(12, 0) });
        Done(await PlanAsync(form));
        var other = await SessionAsync(await ModuleAsync("Autre"));
        var item = new SaveEquipment.Form { SiteId = Blosne, Kind = EquipmentKind.Projector, Name = "Vidéoprojecteur", InventoryNumber = "DEMO-9", State = EquipmentState.InService };
        Done(await Get<SaveEquipment>().ExecuteAsync(item, Coordinator, Cancellation));
        Task<Outcome> Reserve(Guid session, bool isReserved = true) => Get<ReserveForTraining>().ExecuteAsync(new(session, item.Id, isReserved), Coordinator, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Reserve(form.Id)));
        (await Reserve(other)).Refusals.Should().ContainSingle().Which.Message.Should().Contain("prêté ou réservé");
        (await Get<TrainingQueries>().EquipmentAsync(form.Id, Mediator, Cancellation)).Should().ContainSingle().Which.Should().Be(new TrainingThing(item.Id, "Vidéoprojecteur", "DEMO-9", IsReserved: true, IsFree: false));
        await using (var db = OpenDb())
        {
            (await db.EquipmentLoans.CountAsync(l => l.State == LoanState.Reserved, Cancellation)).Should().Be(2);
        }

        form.Version = await VersionAsync(form.Id);
        form.Parts[0].Day = Tomorrow.AddDays(20);
        Done(await PlanAsync(form));
        Done(await Reserve(other));
        Done(await Reserve(other, isReserved: false));
    }

    [Fact]
    public async Task Only_people_concerned_are_invited_once_and_told_why()
    {
        var people = await PeopleAsync(2);
        var nurses = await PeopleAsync(1, Mission.Health);
        var module = await ModuleAsync("Socle", new SaveTrainingModule.Line { Missions = [Mission.SocialWork], InstitutionIds = [2], SiteIds = [Blosne], IsCompulsory = true });
        var session = await SessionAsync(module);
        Task<Outcome> Invite(params Guid[] ids) => Get<InviteToTraining>().ExecuteAsync(new() { SessionId = session, ProfessionalIds = [.. ids] }, Coordinator, Cancellation);

        (await Invite(people[0], nurses[0])).IsDone.Should().BeFalse();
        Done(await Invite(people[0]));
        Done(await Invite(people[0], people[1]));

        (await MessagesAsync(session)).Should().HaveCount(2).And.OnlyContain(m => m.Body.Contains("obligatoire pour vous") && m.Body.Contains("Pourquoi vous : Accompagnement social · CDAS · Blosne"));
        var audience = await Get<TrainingQueries>().AudienceAsync(new(session, OnlyLeft: false), Coordinator, Cancellation);
        audience.Rows.Select(r => r.Name).Should().BeEquivalentTo("Collègue Démo 01", "Collègue Démo 02");
        (await Get<TrainingQueries>().AudienceAsync(new(session), Coordinator, Cancellation)).Total.Should().Be(0);
    }

    [Fact]
    public async Task Compulsory_then_not_is_a_dated_fact()
    {
        var people = await PeopleAsync(1);
        var module = await ModuleAsync("Socle", new SaveTrainingModule.Line { IsCompulsory = true });
        await using var db = OpenDb();
        var version = await db.TrainingModules.Where(m => m.Id == module).Select(m => m.Version).SingleAsync(Cancellation);
        Done(await Get<SaveTrainingModule>().ExecuteAsync(
            new() { Id = module, Version = version, Name = "Socle", Aims = "Le même", Minutes = 180, ValidFrom = new(2027, 1, 1), Audience = [new() { Missions = [Mission.SocialWork] }] }, Coordinator, Cancellation));

        (await db.TrainingConcerned(module, new(2026, 12, 31)).SingleAsync(c => c.ProfessionalId == people[0], Cancellation)).IsCompulsory.Should().BeTrue();
        (await db.TrainingConcerned(module, new(2027, 1, 1)).Select(c => new { c.ProfessionalId, c.IsCompulsory }).ToListAsync(Cancellation)).Should().ContainSingle().Which.IsCompulsory.Should().BeFalse();
        (await db.TrainingConcerned(module, new(2025, 12, 31)).CountAsync(Cancellation)).Should().Be(0);
        (await Get<TrainingQueries>().ModulesAsync(Coordinator, Cancellation)).Single().Versions.Should().HaveCount(2);
    }

    private async Task<uint> VersionAsync(Guid session)
    {
        await using var db = OpenDb();
        return await db.TrainingSessions.Where(s => s.Id == session).Select(s => s.Version).SingleAsync(Cancellation);
    }
}
