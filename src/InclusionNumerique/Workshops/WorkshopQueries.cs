using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

public sealed class WorkshopQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;

    private const int FewMost = 500;

    /// <summary>A page of sessions: those to come, the next one first, or those gone by, the latest first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<WorkshopSessionsPage> SessionsAsync(WorkshopFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.SessionsAsync"))
        {
            return new([], false);
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = db.WorkshopSessions.AsNoTracking()
            .Where(s => (filter.SiteId == null || s.SiteId == filter.SiteId) && (filter.Kind == null || s.Kind == filter.Kind))
            .Where(s => (filter.Level == null || s.Workshop!.Level == filter.Level) && (filter.ThemeId == null || s.Workshop!.Themes.Any(t => t.Id == filter.ThemeId)));
        var ordered = filter.View == WorkshopView.Upcoming
            ? found.Where(s => s.EndsAt > now).OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            : found.Where(s => s.EndsAt <= now).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id);
        var rows = await RowsOf(ordered.Skip((page - 1) * PageSize).Take(PageSize + 1)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>A session without its people.</summary>
    public async Task<WorkshopSessionDetail?> SessionAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.SessionAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await DetailAsync(db, id, cancellation);
    }

    /// <summary>The people on a session's list, in the order of their numbers: all of them, or those whom the actor has registered. A name only from a file that the actor may see.</summary>
    public async Task<IReadOnlyList<WorkshopPlaceRow>> PlacesAsync(Guid sessionId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.PlacesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var named = actor.May("VisitorQueries.RecogniseAsync") ? VisitorsSeenBy.Filter(db.Visitors, actor) : db.Visitors.Where(v => false);
        var active = db.WorkshopPlaces.Where(p => p.CancelledAt == null);
        return await SeenBy(active.Where(p => p.SessionId == sessionId), actor, "WorkshopQueries.PlacesAsync").OrderBy(p => p.Number).Take(FewMost).Select(p => new WorkshopPlaceRow(
            p.Id, p.Number, p.Seat, p.Seat != null || p.IsWalkIn ? null : 1 + active.Count(o => o.SessionId == p.SessionId && !o.IsWalkIn && o.Seat == null && o.Number < p.Number), p.Label,
            named.Where(v => v.Id == p.VisitorId).Select(v => (Guid?)v.Id).FirstOrDefault(), named.Where(v => v.Id == p.VisitorId).Select(v => v.Name).FirstOrDefault(),
            p.VisitorId != null, p.IsWalkIn, p.PromotedAt, p.Attendance, p.RegisteredBy!.DisplayName,
            p.Session!.ChangedAt > p.RegisteredAt && !(p.PromotedAt > p.Session.ChangedAt) ? p.Session.ChangedAt : p.PromotedAt, p.ToldAt, p.ToldBy!.DisplayName)).ToListAsync(cancellation);
    }

    /// <summary>What the person at that place takes away.</summary>
    public async Task<WorkshopSlip?> SlipAsync(Guid placeId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.SlipAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var active = db.WorkshopPlaces.Where(p => p.CancelledAt == null);
        var place = await SeenBy(active.Where(p => p.Id == placeId), actor, "WorkshopQueries.SlipAsync").Select(p => new
        {
            p.SessionId,
            p.Number,
            Rank = p.Seat != null || p.IsWalkIn ? (int?)null : 1 + active.Count(o => o.SessionId == p.SessionId && !o.IsWalkIn && o.Seat == null && o.Number < p.Number),
        }).SingleOrDefaultAsync(cancellation);
        return place is not null && await DetailAsync(db, place.SessionId, cancellation) is { } session ? new(session, place.Number, place.Rank) : null;
    }

    /// <summary>Of the people with a file on the list: the last passing of the grid before the session, and the first one since.</summary>
    public async Task<IReadOnlyList<WorkshopGridRow>> GridsAsync(Guid sessionId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.GridsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var people = db.WorkshopPlaces.Where(p => p.SessionId == sessionId && p.CancelledAt == null && p.Attendance != Attendance.Absent);
        return await VisitorsSeenBy.Filter(db.Visitors, actor)
            .SelectMany(v => people.Where(p => p.VisitorId == v.Id), (v, p) => new { Visitor = v, p.Number, p.Session!.StartsAt }).OrderBy(x => x.Number).Take(FewMost)
            .Select(x => new WorkshopGridRow(
                x.Visitor.Id, x.Visitor.Name,
                db.Assessments.Where(a => a.VisitorId == x.Visitor.Id && a.At < x.StartsAt).OrderByDescending(a => a.At).Select(a => new GridPoint(a.Score, a.Level, a.At)).FirstOrDefault(),
                db.Assessments.Where(a => a.VisitorId == x.Visitor.Id && a.At >= x.StartsAt).OrderBy(a => a.At).Select(a => new GridPoint(a.Score, a.Level, a.At)).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    /// <summary>All series, hidden ones last: they are few.</summary>
    public async Task<IReadOnlyList<WorkshopRow>> SeriesAsync(int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.SeriesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await SeriesOf(db, db.Workshops.Where(w => siteId == null || w.SiteId == siteId)).ToListAsync(cancellation);
    }

    /// <summary>What the form of a session offers: the series in use, and who may hold one.</summary>
    public async Task<WorkshopChoices> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("WorkshopQueries.ChoicesAsync"))
        {
            return WorkshopChoices.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return new(
            await SeriesOf(db, db.Workshops.Where(w => w.IsActive)).ToListAsync(cancellation),
            await db.Users.Where(p => p.DisabledAt == null && p.Roles.Contains(Role.Mediator)).OrderBy(p => p.DisplayName).Take(FewMost)
                .Select(p => new WorkshopMediator(p.Id, p.DisplayName, p.Sites.Select(s => s.Id).ToList())).ToListAsync(cancellation));
    }

    private static IQueryable<WorkshopPlace> SeenBy(IQueryable<WorkshopPlace> places, Actor actor, string right)
    {
        var reach = actor.ReachOf(right);
        return places.Where(p => reach == Reach.All || p.RegisteredById == actor.Id || (reach == Reach.Sites && actor.SiteIds.Contains(p.Session!.SiteId)));
    }

    private IQueryable<WorkshopRow> SeriesOf(InclusionDb db, IQueryable<Workshop> workshops)
    {
        var now = clock.GetUtcNow();
        return workshops.OrderByDescending(w => w.IsActive).ThenBy(w => w.SiteId).ThenBy(w => w.Name).Take(FewMost).Select(w => new WorkshopRow(
            w.Id, w.Version, w.Name, w.Aims, w.Level, w.SiteId, w.Site!.ShortName, w.Capacity, w.Material, w.IsActive,
            w.Themes.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new Choice(t.Id, t.Label)).ToList(),
            db.WorkshopSessions.Where(s => s.WorkshopId == w.Id && s.State == WorkshopState.Planned && s.StartsAt > now).Min(s => (DateTimeOffset?)s.StartsAt),
            db.WorkshopSessions.Count(s => s.WorkshopId == w.Id && s.State == WorkshopState.Planned && s.StartsAt > now),
            db.WorkshopSessions.Count(s => s.WorkshopId == w.Id && s.State == WorkshopState.Held)));
    }

    private static IQueryable<WorkshopSessionRow> RowsOf(IQueryable<WorkshopSession> sessions) => sessions.Select(s => new WorkshopSessionRow(
        s.Id, s.Kind, s.Title ?? s.Workshop!.Name, s.Workshop == null ? null : s.Workshop.Level, s.SiteId, s.Site!.ShortName, s.Room, s.StartsAt, s.EndsAt, s.State, s.Capacity,
        s.Places.Count(p => p.Seat != null), s.Places.Count(p => p.Seat == null && p.CancelledAt == null && !p.IsWalkIn), s.Places.Count(p => p.Attendance == Attendance.Present),
        s.Headcount, s.Mediators.OrderBy(m => m.DisplayName).Select(m => m.DisplayName).ToList()));

    private static async Task<WorkshopSessionDetail?> DetailAsync(InclusionDb db, Guid id, CancellationToken cancellation)
    {
        var one = db.WorkshopSessions.AsNoTracking().Where(s => s.Id == id);
        return await RowsOf(one).SingleOrDefaultAsync(cancellation) is { } row
            ? await one.Select(s => new WorkshopSessionDetail(
                row, s.Version, s.WorkshopId, s.Workshop!.Aims, s.Workshop.Material,
                s.Workshop.Themes.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new WorkshopTheme(t.Label, t.NationalTheme)).ToList(),
                s.Site!.Name, s.Site.Address, s.Site.Phone, s.CancelReason, s.Mediators.Select(m => m.Id).ToList(), s.Partners.OrderBy(p => p.Name).Select(p => new PartnerName(p.Id, p.Name)).ToList()))
                .SingleOrDefaultAsync(cancellation)
            : null;
    }
}
