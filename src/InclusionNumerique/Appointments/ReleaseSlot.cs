using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Lets go the slot that the actor kept: somebody else may have it at once.</summary>
public sealed class ReleaseSlot(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ReleaseSlot)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var released = await db.Appointments.Where(a => a.Id == form.Id && a.BookedById == actor.Id && a.State == AppointmentState.Held).ExecuteDeleteAsync(cancellation);
        if (released > 0)
        {
            db.Audit(actor, clock.GetUtcNow(), nameof(ReleaseSlot), nameof(Appointment), form.Id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
