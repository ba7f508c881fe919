using InclusionNumerique.Data;
using InclusionNumerique.Inventory;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Who has a seat and who waits. Everything that changes it holds the session's row, so that seats and order are those of the database.</summary>
internal static class TrainingSeats
{
    /// <summary>The session, held until the transaction ends; null when there is none.</summary>
    public static Task<TrainingSession?> HoldAsync(this InclusionDb db, Guid sessionId, CancellationToken cancellation) =>
        db.TrainingSessions.FromSql($"SELECT *, xmin FROM training_sessions WHERE id = {sessionId} FOR UPDATE").SingleOrDefaultAsync(cancellation);

    /// <summary>The lowest seat that nobody has; null when all are taken. A seat is not given past the people who wait.</summary>
    public static async Task<short?> FreeSeatAsync(this InclusionDb db, TrainingSession session, CancellationToken cancellation)
    {
        var taken = await db.TrainingRegistrations.Where(r => r.SessionId == session.Id).Select(r => new { r.Seat, r.State }).ToListAsync(cancellation);
        return taken.Exists(r => r.State == RegistrationState.Waiting) ? null : Lowest(session, [.. taken.Select(r => r.Seat).OfType<short>()]);
    }

    /// <summary>Gives the free seats to those who wait, the first first, and tells them.</summary>
    public static async Task PromoteAsync(this InclusionDb db, TrainingSession session, DateTimeOffset now, CancellationToken cancellation)
    {
        if (session.State == TrainingState.Cancelled || session.EndsAt <= now)
        {
            return;
        }

        var registrations = await db.TrainingRegistrations.Where(r => r.SessionId == session.Id && r.State != RegistrationState.Cancelled).OrderBy(r => r.Rank).ToListAsync(cancellation);
        var taken = registrations.Select(r => r.Seat).OfType<short>().ToHashSet();
        foreach (var waiting in registrations.Where(r => r.State == RegistrationState.Waiting))
        {
            if (Lowest(session, taken) is not { } seat)
            {
                return;
            }

            (waiting.State, waiting.Seat, waiting.PromotedAt) = (RegistrationState.Registered, seat, now);
            taken.Add(seat);
            await db.QueueAsync(session, waiting.ProfessionalId, MessageKind.TrainingPromoted, now, cancellation);
        }
    }

    /// <summary>At another time, or never: what was kept for the session is anybody's again.</summary>
    public static Task GiveEquipmentBackAsync(this InclusionDb db, TrainingSession session, CancellationToken cancellation) =>
        db.EquipmentLoans.Where(l => l.TrainingSessionId == session.Id && l.State == LoanState.Reserved).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LoanState.Cancelled), cancellation);

    private static short? Lowest(TrainingSession session, HashSet<short> taken)
    {
        for (short seat = 1; seat <= session.Capacity; seat++)
        {
            if (!taken.Contains(seat))
            {
                return seat;
            }
        }

        return null;
    }
}
