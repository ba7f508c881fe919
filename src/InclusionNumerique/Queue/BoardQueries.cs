using System.Data;
using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

public sealed class BoardQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Who waits and who is received is shown whole; of those gone, the latest ones: the history holds the rest.</summary>
    public const int GoneMost = 30;

    private static readonly VisitState[] With = [VisitState.Called, VisitState.InSession, VisitState.Paused];

    /// <summary>The site's board of today. A volunteer sees who waits, and own visits.</summary>
    public async Task<DayBoard> BoardAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("BoardQueries.BoardAsync", siteId))
        {
            return DayBoard.Empty;
        }

        var now = clock.GetUtcNow();
        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        // One instant for all parts of the board: a person who moves meanwhile would stand in two of them, or in none.
        await using var instant = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var visits = db.Visits.AsNoTracking().Where(v => v.SiteId == siteId && v.Day == today);
        if (actor.ReachOf("BoardQueries.BoardAsync") == Reach.Own)
        {
            visits = visits.Where(v => v.State == VisitState.Waiting || v.MediatorId == actor.Id || v.Sessions.Any(s => s.MediatorId == actor.Id));
        }

        var counts = await visits.GroupBy(v => v.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, cancellation);
        var open = counts.Any(c => c.Key == VisitState.Waiting || With.Contains(c.Key))
            ? await Rows(db, visits.Where(v => v.State == VisitState.Waiting || With.Contains(v.State))
                .OrderBy(v => InclusionDb.QueueRank(v.Priority, v.EligibleAt, now)).ThenBy(v => v.EligibleAt).ThenBy(v => v.Id), actor, now).ToListAsync(cancellation)
            : [];
        var gone = await Rows(db, visits.Where(v => v.State != VisitState.Waiting && !With.Contains(v.State)).OrderByDescending(v => v.StateSince ?? v.RecordedAt).Take(GoneMost), actor, now)
            .ToListAsync(cancellation);
        var present = await PresentAsync(db, siteId, cancellation);
        var waiting = open.Where(r => r.State == VisitState.Waiting).ToList();
        return new DayBoard(
            now,
            await AppointmentQueries.ExpectedAsync(db, siteId, today, actor, cancellation),
            waiting,
            [.. open.Where(r => r.State != VisitState.Waiting)],
            gone,
            counts.GetValueOrDefault(VisitState.Seen),
            counts.GetValueOrDefault(VisitState.LeftUnseen),
            present,
            await EstimateAsync(db, siteId, waiting.Count, present.Count, cancellation));
    }

    /// <summary>Whoever the actor has called or receives now; null: nobody.</summary>
    public async Task<BoardRow?> MineAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("BoardQueries.MineAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var own = db.Visits.AsNoTracking().Where(v => v.MediatorId == actor.Id && (v.State == VisitState.Called || v.State == VisitState.InSession) && actor.SiteIds.Contains(v.SiteId));
        return await Rows(db, own, actor, clock.GetUtcNow()).FirstOrDefaultAsync(cancellation);
    }

    public async Task<HandOverChoices> HandOverChoicesAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("BoardQueries.HandOverChoicesAsync", siteId))
        {
            return new HandOverChoices([], []);
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var mediators = await HandOver.MediatorsOf(db, siteId).Where(p => p.Id != actor.Id)
            .Select(p => new { p.Id, p.DisplayName, IsPresent = db.Presences.Any(x => x.SiteId == siteId && x.Day == today && x.ProfessionalId == p.Id && x.LeftAt == null) })
            .OrderByDescending(p => p.IsPresent).ThenBy(p => p.DisplayName).Take(50).ToListAsync(cancellation);
        var sites = await db.Sites.Where(s => s.IsActive && s.Id != siteId).OrderBy(s => s.Id).Select(s => new { s.Id, s.ShortName }).ToListAsync(cancellation);
        return new HandOverChoices([.. mediators.Select(m => (m.Id, m.DisplayName, m.IsPresent))], [.. sites.Select(s => (s.Id, s.ShortName))]);
    }

    private static IQueryable<BoardRow> Rows(InclusionDb db, IQueryable<Visit> visits, Actor actor, DateTimeOffset now)
    {
        var seesNames = actor.May("VisitorQueries.RecogniseAsync");
        return visits.Select(v => new BoardRow(
            v.Id,
            v.SiteId,
            v.Number,
            v.ArrivedAt,
            v.StateSince,
            v.State,
            v.Origin,
            v.Priority,
            v.EligibleAt == null ? 3 : InclusionDb.QueueRank(v.Priority, v.EligibleAt, now),
            v.UrgentReason,
            v.Calls,
            v.MediatorId,
            v.MediatorId == null ? null : db.Users.Where(p => p.Id == v.MediatorId).Select(p => p.DisplayName).FirstOrDefault(),
            v.WantedMediatorId == null ? null : db.Users.Where(p => p.Id == v.WantedMediatorId).Select(p => p.DisplayName).FirstOrDefault(),
            v.WantedMediatorId == actor.Id,
            v.Facts,
            v.Triage == null ? null : new TriageSummary(v.Triage.Need, v.Triage.Urgency, v.Triage.Autonomy, v.Triage.ThemeId, v.Triage.Theme!.Label, v.Triage.Decision, v.Triage.Papers),
            seesNames ? v.VisitorId : null,
            !seesNames ? null : v.VisitorId != null
                ? VisitorsSeenBy.Filter(db.Visitors, actor).Where(f => f.Id == v.VisitorId).Select(f => f.Name).FirstOrDefault()
                : v.Origin != Origin.Appointment ? null : db.Appointments.Where(a => a.VisitId == v.Id).Select(a => a.Label).FirstOrDefault(),
            v.Origin != Origin.Appointment ? null : db.Appointments.Where(a => a.VisitId == v.Id).Select(a => new VisitAppointment(a.Id, a.StartsAt, a.Reason!.Label, a.Reason.ThemeId)).FirstOrDefault(),
            v.Sessions.OrderBy(s => s.StartedAt).Select(s => new SessionSummary(
                s.Id,
                s.Mediator!.DisplayName,
                s.Minutes,
                s.Requests.OrderBy(r => r.Position).Select(r => r.Organisation != null ? r.Organisation.Label : r.Theme!.Label).ToList(),
                s.Requests.OrderBy(r => r.Position).Select(r => r.Outcome).FirstOrDefault())).ToList()));
    }

    private async Task<List<PresentMediator>> PresentAsync(InclusionDb db, int siteId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var present = await db.Presences.Where(p => p.SiteId == siteId && p.Day == today && p.LeftAt == null)
            .OrderBy(p => p.Since).ThenBy(p => p.ProfessionalId).Take(30)
            .Select(p => new
            {
                p.ProfessionalId,
                p.Professional!.DisplayName,
                p.Place,
                p.Until,
                Busy = db.Visits.Where(v => v.MediatorId == p.ProfessionalId && (v.State == VisitState.Called || v.State == VisitState.InSession))
                    .Select(v => new { v.Number, v.SiteId }).FirstOrDefault(),
                Paused = db.Visits.Count(v => v.MediatorId == p.ProfessionalId && v.SiteId == siteId && v.State == VisitState.Paused),
            }).ToListAsync(cancellation);
        return [.. present.Select(p => new PresentMediator(
            p.ProfessionalId, p.DisplayName, p.Place, p.Until, p.Busy?.SiteId == siteId ? p.Busy.Number : null, p.Busy is not null, p.Paused))];
    }

    /// <summary>From how long the site's last 40 sessions of the past two weeks took, those ahead, and those who receive; null where that says too little. Half a session more is for who is being received.</summary>
    internal async Task<WaitEstimate?> EstimateAsync(InclusionDb db, int siteId, int waiting, int mediators, CancellationToken cancellation)
    {
        const int least = 8;
        if (mediators == 0)
        {
            return null;
        }

        var since = clock.GetUtcNow().AddDays(-14);
        var minutes = await db.Sessions.Where(s => s.SiteId == siteId && s.StartedAt >= since).OrderByDescending(s => s.StartedAt).Take(40).Select(s => s.Minutes).ToListAsync(cancellation);
        if (minutes.Count < least)
        {
            return null;
        }

        minutes.Sort();
        var rounds = (waiting / mediators) + (waiting % mediators > 0 ? 1 : 0);
        int Rounded(double value) => (int)Math.Ceiling(value / 5) * 5;
        var from = Rounded(rounds * minutes[minutes.Count / 4]);
        return new WaitEstimate(from, Math.Max(from + 5, Rounded((rounds + 0.5) * minutes[minutes.Count * 3 / 4])));
    }
}
