using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>The trainings of a period as they are reported to the steering group.</summary>
public sealed class TrainingReportQueries(IDbContextFactory<InclusionDb> factory, EffectQueries effects, TimeProvider clock)
{
    /// <summary>People in a line that is shown by itself.</summary>
    public const int GroupLeast = CoveredPeople.GroupLeast;

    /// <summary>Null for who may not see it.</summary>
    public async Task<TrainingReport?> ReportAsync(FigurePeriod period, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingReportQueries.ReportAsync"))
        {
            return null;
        }

        var (from, until) = (ParisTime.StartOf(period.From), ParisTime.StartOf(period.To.AddDays(1)));
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var modules = await SessionsAsync(db, from, until, cancellation);
        // Hundreds of professionals by some ten modules: counted here in as many ways as there are tables.
        int[] ids = [.. modules.Select(m => m.ModuleId)];
        var people = await db.CoveredPeopleOf(period.To, from, until).Where(p => ids.Contains(p.ModuleId) && (p.IsConcerned || p.Came)).ToListAsync(cancellation);
        var names = await GroupNames.ReadAsync(db, cancellation);
        var missing = people.Where(p => p is { IsCompulsory: true, IsTrained: false }).Select(p => p.ProfessionalId).ToHashSet();
        var told = new List<TrainingEffect>();
        foreach (var id in ids)
        {
            if (await effects.EffectAsync(id, actor, cancellation) is { Pairs: > 0 } effect)
            {
                told.Add(effect);
            }
        }

        return new(
            period,
            [.. modules.Select(m => m with { People = Of([.. people.Where(p => p.ModuleId == m.ModuleId && p.IsConcerned)], names, p => p is { IsCompulsory: true, IsTrained: false }), OtherCame = Told(people.Count(p => p.ModuleId == m.ModuleId && !p.IsConcerned && p.Came)) })],
            Of([.. people.Where(p => p.IsConcerned).GroupBy(p => p.ProfessionalId).Select(Once)], names, p => missing.Contains(p.ProfessionalId)),
            told);
    }

    /// <summary>For the overview: sessions held in the period, at one site or all, and the people who came to them; null for who may not see it.</summary>
    public async Task<TrainingTotals?> TotalsAsync(FigurePeriod period, int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TrainingReportQueries.TotalsAsync"))
        {
            return null;
        }

        var (from, until, now) = (ParisTime.StartOf(period.From), ParisTime.StartOf(period.To.AddDays(1)), clock.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var held = db.TrainingSessions.Where(s => s.State == TrainingState.Planned && s.StartsAt >= from && s.StartsAt < until && s.EndsAt <= now && (siteId == null || s.SiteId == siteId));
        var came = await held.SelectMany(s => s.Registrations).Where(r => r.Attendances.Any(a => a.IsPresent)).Select(r => r.ProfessionalId).Distinct().CountAsync(cancellation);
        return new(await held.CountAsync(cancellation), Told(came));
    }

    // Those in use, and those that were in the period.
    private async Task<List<ReportedModule>> SessionsAsync(InclusionDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var modules = await db.TrainingModules.AsNoTracking().OrderBy(m => m.Name).Select(m => new
        {
            m.Id, m.Name, m.IsActive,
            Held = db.TrainingSessions.Count(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.StartsAt >= from && s.StartsAt < until && s.EndsAt <= now),
            Cancelled = db.TrainingSessions.Count(s => s.ModuleId == m.Id && s.State == TrainingState.Cancelled && s.StartsAt >= from && s.StartsAt < until),
            ToCome = db.TrainingSessions.Count(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.StartsAt > now),
            Seats = db.TrainingSessions.Where(s => s.ModuleId == m.Id && s.State == TrainingState.Planned && s.StartsAt > now).Select(s => s.Capacity - s.Registrations.Count(r => r.State == RegistrationState.Registered)).ToList(),
        }).ToListAsync(cancellation);
        return [.. modules.Where(m => m.IsActive || m.Held + m.Cancelled > 0).Select(m => new ReportedModule(m.Id, m.Name, m.Held, m.Cancelled, m.ToCome, m.Seats.Sum(), null, null))];
    }

    // A person whom several trainings concern: what happened in one of them happened.
    private static CoveredPerson Once(IGrouping<Guid, CoveredPerson> of) => of.First() with
    {
        IsCompulsory = of.Any(p => p.IsCompulsory), IsInvited = of.Any(p => p.IsInvited), IsRegistered = of.Any(p => p.IsRegistered), Came = of.Any(p => p.Came), IsTrained = of.Any(p => p.IsTrained),
    };

    private static ReportedPeople? Of(List<CoveredPerson> people, GroupNames names, Func<CoveredPerson, bool> isMissing) => people.Count is > 0 and < GroupLeast ? null : new(
        Row("Ensemble", people),
        people.Count(p => p.IsCompulsory),
        Told(people.Count(isMissing)),
        Merged(people.GroupBy(p => p.InstitutionId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => Row(names.InstitutionOf(g.Key), g))),
        Merged(people.GroupBy(p => p.Mission).OrderBy(g => g.Key ?? int.MaxValue).Select(g => Row(g.Key is { } mission ? ((Mission)mission).Label() : "Mission non renseignée", g))),
        Merged(people.SelectMany(p => names.SitesOf(p.ProfessionalId), (p, site) => (p, site)).GroupBy(x => x.site, x => x.p).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Row(g.Key, g))));

    private static List<CoverageRow> Merged(IEnumerable<CoverageRow> rows) => CoveredPeople.Merged(GroupLeast, [.. rows]);

    private static CoverageRow Row(string label, IEnumerable<CoveredPerson> of)
    {
        var people = of.ToList();
        return new(label, people.Count, people.Count(p => p.IsInvited), people.Count(p => p.IsRegistered), people.Count(p => p.Came), people.Count(p => p.IsTrained));
    }

    private static int? Told(int count) => count is > 0 and < GroupLeast ? null : count;

    private sealed record GroupNames(Dictionary<int, string> Institutions, ILookup<Guid, string> Sites)
    {
        public static async Task<GroupNames> ReadAsync(InclusionDb db, CancellationToken cancellation) => new(
            await db.Institutions.ToDictionaryAsync(i => i.Id, i => i.ShortName, cancellation),
            (await db.Users.SelectMany(p => p.Sites, (p, s) => new { p.Id, s.ShortName }).ToListAsync(cancellation)).ToLookup(x => x.Id, x => x.ShortName));

        public string InstitutionOf(int? id) => id is { } known ? Institutions[known] : "Sans institution";

        // Somebody of two sites stands in both lines.
        public IEnumerable<string> SitesOf(Guid id) => Sites[id].DefaultIfEmpty("Sans site");
    }
}
