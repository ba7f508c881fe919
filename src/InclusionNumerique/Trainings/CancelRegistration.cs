using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Gives a seat, or a place on the waiting list, back; the first who waits takes the seat.</summary>
public sealed class CancelRegistration(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CancelRegistration)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.TrainingRegistrations.AsNoTracking().Where(r => r.Id == form.Id).Select(r => new { r.SessionId, r.ProfessionalId }).SingleOrDefaultAsync(cancellation) is not { } found
            || !await db.MayRegisterAsync(nameof(CancelRegistration), found.ProfessionalId, actor, cancellation))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = (await db.HoldAsync(found.SessionId, cancellation))!;
        var registration = await db.TrainingRegistrations.Include(r => r.Attendances).SingleAsync(r => r.Id == form.Id, cancellation);
        if (registration.State == RegistrationState.Cancelled)
        {
            return Outcome.Done;
        }

        if (registration.Attendances.Exists(a => a.IsPresent))
        {
            return Outcome.Refused("", "Cette personne est notée présente : l’inscription ne s’annule plus.");
        }

        (registration.State, registration.Seat, registration.CancelledAt) = (RegistrationState.Cancelled, null, now);
        // The diary of whoever comes back later must take the new entry for newer than the cancelled one.
        session.Sequence++;
        await db.QueueAsync(session, registration.ProfessionalId, MessageKind.TrainingCancelled, now, cancellation);
        db.Audit(actor, now, nameof(CancelRegistration), nameof(TrainingRegistration), form.Id, session.SiteId);
        await db.SaveChangesAsync(cancellation);
        await db.PromoteAsync(session, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
