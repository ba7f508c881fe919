using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>How far one module has reached those whom it concerns today. People, each counted once however many sessions.</summary>
/// <param name="Concerned">The base of the other counts, which hold only people concerned.</param>
/// <param name="Registered">Has or had a seat.</param>
/// <param name="Came">Present at one part at least.</param>
/// <param name="OtherCame">Came although it does not concern them (any more): in no other count.</param>
public sealed record ModuleCoverage(int ModuleId, string Module, int Concerned, int Compulsory, int Invited, int Registered, int Came, int CompulsoryCame, int OtherCame, int SessionsHeld, int SessionsToCome, int SeatsToCome);

/// <param name="Trained">Of those concerned: came, then or before.</param>
public sealed record CoverageRow(string Group, int Concerned, int Invited, int Registered, int Came, int Trained)
{
    public int Left => Concerned - Trained;

    internal static CoverageRow Sum(string group, IReadOnlyCollection<CoverageRow> rows) =>
        new(group, rows.Sum(r => r.Concerned), rows.Sum(r => r.Invited), rows.Sum(r => r.Registered), rows.Sum(r => r.Came), rows.Sum(r => r.Trained));
}

/// <summary>Of one module.</summary>
public sealed record CoverageDetail(ModuleCoverage All, IReadOnlyList<CoverageRow> Institutions, IReadOnlyList<CoverageRow> Missions, IReadOnlyList<CoverageRow> Sites);

/// <summary>Who is concerned, invited, registered and came; who is left.</summary>
public sealed class CoverageQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Active modules by name.</summary>
    public async Task<IReadOnlyList<ModuleCoverage>> CoverageAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("CoverageQueries.CoverageAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await ModulesAsync(db, cancellation);
    }

    /// <summary>Null when there is no such active module.</summary>
    public async Task<CoverageDetail?> OneAsync(int moduleId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("CoverageQueries.OneAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if ((await ModulesAsync(db, cancellation)).Find(m => m.ModuleId == moduleId) is not { } all)
        {
            return null;
        }

        var people = PeopleOf(db).Where(x => x.ModuleId == moduleId && x.IsConcerned);
        var names = await db.Institutions.ToDictionaryAsync(i => i.Id, i => i.ShortName, cancellation);
        var institutions = await people.GroupBy(x => x.InstitutionId).Select(g => new { g.Key, All = g.Count(), Invited = g.Count(x => x.IsInvited), Registered = g.Count(x => x.IsRegistered), Came = g.Count(x => x.Came) }).ToListAsync(cancellation);
        var missions = await people.GroupBy(x => x.Mission).Select(g => new { g.Key, All = g.Count(), Invited = g.Count(x => x.IsInvited), Registered = g.Count(x => x.IsRegistered), Came = g.Count(x => x.Came) }).ToListAsync(cancellation);
        // Somebody of two sites stands in both lines.
        var sites = await people.SelectMany(x => db.Users.Where(p => p.Id == x.ProfessionalId).SelectMany(p => p.Sites), (x, s) => new { x, Group = s.ShortName })
            .GroupBy(g => g.Group).Select(g => new CoverageRow(g.Key, g.Count(), g.Count(y => y.x.IsInvited), g.Count(y => y.x.IsRegistered), g.Count(y => y.x.Came), g.Count(y => y.x.IsTrained))).ToListAsync(cancellation);
        // Who plans sees every name elsewhere; others get no line that tells of a few people.
        var least = actor.Has(Role.Coordinator) ? 0 : CoveredPeople.GroupLeast;
        return new(
            all,
            CoveredPeople.Merged(least, [.. institutions.OrderByDescending(i => i.All).ThenBy(i => i.Key).Select(i => new CoverageRow(i.Key is { } id ? names[id] : "Sans institution", i.All, i.Invited, i.Registered, i.Came, i.Came))]),
            CoveredPeople.Merged(least, [.. missions.OrderBy(m => m.Key ?? int.MaxValue).Select(m => new CoverageRow(m.Key is { } mission ? ((Mission)mission).Label() : "Mission non renseignée", m.All, m.Invited, m.Registered, m.Came, m.Came))]),
            CoveredPeople.Merged(least, [.. sites.OrderBy(r => r.Group)]));
    }

    private IQueryable<CoveredPerson> PeopleOf(InclusionDb db) => db.CoveredPeopleOf(clock.Today(), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    private async Task<List<ModuleCoverage>> ModulesAsync(InclusionDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var counts = await PeopleOf(db).GroupBy(x => x.ModuleId).Select(g => new
        {
            g.Key, Concerned = g.Count(x => x.IsConcerned), Compulsory = g.Count(x => x.IsCompulsory), Invited = g.Count(x => x.IsConcerned && x.IsInvited), Registered = g.Count(x => x.IsConcerned && x.IsRegistered),
            Came = g.Count(x => x.IsConcerned && x.Came), CompulsoryCame = g.Count(x => x.IsCompulsory && x.Came), OtherCame = g.Count(x => !x.IsConcerned && x.Came),
        }).ToDictionaryAsync(g => g.Key, cancellation);
        var modules = await db.TrainingModules.AsNoTracking().Where(m => m.IsActive).OrderBy(m => m.Name).Select(m => new
        {
            m.Id, m.Name,
            Held = db.TrainingSessions.Count(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.EndsAt <= now),
            ToCome = db.TrainingSessions.Count(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.EndsAt > now),
            Seats = db.TrainingSessions.Where(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.EndsAt > now).Select(s => s.Capacity - s.Registrations.Count(r => r.State == RegistrationState.Registered)).ToList(),
        }).ToListAsync(cancellation);
        return [.. modules.Select(m => counts.TryGetValue(m.Id, out var c)
            ? new ModuleCoverage(m.Id, m.Name, c.Concerned, c.Compulsory, c.Invited, c.Registered, c.Came, c.CompulsoryCame, c.OtherCame, m.Held, m.ToCome, m.Seats.Sum())
            : new ModuleCoverage(m.Id, m.Name, 0, 0, 0, 0, 0, 0, 0, m.Held, m.ToCome, m.Seats.Sum()))];
    }
}
