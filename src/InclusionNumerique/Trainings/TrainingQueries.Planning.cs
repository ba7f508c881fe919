using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Inventory;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

public sealed partial class TrainingQueries
{
    public const int AudiencePageSize = 50;

    /// <summary>Whom a session concerns, why, and who is still to be invited. A compulsory line comes first.</summary>
    public async Task<AudiencePage> AudienceAsync(AudienceFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.AudienceAsync"))
        {
            return AudiencePage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.TrainingSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == filter.SessionId, cancellation) is not { } session)
        {
            return AudiencePage.Empty;
        }

        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime(session.StartsAt.ToParis());
        var people = db.TrainingConcerned(session.ModuleId, day).Join(db.Users.AsNoTracking(), c => c.ProfessionalId, p => p.Id, (c, p) => new
        {
            Concern = c,
            Person = p,
            InvitedAt = db.TrainingInvitations.Where(i => i.SessionId == session.Id && i.ProfessionalId == p.Id).Select(i => (DateTimeOffset?)i.InvitedAt).FirstOrDefault(),
            State = db.TrainingRegistrations.Where(r => r.SessionId == session.Id && r.ProfessionalId == p.Id && r.State != RegistrationState.Cancelled).Select(r => (RegistrationState?)r.State).FirstOrDefault(),
            IsElsewhere = db.TrainingSessions.Any(s => s.Id != session.Id && s.ModuleId == session.ModuleId && s.State == TrainingState.Planned && s.EndsAt > now
                && s.Registrations.Any(r => r.ProfessionalId == p.Id && r.State != RegistrationState.Cancelled)),
            Had = db.TrainingSessions.Any(s => s.ModuleId == session.ModuleId && s.Registrations.Any(r => r.ProfessionalId == p.Id && r.Attendances.Any(a => a.IsPresent))),
        });
        if (filter.OnlyLeft)
        {
            people = people.Where(p => p.InvitedAt == null && p.State == null && !p.IsElsewhere && !p.Had);
        }

        var total = await people.CountAsync(cancellation);
        var rows = await people.OrderByDescending(p => p.Concern.IsCompulsory).ThenBy(p => p.Person.DisplayName).ThenBy(p => p.Person.Id)
            .Skip((Math.Clamp(filter.Page, 1, PageMost) - 1) * AudiencePageSize).Take(AudiencePageSize)
            .Select(p => new
            {
                p.Person.Id, p.Person.DisplayName, Institution = p.Person.Institution!.ShortName, p.Person.Mission,
                p.Concern.Line, p.Concern.IsCompulsory, p.InvitedAt, p.State, p.IsElsewhere, p.Had,
            }).ToListAsync(cancellation);
        var lines = await db.LinesInWordsAsync(session.ModuleId, day, cancellation);
        var sites = await db.Users.Where(p => rows.Select(r => r.Id).Contains(p.Id)).Select(p => new { p.Id, Names = p.Sites.OrderBy(s => s.Id).Select(s => s.ShortName).ToList() })
            .ToDictionaryAsync(p => p.Id, p => string.Join(", ", p.Names), cancellation);
        return new AudiencePage(
            [.. rows.Select(r => new AudienceRow(r.Id, r.DisplayName, r.Institution, r.Mission, sites[r.Id], lines[r.Line], r.IsCompulsory, r.InvitedAt, r.State, r.IsElsewhere, r.Had))], total);
    }

    /// <summary>The catalogue, with its history.</summary>
    public async Task<IReadOnlyList<ModuleRow>> ModulesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.ModulesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        var institutions = await db.Institutions.ToDictionaryAsync(i => i.Id, i => i.ShortName, cancellation);
        var sites = await db.Sites.ToDictionaryAsync(s => s.Id, s => s.ShortName, cancellation);
        var modules = await db.TrainingModules.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Audiences).Include(m => m.Items).AsSplitQuery()
            .OrderByDescending(m => m.IsActive).ThenBy(m => m.Name).Select(m => new { Module = m, Sessions = db.TrainingSessions.Count(s => s.ModuleId == m.Id) }).ToListAsync(cancellation);
        return [.. modules.Select(m =>
        {
            List<ModuleVersion> versions = [.. m.Module.Versions.OrderByDescending(v => v.ValidFrom).Select(v => new ModuleVersion(
                v.ValidFrom, v.Aims, v.Minutes, v.Capacity, v.Prerequisites, v.Material,
                [.. v.Audiences.OrderBy(a => a.Position).Select(a => new AudienceLine(a.Missions, a.InstitutionIds, a.SiteIds, a.IsCompulsory, TrainingTexts.LineInWords(a, institutions, sites)))]))];
            return new ModuleRow(
                m.Module.Id, m.Module.Version, m.Module.Name, m.Module.IsActive, versions.Find(v => v.ValidFrom <= today) ?? versions.LastOrDefault(), versions,
                [.. m.Module.Items.Where(i => !i.IsRetired).OrderBy(i => i.Kind).ThenBy(i => i.Position).Select(i => new TrainingQuestion(i.Id, i.Kind, i.Text))], m.Sessions);
        })];
    }

    /// <summary>The inventory of the session's site, what is reserved for it first.</summary>
    public async Task<IReadOnlyList<TrainingThing>> EquipmentAsync(Guid sessionId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!await db.MayKeepListAsync("TrainingQueries.EquipmentAsync", sessionId, actor, cancellation))
        {
            return [];
        }

        var loans = db.EquipmentLoans.Where(l => l.State == LoanState.Reserved || l.State == LoanState.Lent);
        return await db.EquipmentItems.AsNoTracking()
            .Where(e => e.State == EquipmentState.InService && db.TrainingSessions.Any(s => s.Id == sessionId && s.SiteId == e.SiteId)).OrderBy(e => e.Kind).ThenBy(e => e.Name).ThenBy(e => e.Id)
            .Select(e => new TrainingThing(
                e.Id, e.Name, e.InventoryNumber, loans.Any(l => l.EquipmentId == e.Id && l.TrainingSessionId == sessionId),
                !loans.Any(l => l.EquipmentId == e.Id && db.TrainingParts.Any(p => p.SessionId == sessionId && p.StartsAt < l.EndsAt && p.EndsAt > l.StartsAt)))).ToListAsync(cancellation);
    }

    /// <summary>Of the actor's own presence; null until the session is over, or when they were at no part.</summary>
    public async Task<CertificateFacts?> CertificateAsync(Guid sessionId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.CertificateAsync"))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await db.TrainingRegistrations.AsNoTracking().Where(r => r.SessionId == sessionId && r.ProfessionalId == actor.Id && r.State == RegistrationState.Registered)
            .Join(db.TrainingSessions.Where(s => s.State == TrainingState.Planned && s.EndsAt <= now), r => r.SessionId, s => s.Id, (r, s) => new
            {
                r.Professional!.DisplayName, Module = s.Module!.Name, Site = s.Site!.Name,
                Parts = s.Parts.Where(p => r.Attendances.Any(a => a.Position == p.Position && a.IsPresent)).OrderBy(p => p.Position).Select(p => new TrainingTime(p.StartsAt, p.EndsAt)).ToList(),
            }).SingleOrDefaultAsync(cancellation);
        return found is { Parts.Count: > 0 } ? new(found.DisplayName, found.Module, found.Site, found.Parts) : null;
    }

    /// <summary>Of which an audience may be made.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> InstitutionsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.InstitutionsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return [.. (await db.Institutions.Where(i => i.IsActive).OrderBy(i => i.Id).Select(i => new { i.Id, i.ShortName }).ToListAsync(cancellation)).Select(i => (i.Id, i.ShortName))];
    }

    public async Task<TrainingChoices> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingQueries.ChoicesAsync"))
        {
            return new([], []);
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var modules = await db.TrainingModules.Where(m => m.IsActive).OrderBy(m => m.Name)
            .Select(m => new { m.Id, m.Name, Now = m.Versions.Where(v => v.ValidFrom <= today).OrderByDescending(v => v.ValidFrom).Select(v => new { v.Capacity, v.Minutes }).FirstOrDefault() }).ToListAsync(cancellation);
        var trainers = await db.Users.Where(p => p.DisabledAt == null && (p.Roles.Contains(Role.Mediator) || p.Roles.Contains(Role.Coordinator))).OrderBy(p => p.DisplayName)
            .Select(p => new TrainerRow(p.Id, p.DisplayName)).ToListAsync(cancellation);
        return new([.. modules.Select(m => (m.Id, m.Name, (int)(m.Now?.Capacity ?? 8), (int)(m.Now?.Minutes ?? 180)))], trainers);
    }
}
