using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

/// <summary>A module, sessions of it, and as many colleagues as a test needs.</summary>
public abstract class TrainingTest(TestServer server) : DatabaseTest(server)
{
    /// <summary>Works at CDAS in social work, at Blosne; managed by the observer.</summary>
    protected static Guid SocialWorker => Professional.Id;

    protected static DateOnly Tomorrow { get; } = new(2026, 11, 25);

    /// <summary>For everybody, unless the lines say otherwise.</summary>
    protected async Task<int> ModuleAsync(string name = "Bases démo", params SaveTrainingModule.Line[] audience)
    {
        var form = new SaveTrainingModule.Form { Name = name, Aims = "Accompagner une démarche", Minutes = 180, ValidFrom = new(2026, 1, 1), Audience = audience.Length == 0 ? [new()] : [.. audience] };
        Done(await Get<SaveTrainingModule>().ExecuteAsync(form, Coordinator, Cancellation));
        await using var db = OpenDb();
        return await db.TrainingModules.Where(m => m.Name == name).Select(m => m.Id).SingleAsync(Cancellation);
    }

    protected static PlanTrainingSession.Form Planned(int moduleId, int capacity = 8, DateOnly? day = null) => new()
    {
        ModuleId = moduleId, SiteId = Blosne, Room = "Salle 2", TrainerIds = [Mediator.Id], Capacity = capacity, Parts = [new() { Day = day ?? Tomorrow.AddDays(7), From = new(9, 0), To = new(12, 0) }],
    };

    protected async Task<Guid> SessionAsync(int moduleId, int capacity = 8, DateOnly? day = null)
    {
        var form = Planned(moduleId, capacity, day);
        form.IsConfirmed = true;
        Done(await PlanAsync(form));
        return form.Id;
    }

    protected Task<Outcome> PlanAsync(PlanTrainingSession.Form form, Actor? actor = null) => Get<PlanTrainingSession>().ExecuteAsync(form, actor ?? Coordinator, Cancellation);

    protected Task<Outcome> RegisterAsync(Guid session, Guid person, Actor? actor = null, Guid? id = null, bool isConfirmed = false) =>
        Get<RegisterForTraining>().ExecuteAsync(new(id ?? Guid.CreateVersion7(), session, person, isConfirmed), actor ?? Coordinator, Cancellation);

    /// <summary>Colleagues of the CDAS at Blosne.</summary>
    protected async Task<List<Guid>> PeopleAsync(int count, Mission? mission = Mission.SocialWork)
    {
        await using var db = OpenDb();
        var people = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).Select((id, i) => new Professional
        {
            Id = id, DisplayName = $"Collègue Démo {i + 1:00}", UserName = $"{id:N}@demo.invalid", Email = $"{id:N}@demo.invalid", Roles = [Role.Professional], InstitutionId = 2, Mission = mission,
        }).ToList();
        var site = await db.Sites.SingleAsync(s => s.Id == Blosne, Cancellation);
        people.ForEach(p => p.Sites.Add(site));
        db.Users.AddRange(people);
        await db.SaveChangesAsync(Cancellation);
        return [.. people.Select(p => p.Id)];
    }

    protected async Task<List<TrainingRegistration>> ListAsync(Guid session)
    {
        await using var db = OpenDb();
        return await db.TrainingRegistrations.AsNoTracking().Where(r => r.SessionId == session && r.State != RegistrationState.Cancelled).OrderBy(r => r.Rank).ToListAsync(Cancellation);
    }

    protected async Task<List<Message>> MessagesAsync(Guid session, Guid? person = null)
    {
        await using var db = OpenDb();
        return await db.Messages.AsNoTracking().Where(m => m.TrainingSessionId == session && (person == null || m.ProfessionalId == person)).OrderBy(m => m.CreatedAt).ThenBy(m => m.Kind).ToListAsync(Cancellation);
    }

    protected static void Done(Outcome outcome) => outcome.Refusals.Should().BeEmpty();
}
