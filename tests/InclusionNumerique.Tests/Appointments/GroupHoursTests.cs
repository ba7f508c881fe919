using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Trainings;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Appointments;

/// <summary>A mediator who holds a group, or gives or attends a training, receives nobody meanwhile. At Blosne on Tuesdays and Wednesdays from 9 to 12.</summary>
public sealed class GroupHoursTests(TestServer server) : AppointmentTest(server)
{
    private static readonly DateOnly Day = new(2026, 12, 1);

    /// <summary>Half-hours from 9:00 on Tuesday 1 December, less those of 9:45 to 10:45.</summary>
    private static readonly DateTimeOffset[] Round = [Local(2026, 12, 1, 9, 0), Local(2026, 12, 1, 9, 15), Local(2026, 12, 1, 10, 45), Local(2026, 12, 1, 11, 0), Local(2026, 12, 1, 11, 15), Local(2026, 12, 1, 11, 30)];

    [Fact]
    public async Task A_workshop_takes_its_mediators_hours_and_gives_them_back_when_it_is_called_off()
    {
        var form = await HoldAsync(Mediator);

        (await SlotsAsync(from: Day)).Take(6).Should().Equal(Round);
        await AnsweredAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = form.Id, Reason = "Salle fermée" }, Mediator, Cancellation));
        (await SlotsAsync(from: Day))[3].Should().Be(Local(2026, 12, 1, 9, 45));
    }

    [Fact]
    public async Task A_colleague_s_workshop_takes_nobody_else_s_hours()
    {
        await HoldAsync(OtherMediator);

        (await SlotsAsync(from: Day))[3].Should().Be(Local(2026, 12, 1, 9, 45));
    }

    [Fact]
    public async Task A_training_takes_the_hours_of_who_gives_it()
    {
        await TrainAsync(s => s.TrainerIds = [Mediator.Id]);

        (await SlotsAsync(from: Day)).Take(6).Should().Equal(Round);
    }

    [Fact]
    public async Task A_training_takes_the_hours_of_who_has_a_seat_and_of_nobody_who_waits_or_gave_it_back()
    {
        var session = await TrainAsync(s => (s.TrainerIds, s.ExternalTrainer, s.Capacity) = ([], "Intervenante", 1));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AnsweredAsync(Get<RegisterForTraining>().ExecuteAsync(new(first, session, OtherMediator.Id), Coordinator, Cancellation));
        await AnsweredAsync(Get<RegisterForTraining>().ExecuteAsync(new(second, session, Mediator.Id), Coordinator, Cancellation));
        (await SlotsAsync(from: Day))[3].Should().Be(Local(2026, 12, 1, 9, 45));

        await AnsweredAsync(Get<CancelRegistration>().ExecuteAsync(new(first), Coordinator, Cancellation));

        (await SlotsAsync(from: Day)).Take(6).Should().Equal(Round);
    }

    [Fact]
    public async Task A_slot_that_was_seen_before_the_workshop_was_planned_is_not_booked_after()
    {
        await HoldAsync(Mediator);

        var outcome = await Get<BookAppointment>().ExecuteAsync(For(Local(2026, 12, 1, 10, 0)), Receptionist, Cancellation);

        outcome.Refusals.Should().ContainSingle().Which.Message.Should().StartWith("Ce créneau vient d’être pris.");
    }

    [Fact]
    public async Task Planned_and_booked_at_once_the_second_one_knows_of_the_first()
    {
        var form = await SeriesAsync(Mediator);
        form.IsConfirmed = false;
        var slot = For(Local(2026, 12, 1, 10, 0));

        var outcomes = await Task.WhenAll(Get<SaveWorkshopSession>().ExecuteAsync(form, Mediator, Cancellation), Get<BookAppointment>().ExecuteAsync(slot, Receptionist, Cancellation));

        outcomes.Count(o => o.IsDone).Should().Be(1, string.Join(" | ", outcomes.SelectMany(o => o.Refusals)));
    }

    [Fact]
    public async Task Going_back_a_version_searches_as_before()
    {
        await using var db = OpenDb();
        var migrator = Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>(db);
        var before = db.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_GroupHours", StringComparison.Ordinal)).Last();
        await migrator.MigrateAsync(before, Cancellation);

        (await SlotsAsync(from: Day))[3].Should().Be(Local(2026, 12, 1, 9, 45));
        await FluentActions.Awaiting(() => db.Database.ExecuteSqlAsync($"SELECT tell_desk_of_place()", Cancellation)).Should().ThrowAsync<PostgresException>();
        await migrator.MigrateAsync(cancellationToken: Cancellation);
        await HoldAsync(Mediator);
        (await SlotsAsync(from: Day)).Take(6).Should().Equal(Round);
    }

    // From 9:45 to 10:45.
    private async Task<WorkshopSessionForm> HoldAsync(Actor mediator)
    {
        var form = await SeriesAsync(mediator);
        await AnsweredAsync(Get<SaveWorkshopSession>().ExecuteAsync(form, Mediator, Cancellation));
        return form;
    }

    private async Task<WorkshopSessionForm> SeriesAsync(Actor mediator)
    {
        var series = new SaveWorkshop.Form { Name = "Ma boîte mail", Aims = "Vous lisez un message.", Level = WorkshopLevel.Beginner, SiteId = Blosne, ThemeIds = { 5 } };
        await AnsweredAsync(Get<SaveWorkshop>().ExecuteAsync(series, Mediator, Cancellation));
        return new() { WorkshopId = series.Id, SiteId = Blosne, Day = Day, StartsAt = new(9, 45), EndsAt = new(10, 45), Capacity = 8, MediatorIds = { mediator.Id }, IsConfirmed = true };
    }

    private async Task<Guid> TrainAsync(Action<PlanTrainingSession.Form> change)
    {
        await AnsweredAsync(Get<SaveTrainingModule>().ExecuteAsync(new() { Name = "Bases démo", Aims = "Accompagner", Minutes = 60, ValidFrom = new(2026, 1, 1), Audience = [new()] }, Coordinator, Cancellation));
        await using var db = OpenDb();
        var form = new PlanTrainingSession.Form
        {
            ModuleId = await db.TrainingModules.Select(m => m.Id).SingleAsync(Cancellation), SiteId = Blosne, Capacity = 8, IsConfirmed = true, Parts = [new() { Day = Day, From = new(9, 45), To = new(10, 45) }],
        };
        change(form);
        await AnsweredAsync(Get<PlanTrainingSession>().ExecuteAsync(form, Coordinator, Cancellation));
        return form.Id;
    }

    private static async Task AnsweredAsync(Task<Outcome> work) => (await work).Refusals.Should().BeEmpty();
}
