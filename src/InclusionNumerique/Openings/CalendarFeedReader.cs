using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>What a diary reads by a mediator's private link: whoever has the link reads it, so there is no actor but the mediator it belongs to.</summary>
public sealed class CalendarFeedReader(IDbContextFactory<InclusionDb> factory, ActorLoader actors, TimeProvider clock)
{
    /// <summary>How far back, in days.</summary>
    public const int PastDays = 30;

    // Ten appointments a day, every day: nobody receives so many.
    private const int AppointmentsMost = 4000;

    private static readonly AppointmentState[] Confirmed = [AppointmentState.Planned, AppointmentState.Arrived, AppointmentState.InProgress, AppointmentState.Kept];
    private static readonly AppointmentState[] Cancelled = [AppointmentState.CancelledByPerson, AppointmentState.CancelledByService];

    /// <summary>The calendar as text/calendar; null when the link is unknown or has ended, or its mediator no longer works here.</summary>
    public async Task<string?> ReadAsync(string secret, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(secret) is not { } hash)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var mediator = await db.CalendarFeeds.Where(f => f.TokenHash == hash).Select(f => f.MediatorId).SingleOrDefaultAsync(cancellation);
        if (mediator == Guid.Empty || !(await actors.LoadAsync(mediator, cancellation)).May(nameof(RenewCalendarFeed)))
        {
            return null;
        }

        var today = clock.Today();
        var (first, last) = (today.AddDays(-PastDays), today.AddYears(1));
        var rules = await db.OpeningRules.AsNoTracking()
            .Where(r => r.MediatorId == mediator && r.ValidFrom <= last && (r.ValidTo == null || r.ValidTo >= first)).OrderBy(r => r.Id).ToListAsync(cancellation);
        // The one truth about when somebody receives: the slots are cut from it too.
        var pieces = await db.Database.SqlQuery<FeedPiece>($"""
            SELECT rule_id, site_id, kind, day, starts_at, ends_at FROM opening_periods({first}, {last}) WHERE mediator_id = {mediator} ORDER BY starts_at, rule_id
            """).ToListAsync(cancellation);
        var sites = await db.Sites.Select(s => new FeedSite(s.Id, s.ShortName, s.Name, s.Address)).ToDictionaryAsync(s => s.Id, cancellation);
        return CalendarText.Write(OpeningEvents.Of(rules, pieces, first, last), await AppointmentsAsync(db, mediator, first, last, cancellation), await GroupsAsync(db, mediator, first, last, cancellation), sites, clock.GetUtcNow());
    }

    // A cancelled one leaves the feed, and with it the diary.
    private static async Task<List<FeedGroup>> GroupsAsync(InclusionDb db, Guid mediator, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        await db.WorkshopSessions
            .Where(s => s.Day >= first && s.Day <= last && s.State != WorkshopState.Cancelled && s.Mediators.Any(m => m.Id == mediator)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(AppointmentsMost)
            .Select(s => new FeedGroup(s.Id, s.SiteId, s.Title ?? s.Workshop!.Name, s.Room, s.StartsAt, s.EndsAt)).ToListAsync(cancellation);

    private async Task<List<FeedAppointment>> AppointmentsAsync(InclusionDb db, Guid mediator, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (from, until) = (ParisTime.StartOf(first), ParisTime.StartOf(last.AddDays(1)));
        var cancelledSince = clock.GetUtcNow().AddDays(-PastDays);
        return await db.Appointments
            .Where(a => a.MediatorId == mediator && a.StartsAt >= from && a.StartsAt < until)
            .Where(a => Confirmed.Contains(a.State) || (Cancelled.Contains(a.State) && a.Steps.Any(s => s.State == a.State && s.At >= cancelledSince)))
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(AppointmentsMost)
            .Select(a => new FeedAppointment(a.Id, a.SiteId, a.StartsAt, a.EndsAt, Cancelled.Contains(a.State), a.Sequence)).ToListAsync(cancellation);
    }
}

/// <summary>A piece of a day when the mediator receives, whoever's rule it comes from.</summary>
internal sealed record FeedPiece(Guid RuleId, int SiteId, OpeningKind Kind, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

internal sealed record FeedSite(int Id, string ShortName, string Name, string? Address);

internal sealed record FeedAppointment(Guid Id, int SiteId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsCancelled, int Sequence);

/// <summary>A workshop or a meeting that the mediator holds.</summary>
internal sealed record FeedGroup(Guid Id, int SiteId, string Title, string? Room, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
