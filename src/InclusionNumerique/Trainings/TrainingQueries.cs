using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

public sealed partial class TrainingQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;
    private const int PageMost = 10_000;

    /// <summary>Sessions of the house: everybody sees them, with what they are to oneself.</summary>
    public async Task<SessionPage> ListAsync(TrainingFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.ListAsync"))
        {
            return SessionPage.Empty;
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sessions = db.TrainingSessions.AsNoTracking().Where(s => filter.IsPast ? s.EndsAt <= now : s.EndsAt > now)
            .Where(s => (filter.ModuleId == null || s.ModuleId == filter.ModuleId) && (filter.SiteId == null || s.SiteId == filter.SiteId));
        if (filter.IsMine)
        {
            sessions = sessions.Where(s => s.Registrations.Any(r => r.ProfessionalId == actor.Id && r.State != RegistrationState.Cancelled)
                || s.Trainers.Any(t => t.Id == actor.Id)
                || (!filter.IsPast && s.State == TrainingState.Planned && db.TrainingConcerned(s.ModuleId, clock.Today()).Any(c => c.ProfessionalId == actor.Id)));
        }

        var total = await sessions.CountAsync(cancellation);
        var ordered = filter.IsPast ? sessions.OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id) : sessions.OrderBy(s => s.StartsAt).ThenBy(s => s.Id);
        var page = ordered.Skip((Math.Clamp(filter.Page, 1, PageMost) - 1) * PageSize).Take(PageSize);
        return new SessionPage(await RowsAsync(db, page, actor, cancellation), total);
    }

    /// <summary>Null when there is no such session.</summary>
    public async Task<TrainingView?> OneAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.OneAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var query = db.TrainingSessions.AsNoTracking().Where(s => s.Id == id);
        if (await RowsAsync(db, query, actor, cancellation) is not [var row])
        {
            return null;
        }

        var day = DateOnly.FromDateTime(row.Parts[0].From.ToParis());
        var session = await query.Select(s => new
        {
            s.Version, s.SiteId, s.ExternalTrainer, s.Reason, s.AnswerCode,
            Trainers = s.Trainers.OrderBy(t => t.DisplayName).Select(t => new TrainerRow(t.Id, t.DisplayName)).ToList(),
            Module = db.TrainingVersions.Where(v => v.ModuleId == s.ModuleId && v.ValidFrom <= day).OrderByDescending(v => v.ValidFrom).Select(v => new { v.Aims, v.Prerequisites, v.Material }).FirstOrDefault(),
            Before = db.TrainingSheets.Count(a => a.SessionId == s.Id && a.Moment == TrainingMoment.Before),
            After = db.TrainingSheets.Count(a => a.SessionId == s.Id && a.Moment == TrainingMoment.After),
        }).SingleAsync(cancellation);
        var line = await db.TrainingConcerned(row.ModuleId, day).Where(c => c.ProfessionalId == actor.Id).Select(c => (short?)c.Line).SingleOrDefaultAsync(cancellation);
        var why = line is { } position ? (await db.LinesInWordsAsync(row.ModuleId, day, cancellation))[position] : null;
        var mayKeep = await db.MayKeepListAsync(nameof(NoteAttendance), id, actor, cancellation);
        return new(
            row, session.Version, session.SiteId, session.Module?.Aims ?? "", session.Module?.Prerequisites, session.Module?.Material, session.Trainers, session.ExternalTrainer, session.Reason,
            mayKeep ? session.AnswerCode : "", why, mayKeep, await TeamAsync(db, row, day, actor, cancellation), mayKeep ? await PeopleAsync(db, row, cancellation) : [], session.Before, session.After);
    }

    private static async Task<List<TrainingRow>> RowsAsync(InclusionDb db, IQueryable<TrainingSession> sessions, Actor actor, CancellationToken cancellation)
    {
        var found = await sessions.Select(s => new
        {
            s.Id, s.ModuleId, Module = s.Module!.Name, Site = s.Site!.ShortName, s.Room, s.State, s.Capacity, s.StartsAt,
            Parts = s.Parts.OrderBy(p => p.Position).Select(p => new TrainingTime(p.StartsAt, p.EndsAt)).ToList(),
            Seated = s.Registrations.Count(r => r.State == RegistrationState.Registered),
            Waiting = s.Registrations.Count(r => r.State == RegistrationState.Waiting),
            Mine = s.Registrations.Where(r => r.ProfessionalId == actor.Id && r.State != RegistrationState.Cancelled)
                .Select(r => new MyRegistration(r.Id, r.State, r.State == RegistrationState.Waiting ? s.Registrations.Count(o => o.State == RegistrationState.Waiting && o.Rank < r.Rank) : 0)).FirstOrDefault(),
            IsInvited = db.TrainingInvitations.Any(i => i.SessionId == s.Id && i.ProfessionalId == actor.Id),
        }).AsSplitQuery().ToListAsync(cancellation);
        var concern = new Dictionary<(int, DateOnly), bool?>();
        var rows = new List<TrainingRow>();
        foreach (var s in found)
        {
            var key = (s.ModuleId, DateOnly.FromDateTime(s.StartsAt.ToParis()));
            if (!concern.TryGetValue(key, out var isCompulsory))
            {
                concern[key] = isCompulsory = await db.TrainingConcerned(key.ModuleId, key.Item2).Where(c => c.ProfessionalId == actor.Id).Select(c => (bool?)c.IsCompulsory).SingleOrDefaultAsync(cancellation);
            }

            rows.Add(new(s.Id, s.ModuleId, s.Module, s.Site, s.Room, s.State, s.Parts, s.Capacity, s.Seated, s.Waiting, s.Mine, s.IsInvited, isCompulsory));
        }

        return rows;
    }

    private static Task<List<TeamMember>> TeamAsync(InclusionDb db, TrainingRow row, DateOnly day, Actor actor, CancellationToken cancellation) =>
        db.Users.AsNoTracking().Where(p => p.ManagerId == actor.Id && p.DisabledAt == null).OrderBy(p => p.DisplayName).Select(p => new
        {
            p.Id, p.DisplayName,
            IsCompulsory = db.TrainingConcerned(row.ModuleId, day).Where(c => c.ProfessionalId == p.Id).Select(c => (bool?)c.IsCompulsory).FirstOrDefault(),
            Registration = db.TrainingRegistrations.Where(r => r.SessionId == row.Id && r.ProfessionalId == p.Id && r.State != RegistrationState.Cancelled).Select(r => new { r.Id, r.State }).FirstOrDefault(),
        }).Select(p => new TeamMember(p.Id, p.DisplayName, p.IsCompulsory, p.Registration == null ? null : p.Registration.Id, p.Registration == null ? null : p.Registration.State)).ToListAsync(cancellation);

    private static async Task<List<ListedPerson>> PeopleAsync(InclusionDb db, TrainingRow row, CancellationToken cancellation)
    {
        var people = await db.TrainingRegistrations.AsNoTracking().Where(r => r.SessionId == row.Id && r.State != RegistrationState.Cancelled)
            .OrderBy(r => r.State).ThenBy(r => r.State == RegistrationState.Waiting ? r.Rank : 0).ThenBy(r => r.Professional!.DisplayName)
            .Select(r => new { r.Id, r.ProfessionalId, r.Professional!.DisplayName, Institution = r.Professional.Institution!.ShortName, r.State, r.RegisteredAt, Attendances = r.Attendances.Select(a => new { a.Position, a.IsPresent }).ToList() })
            .ToListAsync(cancellation);
        return [.. people.Select(p => new ListedPerson(
            p.Id, p.ProfessionalId, p.DisplayName, p.Institution, p.State, p.RegisteredAt,
            [.. row.Parts.Select((_, i) => p.Attendances.Where(a => a.Position == i).Select(a => (bool?)a.IsPresent).FirstOrDefault())]))];
    }
}
