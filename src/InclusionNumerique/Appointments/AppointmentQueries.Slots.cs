using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>What booking needs to know: reasons, mediators, free slots.</summary>
public sealed partial class AppointmentQueries
{
    /// <summary>How far the finder looks from the day asked, in days.</summary>
    public const int SearchDays = 56;

    /// <summary>Slots shown per site; later ones are asked for by their day.</summary>
    public const int SlotsMost = 8;

    private const int ChoicesMost = 200;

    /// <summary>Every site's next free slots for a reason, soonest first; null when the actor may not book the reason.</summary>
    public async Task<SlotBoard?> SlotsAsync(SlotSearch search, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.SlotsAsync"))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await LengthAsync(db, search, actor, cancellation) is not var (minutes, buffer))
        {
            return null;
        }

        var first = search.From is { } from && ParisTime.StartOf(from) > now ? ParisTime.StartOf(from) : now;
        var found = await FirstAsync(db, (first, first.AddDays(SearchDays)), minutes, buffer, search.MediatorId, search.MovingId, now, cancellation);
        return new SlotBoard(minutes, [.. found.GroupBy(f => (f.SiteId, f.Site)).Select(g => new SlotColumn(
            g.Key.SiteId, g.Key.Site, [.. g.Where(f => f.StartsAt is not null).Select(f => new Slot(f.SiteId, f.MediatorId!.Value, f.Mediator!, f.StartsAt!.Value))]))]);
    }

    /// <summary>The first free slots of each site between two instants; a site without any has one row without a slot.</summary>
    internal static Task<List<SlotRow>> FirstAsync(
        InclusionDb db, (DateTimeOffset First, DateTimeOffset Last) span, int minutes, int buffer, Guid? mediatorId, Guid? movingId, DateTimeOffset now, CancellationToken cancellation)
    {
        Guid[]? mediators = mediatorId is { } one ? [one] : null;
        return db.Database.SqlQuery<SlotRow>($"""
            SELECT s.id AS site_id, s.short_name AS site, f.mediator_id, p.display_name AS mediator, f.starts_at
            FROM sites s
            LEFT JOIN (SELECT *, row_number() OVER (PARTITION BY site_id ORDER BY starts_at, mediator_id) AS rank
                FROM free_slots({span.First}, {span.Last}, {minutes}, {buffer}, NULL, {mediators}::uuid[], {now}, {movingId}::uuid)) f ON f.site_id = s.id AND f.rank <= {SlotsMost}
            LEFT JOIN professionals p ON p.id = f.mediator_id
            WHERE s.is_active
            ORDER BY s.id, f.rank
            """).ToListAsync(cancellation);
    }

    /// <summary>The reasons that the actor may book.</summary>
    public async Task<IReadOnlyList<ReasonChoice>> ReasonsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.ReasonsAsync") || Booking.OriginOf(actor) is not { } origin)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.AppointmentReasons.Where(r => r.IsActive && (r.BookableBy & origin) != 0).OrderBy(r => r.Position).ThenBy(r => r.Id).Take(ChoicesMost)
            .Select(r => new ReasonChoice(r.Id, r.Label, r.Minutes, r.Papers, r.Place)).ToListAsync(cancellation);
    }

    /// <summary>All reasons, hidden ones last: they are few.</summary>
    public async Task<IReadOnlyList<ReasonRow>> AllReasonsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.AllReasonsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.AppointmentReasons.OrderByDescending(r => r.IsActive).ThenBy(r => r.Position).ThenBy(r => r.Id).Take(ChoicesMost)
            .Select(r => new ReasonRow(r.Id, r.Version, r.Label, r.Minutes, r.BufferMinutes, r.BookableBy, r.Papers, r.Place, r.ThemeId, r.Position, r.IsActive)).ToListAsync(cancellation);
    }

    /// <summary>Who receives by appointment somewhere, from today on.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> MediatorsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.MediatorsAsync"))
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await db.Users.Where(p => p.DisabledAt == null && db.OpeningRules.Any(r => r.MediatorId == p.Id && r.Kind == Openings.OpeningKind.Appointment && (r.ValidTo == null || r.ValidTo >= today)))
            .OrderBy(p => p.DisplayName).Take(ChoicesMost).Select(p => new { p.Id, p.DisplayName }).ToListAsync(cancellation);
        return [.. found.Select(p => (p.Id, p.DisplayName))];
    }

    /// <summary>Whoever waits or was just received, to book for; null when the actor does not see the visit.</summary>
    public async Task<VisitToBook?> VisitToBookAsync(Guid visitId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AppointmentQueries.VisitToBookAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await db.Visits.Where(v => v.Id == visitId && actor.SiteIds.Contains(v.SiteId)).Select(v => new
        {
            v.Number,
            v.ArrivedAt,
            v.State,
            File = VisitorsSeenBy.Filter(db.Visitors, actor).Where(f => f.Id == v.VisitorId).Select(f => new { f.Id, f.Name }).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new VisitToBook(
            visitId, found.Number is { } number ? $"n° {number}" : $"arrivée à {FrenchTime.Hour(found.ArrivedAt)}", found.File?.Id, found.File?.Name, found.State.IsOpen());
    }

    // The length asked, or the reason's, or that of the appointment that moves.
    private static async Task<(int Minutes, int Buffer)?> LengthAsync(InclusionDb db, SlotSearch search, Actor actor, CancellationToken cancellation)
    {
        if (search.MovingId is { } id)
        {
            var moving = await AppointmentsSeenBy.Filter(db.Appointments.AsNoTracking(), actor, nameof(MoveAppointment)).Where(a => a.Id == id)
                .Select(a => new { a.StartsAt, a.EndsAt, a.BlockedUntil }).SingleOrDefaultAsync(cancellation);
            return moving is null ? null : ((int)(moving.EndsAt - moving.StartsAt).TotalMinutes, (int)(moving.BlockedUntil - moving.EndsAt).TotalMinutes);
        }

        return Booking.OriginOf(actor) is { } origin && await db.BookableReasonAsync(search.ReasonId, origin, cancellation) is { } reason
            ? (search.Minutes is >= AppointmentReason.MinutesLeast and <= AppointmentReason.MinutesMost ? search.Minutes.Value : reason.Minutes, reason.BufferMinutes)
            : null;
    }

    internal sealed record SlotRow(int SiteId, string Site, Guid? MediatorId, string? Mediator, DateTimeOffset? StartsAt);
}
