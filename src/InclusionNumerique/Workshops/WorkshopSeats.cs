using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Who sits on which seat. Everything that gives, frees or counts seats holds the session's row: the seats of a session change one after the other.</summary>
internal static class WorkshopSeats
{
    /// <summary>The session, locked until the transaction ends.</summary>
    public static Task<WorkshopSession?> LockWorkshopAsync(this InclusionDb db, Guid sessionId, CancellationToken cancellation) =>
        db.WorkshopSessions.FromSql($"SELECT *, xmin FROM workshop_sessions WHERE id = {sessionId} FOR UPDATE").SingleOrDefaultAsync(cancellation);

    /// <summary>May the actor do this to an entry of the session: any, those of own sites and own ones, or own ones?</summary>
    public static bool MayInWorkshop(this Actor actor, string verb, int siteId, Guid ownerId) => actor.ReachOf(verb) switch
    {
        Reach.All => true,
        Reach.Sites => actor.SiteIds.Contains(siteId) || ownerId == actor.Id,
        Reach.Own => ownerId == actor.Id,
        _ => false,
    };

    /// <summary>The lowest seat that nobody has; null when there is none.</summary>
    public static async Task<short?> FreeSeatAsync(this InclusionDb db, WorkshopSession session, CancellationToken cancellation)
    {
        var taken = await db.WorkshopPlaces.Where(p => p.SessionId == session.Id && p.Seat != null).Select(p => p.Seat!.Value).ToListAsync(cancellation);
        return Enumerable.Range(1, session.Capacity ?? 0).Select(seat => (short?)seat).FirstOrDefault(seat => !taken.Contains(seat!.Value));
    }

    public static async Task<short> NextNumberAsync(this InclusionDb db, Guid sessionId, CancellationToken cancellation) =>
        (short)((await db.WorkshopPlaces.Where(p => p.SessionId == sessionId).MaxAsync(p => (short?)p.Number, cancellation) ?? 0) + 1);

    /// <summary>Gives free seats to those who wait, in the order in which they came. What was freed must be stored already.</summary>
    public static async Task PromoteAsync(this InclusionDb db, WorkshopSession session, DateTimeOffset now, CancellationToken cancellation)
    {
        if (session.State != WorkshopState.Planned || session.EndsAt <= now)
        {
            return;
        }

        var places = await db.WorkshopPlaces.Where(p => p.SessionId == session.Id && p.CancelledAt == null && !p.IsWalkIn).OrderBy(p => p.Number).ToListAsync(cancellation);
        var taken = places.Where(p => p.Seat is not null).Select(p => p.Seat!.Value).ToHashSet();
        var free = new Queue<short>(Enumerable.Range(1, session.Capacity ?? 0).Select(seat => (short)seat).Where(seat => !taken.Contains(seat)));
        foreach (var place in places.Where(p => p.Seat is null))
        {
            if (!free.TryDequeue(out var seat))
            {
                return;
            }

            (place.Seat, place.PromotedAt) = (seat, now);
        }
    }

    /// <summary>Moves those on seats above the new capacity down to free ones; false when they are too many.</summary>
    public static async Task<bool> TightenAsync(this InclusionDb db, Guid sessionId, short capacity, CancellationToken cancellation)
    {
        var seated = await db.WorkshopPlaces.Where(p => p.SessionId == sessionId && p.Seat != null).OrderBy(p => p.Seat).ToListAsync(cancellation);
        if (seated.Count > capacity)
        {
            return false;
        }

        var free = new Queue<short>(Enumerable.Range(1, capacity).Select(seat => (short)seat).Where(seat => seated.All(p => p.Seat != seat)));
        seated.Where(p => p.Seat > capacity).ToList().ForEach(p => p.Seat = free.Dequeue());
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Two files are of one person. Registered twice for one session, they keep the earlier place, and were there if either was; the other seat goes to those who wait.</summary>
    public static async Task MoveAsync(InclusionDb db, Guid from, Guid to, DateTimeOffset now, CancellationToken cancellation)
    {
        // One order for everybody: two merges wait for each other instead of blocking each other.
        var sessions = await db.WorkshopPlaces.Where(p => p.VisitorId == from).Select(p => p.SessionId).Distinct().Order().ToListAsync(cancellation);
        foreach (var sessionId in sessions)
        {
            var session = (await db.LockWorkshopAsync(sessionId, cancellation))!;
            var places = await db.WorkshopPlaces.Where(p => p.SessionId == sessionId && p.CancelledAt == null && (p.VisitorId == from || p.VisitorId == to)).OrderBy(p => p.Number).ToListAsync(cancellation);
            if (places is [var kept, var doubled])
            {
                kept.Attendance = new[] { kept.Attendance, doubled.Attendance }.Min();
                (doubled.CancelledAt, doubled.Seat, doubled.Attendance) = (now, null, null);
                await db.SaveChangesAsync(cancellation);
                await db.PromoteAsync(session, now, cancellation);
            }

            places.Where(p => p.VisitorId == from).ToList().ForEach(p => p.VisitorId = to);
            await db.SaveChangesAsync(cancellation);
        }

        await db.WorkshopPlaces.Where(p => p.VisitorId == from).ExecuteUpdateAsync(p => p.SetProperty(x => x.VisitorId, to), cancellation);
    }
}
