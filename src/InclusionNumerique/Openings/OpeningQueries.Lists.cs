using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

public sealed partial class OpeningQueries
{
    private const int PosterDays = 56;

    /// <summary>All sites, and who may receive at which of them.</summary>
    public async Task<OpeningChoices> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.ChoicesAsync"))
        {
            return OpeningChoices.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sites = await db.Sites.Where(s => s.IsActive).OrderBy(s => s.Id).Take(FewMost).Select(s => new { s.Id, s.ShortName }).ToListAsync(cancellation);
        var people = await db.Users.Where(p => p.DisabledAt == null && (p.Roles.Contains(Role.Mediator) || p.Roles.Contains(Role.Volunteer)))
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(FewMost)
            .Select(p => new OpeningPerson(p.Id, p.DisplayName, !p.Roles.Contains(Role.Mediator), p.Sites.Select(s => s.Id).ToList())).ToListAsync(cancellation);
        return new OpeningChoices([.. sites.Select(s => (s.Id, s.ShortName))], people);
    }

    /// <summary>Rules that still have a day to come.</summary>
    public async Task<IReadOnlyList<RuleRow>> RulesAsync(int? siteId, Guid? mediatorId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.RulesAsync"))
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.OpeningRules
            .Where(r => (r.ValidTo == null || r.ValidTo >= today) && (siteId == null || r.SiteId == siteId) && (mediatorId == null || r.MediatorId == mediatorId))
            .OrderBy(r => r.SiteId).ThenBy(r => r.Weekday).ThenBy(r => r.StartsAt).ThenBy(r => r.ValidFrom).ThenBy(r => r.Id).Take(FewMost)
            .Select(r => new RuleRow(
                r.Id, r.Version, r.MediatorId, r.Mediator!.DisplayName, r.SiteId, r.Site!.ShortName, r.Kind, r.Weekday, r.EveryWeeks, r.StartsAt, r.EndsAt, r.ValidFrom, r.ValidTo))
            .ToListAsync(cancellation);
    }

    /// <summary>Under way or to come. Mediators see their own alone: why a colleague is away is not theirs to know.</summary>
    public async Task<IReadOnlyList<AbsenceRow>> AbsencesAsync(Guid? mediatorId, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("OpeningQueries.AbsencesAsync");
        if (reach == Reach.None)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Absences.Where(a => a.EndsAt > now && (reach == Reach.All || a.MediatorId == actor.Id) && (mediatorId == null || a.MediatorId == mediatorId))
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(FewMost)
            .Select(a => new AbsenceRow(a.Id, a.MediatorId, a.Mediator!.DisplayName, a.StartsAt, a.EndsAt, a.Reason)).ToListAsync(cancellation);
    }

    /// <summary>Under way or to come: of the site and of all.</summary>
    public async Task<IReadOnlyList<ClosureRow>> ClosuresAsync(int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.ClosuresAsync"))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Closures.Where(c => c.EndsAt > now && (siteId == null || c.SiteId == null || c.SiteId == siteId))
            .OrderBy(c => c.StartsAt).ThenBy(c => c.Id).Take(FewMost)
            .Select(c => new ClosureRow(c.Id, c.SiteId, c.Site == null ? null : c.Site.ShortName, c.StartsAt, c.EndsAt, c.Label)).ToListAsync(cancellation);
    }

    /// <summary>Those that a refusal has named, as far as the actor sees them.</summary>
    public async Task<IReadOnlyList<AppointmentToMove>> ConflictsAsync(IReadOnlyList<Guid> appointments, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.ConflictsAsync") || appointments.Count == 0)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await ToMove(db, "OpeningQueries.ConflictsAsync", appointments, actor).ToListAsync(cancellation);
    }

    /// <summary>Planned appointments to come that no opening covers any more.</summary>
    public async Task<IReadOnlyList<AppointmentToMove>> ToMoveAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.ToMoveAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var left = await OpeningChange.UncoveredAsync(db, clock.GetUtcNow(), cancellation);
        return left.Count == 0 ? [] : await ToMove(db, "OpeningQueries.ToMoveAsync", left, actor).ToListAsync(cancellation);
    }

    /// <summary>The usual week of a site, and when it is shut in the next eight weeks.</summary>
    public async Task<HoursOnPoster?> PosterAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.PosterAsync"))
        {
            return null;
        }

        var today = clock.Today();
        var last = today.AddDays(PosterDays);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == siteId && s.IsActive, cancellation) is not { } site)
        {
            return null;
        }

        var rules = await db.OpeningRules.AsNoTracking().Include(r => r.Mediator)
            .Where(r => r.SiteId == siteId && r.ValidFrom <= last && (r.ValidTo == null || r.ValidTo >= today) && r.Mediator!.DisabledAt == null).Take(FewMost).ToListAsync(cancellation);
        var lines = rules
            .GroupBy(r => (r.Weekday, r.StartsAt, r.EndsAt, r.Kind, r.EveryWeeks, From: r.ValidFrom > today ? r.ValidFrom : (DateOnly?)null, To: r.ValidTo <= last ? r.ValidTo : null))
            .OrderBy(g => g.Key.Weekday).ThenBy(g => g.Key.StartsAt).ThenBy(g => g.Key.Kind).ThenBy(g => g.Key.From)
            .Select(g => new PosterLine(g.Key.Weekday, g.Key.EveryWeeks, g.Key.StartsAt, g.Key.EndsAt, g.Key.Kind, [.. g.Select(r => r.Mediator!.DisplayName).Distinct().Order()], g.Key.From, g.Key.To));
        var closures = await ClosuresOfAsync(db, clock.GetUtcNow(), ParisTime.StartOf(last.AddDays(1)), cancellation);
        var holidays = Enumerable.Range(0, PosterDays + 1).Select(today.AddDays)
            .Where(day => rules.Exists(r => r.HoldsOn(day)))
            .Select(day => (Start: ParisTime.StartOf(day), Shut: new PosterShut(FrenchTime.Day(day), HolidayAt(site, day) ?? ""))).Where(x => x.Shut.Why != "");
        var shut = closures.Where(c => c.SiteId is null || c.SiteId == siteId).Select(c => (Start: c.StartsAt, Shut: new PosterShut(OpeningTexts.Span(c.StartsAt, c.EndsAt), c.Label)));
        return new HoursOnPoster(site.Id, site.Name, site.Address, site.Phone, [.. lines], [.. holidays.Concat(shut).OrderBy(x => x.Start).Select(x => x.Shut)]);
    }

    private static IQueryable<AppointmentToMove> ToMove(InclusionDb db, string right, IReadOnlyList<Guid> ids, Actor actor)
    {
        var seesPeople = actor.SeesPeople();
        return AppointmentsSeenBy.Filter(db.Appointments.AsNoTracking(), actor, right)
            .Where(a => ids.Contains(a.Id)).OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(FewMost)
            .Select(a => new AppointmentToMove(
                a.Id,
                a.StartsAt,
                a.Site!.ShortName,
                a.Mediator!.DisplayName,
                a.Reason!.Label,
                !seesPeople ? null : a.VisitorId == null ? a.Label : VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => v.Id == a.VisitorId).Select(v => v.Name).FirstOrDefault()));
    }
}
