using InclusionNumerique.Dashboards;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

/// <summary>The report of a period. It is 24 November 2026.</summary>
public sealed class TrainingReportTests(TestServer server) : TrainingTest(server)
{
    private static readonly FigurePeriod Year = FigurePeriod.Of(FigureSpan.Year, new(2026, 11, 24), new(2026, 11, 24));

    private static readonly FigurePeriod November = FigurePeriod.Of(FigureSpan.Month, new(2026, 11, 24), new(2026, 11, 24));

    private static SaveTrainingModule.Line ForSocialWork => new() { Missions = [Mission.SocialWork], IsCompulsory = true };

    [Fact]
    public async Task What_happened_in_the_period_is_told_apart_from_who_is_trained_by_its_end()
    {
        var module = await ModuleAsync("Bases démo", ForSocialWork);
        var people = await PeopleAsync(8);
        await HoldAsync(module, new(2026, 3, 10), people[0], people[1]);
        await HoldAsync(module, new(2026, 11, 10), people[2]);
        await SessionAsync(module);

        var year = await OfAsync(Year, module);
        var november = await OfAsync(November, module);

        (year.Held, year.ToCome, year.SeatsToCome).Should().Be((2, 1, 8));
        (year.People!.Total.Concerned, year.People.Total.Registered, year.People.Total.Came, year.People.Total.Trained, year.People.Total.Left).Should().Be((8, 3, 3, 3, 5));
        (november.Held, november.People!.Total.Registered, november.People.Total.Came, november.People.Total.Trained, november.People.Total.Left).Should().Be((1, 1, 1, 3, 5));
        (november.People.Compulsory, november.People.CompulsoryLeft).Should().Be((8, 5));
    }

    [Fact]
    public async Task A_person_whom_two_trainings_concern_is_one_person()
    {
        var (first, second) = (await ModuleAsync("Première", ForSocialWork), await ModuleAsync("Seconde", ForSocialWork));
        var people = await PeopleAsync(6);
        await HoldAsync(first, new(2026, 11, 3), [.. people]);
        await HoldAsync(second, new(2026, 11, 4), people[0]);

        var all = (await Get<TrainingReportQueries>().ReportAsync(Year, Coordinator, Cancellation))!.All!;

        (all.Total.Concerned, all.Total.Came, all.Total.Left).Should().Be((6, 6, 0));
        // The second, which is compulsory too, still waits for five of them.
        all.CompulsoryLeft.Should().Be(5);
    }

    [Fact]
    public async Task Small_groups_are_joined_for_the_coordinator_too_and_a_training_for_a_few_tells_nothing_of_them()
    {
        var module = await ModuleAsync("Bases démo", ForSocialWork);
        var few = await ModuleAsync("Santé démo", new SaveTrainingModule.Line { Missions = [Mission.Health] });
        await PeopleAsync(3, Mission.Health);
        var people = await PeopleAsync(8);
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => people.Take(2).Contains(p.Id)).ExecuteUpdateAsync(p => p.SetProperty(x => x.InstitutionId, 1), Cancellation);
        }

        (await OfAsync(Year, module)).People!.Institutions.Should().ContainSingle().Which.Should().Match<InclusionNumerique.Trainings.CoverageRow>(r => r.Group == "Autres (petits groupes réunis)" && r.Concerned == 8);
        (await OfAsync(Year, few)).Should().Match<ReportedModule>(m => m.People == null && m.OtherCame == 0);
    }

    [Fact]
    public async Task A_training_out_of_use_is_told_of_while_it_was_given_in_the_period()
    {
        var module = await ModuleAsync("Ancienne", ForSocialWork);
        await HoldAsync(module, new(2026, 3, 10), [.. await PeopleAsync(5)]);
        await using (var db = OpenDb())
        {
            await db.TrainingModules.Where(m => m.Id == module).ExecuteUpdateAsync(m => m.SetProperty(x => x.IsActive, false), Cancellation);
        }

        (await Get<TrainingReportQueries>().ReportAsync(Year, Coordinator, Cancellation))!.Modules.Should().ContainSingle().Which.Held.Should().Be(1);
        (await Get<TrainingReportQueries>().ReportAsync(November, Coordinator, Cancellation))!.Modules.Should().BeEmpty();
    }

    private async Task<ReportedModule> OfAsync(FigurePeriod period, int module) =>
        (await Get<TrainingReportQueries>().ReportAsync(period, Coordinator, Cancellation))!.Modules.Single(m => m.ModuleId == module);

    private async Task HoldAsync(int module, DateOnly day, params Guid[] people)
    {
        var startsAt = ParisTime.At(day, new(9, 0));
        var session = new TrainingSession { Id = Guid.CreateVersion7(), ModuleId = module, SiteId = Blosne, Capacity = 8, StartsAt = startsAt, EndsAt = startsAt.AddHours(3), AnswerCode = Guid.NewGuid().ToString("N")[..10] };
        session.Parts.Add(new TrainingPart { Position = 0, StartsAt = startsAt, EndsAt = startsAt.AddHours(3) });
        session.Registrations.AddRange(people.Index().Select(p =>
        {
            var registration = new TrainingRegistration
            {
                Id = Guid.CreateVersion7(), SessionId = session.Id, ProfessionalId = p.Item, State = RegistrationState.Registered, Seat = (short)(p.Index + 1), RegisteredAt = startsAt, RegisteredById = Coordinator.Id,
            };
            registration.Attendances.Add(new TrainingAttendance { Position = 0, IsPresent = true, NotedAt = startsAt, NotedById = Coordinator.Id });
            return registration;
        }));
        await using var db = OpenDb();
        db.Add(session);
        await db.SaveChangesAsync(Cancellation);
    }
}
