using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Notes who is there at one part of a session, by its trainers or the coordinator: on the sheet, or on a tablet that goes round.</summary>
public sealed class NoteAttendance(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>A group may come in before the hour.</summary>
    public static readonly TimeSpan EarlyMost = TimeSpan.FromHours(1);

    /// <param name="IsPresent">Null: not known, as before anything was noted.</param>
    public sealed record Form(Guid RegistrationId, short Position, bool? IsPresent);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sessionId = await db.TrainingRegistrations.Where(r => r.Id == form.RegistrationId).Select(r => (Guid?)r.SessionId).SingleOrDefaultAsync(cancellation);
        if (sessionId is not { } id || !await db.MayKeepListAsync(nameof(NoteAttendance), id, actor, cancellation))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = (await db.HoldAsync(id, cancellation))!;
        var startsAt = await db.TrainingParts.Where(p => p.SessionId == id && p.Position == form.Position).Select(p => (DateTimeOffset?)p.StartsAt).SingleOrDefaultAsync(cancellation);
        if (session.State == TrainingState.Cancelled || startsAt is not { } start || start - EarlyMost > now)
        {
            return Outcome.Refused("", "Les présences se notent à partir d’une heure avant la séance.");
        }

        var registration = await db.TrainingRegistrations.Include(r => r.Attendances).SingleAsync(r => r.Id == form.RegistrationId, cancellation);
        if (registration.State != RegistrationState.Registered)
        {
            return Outcome.Refused("", "Cette personne n’a pas de place : inscrivez-la d’abord.");
        }

        Set(registration, form, actor, now);
        db.Audit(actor, now, nameof(NoteAttendance), nameof(TrainingRegistration), registration.Id, session.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }

    private static void Set(TrainingRegistration registration, Form form, Actor actor, DateTimeOffset now)
    {
        var present = registration.Attendances.Find(a => a.Position == form.Position);
        if (form.IsPresent is not { } isPresent)
        {
            registration.Attendances.RemoveAll(a => a.Position == form.Position);
        }
        else if (present is not null)
        {
            (present.IsPresent, present.NotedAt, present.NotedById) = (isPresent, now, actor.Id);
        }
        else
        {
            registration.Attendances.Add(new TrainingAttendance { RegistrationId = registration.Id, Position = form.Position, IsPresent = isPresent, NotedAt = now, NotedById = actor.Id });
        }
    }
}
