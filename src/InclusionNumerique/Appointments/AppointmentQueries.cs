using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Booked appointments: lists, one whole, and those the board expects.</summary>
public sealed partial class AppointmentQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 30;

    // Each asks the calendar: a longer waiting list is worked through from its top.
    private const int OffersMost = 20;

    private const int ExpectedMost = 100;

    /// <summary>A page of the appointments that the actor may see, at one site and with one mediator or any.</summary>
    public Task<AppointmentsPage> ListAsync(AppointmentView view, int? siteId, Guid? mediatorId, int page, Actor actor, CancellationToken cancellation = default) =>
        ListAsync(view, siteId, mediatorId, null, page, actor, cancellation);

    /// <param name="line">What <see cref="AppointmentView.Counted"/> shows; nothing for the others.</param>
    public async Task<AppointmentsPage> ListAsync(AppointmentView view, int? siteId, Guid? mediatorId, AppointmentLine? line, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.ListAsync"))
        {
            return new([], false, 0, 0, new Dictionary<Guid, EarlierOffer>());
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var seen = AppointmentsSeenBy.Filter(db.Appointments.AsNoTracking(), actor, "AppointmentQueries.ListAsync")
            .Where(a => a.State != AppointmentState.Held && (siteId == null || a.SiteId == siteId) && (mediatorId == null || a.MediatorId == mediatorId));
        var shown = line is null ? Of(view, seen, now) : Of(line, seen, actor);
        var rows = await Rows(db, Ordered(shown, view).Skip((page - 1) * PageSize).Take(PageSize + 1), actor).ToListAsync(cancellation);
        var offers = view == AppointmentView.Earlier ? await OffersAsync(db, [.. rows.Take(OffersMost).Select(r => r.Id)], now, cancellation) : [];
        return new(
            [.. rows.Take(PageSize)],
            rows.Count > PageSize,
            await Of(AppointmentView.ToSettle, seen, now).CountAsync(cancellation),
            await Of(AppointmentView.Earlier, seen, now).CountAsync(cancellation),
            offers.ToDictionary(o => o.AppointmentId))
        {
            Counted = line is null ? null : await shown.CountAsync(cancellation),
        };
    }

    /// <summary>The whole appointment; null when the actor may not see it. That it was read is noted.</summary>
    public async Task<AppointmentDetail?> AppointmentAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.AppointmentAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var one = AppointmentsSeenBy.Filter(db.Appointments.AsNoTracking(), actor, "AppointmentQueries.AppointmentAsync").Where(a => a.Id == id && a.State != AppointmentState.Held);
        if (await Rows(db, one, actor).SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        var seesPeople = actor.SeesPeople();
        var detail = await one.Select(a => new AppointmentDetail(
            row, seesPeople ? a.Phone : null, seesPeople ? a.Email : null, a.IsReminded, a.BookedBy!.DisplayName, a.Origin, a.CreatedAt, a.Reason!.Papers,
            a.Site!.Name, a.Site.Address, a.Site.Phone, a.VisitId, db.Visits.Where(v => v.Id == a.VisitId).Select(v => v.Number).FirstOrDefault(),
            a.Steps.OrderBy(s => s.Id).Take(100).Select(s => new AppointmentStepLine(
                s.At, db.Users.Where(p => p.Id == s.ById).Select(p => p.DisplayName).FirstOrDefault(), s.State, db.Sites.First(x => x.Id == s.SiteId).ShortName,
                db.Users.First(p => p.Id == s.MediatorId).DisplayName, s.StartsAt, s.Why)).ToList())).SingleAsync(cancellation);
        if (seesPeople)
        {
            db.Audit(actor, clock.GetUtcNow(), "AppointmentQueries.AppointmentAsync", nameof(Appointment), id, row.SiteId);
            await db.SaveChangesAsync(cancellation);
        }

        return detail;
    }

    /// <summary>Those of the day who have not come yet, for the board: planned ones and absent ones, in the order of their hours.</summary>
    internal static Task<List<AppointmentRow>> ExpectedAsync(InclusionDb db, int siteId, DateOnly day, Actor actor, CancellationToken cancellation) =>
        actor.May("AppointmentQueries.ListAsync")
            ? Rows(db, db.Appointments.AsNoTracking()
                .Where(a => a.SiteId == siteId && a.Day == day && (a.State == AppointmentState.Planned || a.State == AppointmentState.Missed))
                .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(ExpectedMost), actor).ToListAsync(cancellation)
            : Task.FromResult(new List<AppointmentRow>());

    private static IQueryable<Appointment> Of(AppointmentView view, IQueryable<Appointment> seen, DateTimeOffset now)
    {
        var today = ParisTime.StartOf(DateOnly.FromDateTime(now.ToParis()));
        var absentSince = now - CloseAppointment.AbsentAfter;
        return view switch
        {
            AppointmentView.Upcoming => seen.Where(a => a.State == AppointmentState.Planned && a.StartsAt >= today),
            AppointmentView.ToSettle => seen.Where(a =>
                (a.State == AppointmentState.Planned && a.EndsAt <= absentSince) || ((a.State == AppointmentState.Arrived || a.State == AppointmentState.InProgress) && a.StartsAt < today)),
            AppointmentView.Earlier => seen.Where(a => a.State == AppointmentState.Planned && a.WantsEarlierSince != null && a.StartsAt > now),
            _ => seen.Where(a => a.State >= AppointmentState.Kept),
        };
    }

    // Those that one booked at somebody else's site are seen, and counted there.
    private static IQueryable<Appointment> Of(AppointmentLine line, IQueryable<Appointment> seen, Actor actor)
    {
        var isAnywhere = actor.ReachOf("AppointmentQueries.ListAsync") == Reach.All;
        return seen.Where(a => (isAnywhere || actor.SiteIds.Contains(a.SiteId)) && a.Day >= line.From && a.Day <= line.To
            && (line.State == null || a.State == line.State) && (line.Origin == null || a.Origin == line.Origin) && (line.Reason == null || a.CancelReason == line.Reason));
    }

    private static IQueryable<Appointment> Ordered(IQueryable<Appointment> appointments, AppointmentView view) => view switch
    {
        AppointmentView.Earlier => appointments.OrderBy(a => a.WantsEarlierSince).ThenBy(a => a.Id),
        AppointmentView.Past or AppointmentView.Counted => appointments.OrderByDescending(a => a.StartsAt).ThenBy(a => a.Id),
        _ => appointments.OrderBy(a => a.StartsAt).ThenBy(a => a.Id),
    };

    private static IQueryable<AppointmentRow> Rows(InclusionDb db, IQueryable<Appointment> appointments, Actor actor)
    {
        var seesPeople = actor.SeesPeople();
        return appointments.Select(a => new AppointmentRow(
            a.Id,
            a.StartsAt,
            a.EndsAt,
            a.SiteId,
            a.Site!.ShortName,
            a.MediatorId,
            a.Mediator!.DisplayName,
            a.ReasonId,
            a.Reason!.Label,
            a.Reason.Place,
            a.State,
            a.CancelReason,
            !seesPeople ? null : a.VisitorId == null ? a.Label : VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => v.Id == a.VisitorId).Select(v => v.Name).FirstOrDefault() ?? "Personne avec une fiche",
            seesPeople ? a.VisitorId : null,
            a.OverbookingReason,
            a.WantsEarlierSince,
            a.IsReminded));
    }

    // The first free slot of the same site that comes at least a day before.
    private static async Task<List<EarlierOffer>> OffersAsync(InclusionDb db, Guid[] ids, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await db.Database.SqlQuery<OfferRow>($"""
            SELECT a.id, f.site_id, f.mediator_id, p.display_name AS mediator, f.starts_at
            FROM appointments a
            CROSS JOIN LATERAL (
                SELECT * FROM free_slots({now}, a.starts_at - interval '1 day', (extract(epoch FROM a.ends_at - a.starts_at) / 60)::int, (extract(epoch FROM a.blocked_until - a.ends_at) / 60)::int,
                    ARRAY[a.site_id], NULL, {now}, a.id) ORDER BY starts_at, mediator_id LIMIT 1) f
            JOIN professionals p ON p.id = f.mediator_id
            WHERE a.id = ANY ({ids})
            """).ToListAsync(cancellation);
        return [.. found.Select(f => new EarlierOffer(f.Id, new Slot(f.SiteId, f.MediatorId, f.Mediator, f.StartsAt)))];
    }

    private sealed record OfferRow(Guid Id, int SiteId, Guid MediatorId, string Mediator, DateTimeOffset StartsAt);
}
