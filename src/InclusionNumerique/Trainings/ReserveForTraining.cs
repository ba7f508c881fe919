using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Inventory;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Keeps a thing of the inventory for all parts of a session, or gives it back. The database never lets two have it at once.</summary>
public sealed class ReserveForTraining(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid SessionId, Guid EquipmentId, bool IsReserved);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!await db.MayKeepListAsync(nameof(ReserveForTraining), form.SessionId, actor, cancellation))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HoldAsync(form.SessionId, cancellation) is not { State: TrainingState.Planned } session || session.EndsAt <= now)
        {
            return Outcome.Refused("", "Cette session est annulée ou finie : on n’y réserve plus rien.");
        }

        var kept = await db.EquipmentLoans.Where(l => l.TrainingSessionId == session.Id && l.EquipmentId == form.EquipmentId && l.State == LoanState.Reserved).ToListAsync(cancellation);
        if (kept.Count > 0 == form.IsReserved)
        {
            return Outcome.Done;
        }

        kept.ForEach(l => l.State = LoanState.Cancelled);
        if (form.IsReserved)
        {
            var parts = await db.TrainingParts.Where(p => p.SessionId == session.Id && p.EndsAt > now).ToListAsync(cancellation);
            db.AddRange(parts.Select(p => new EquipmentLoan
            {
                Id = Guid.CreateVersion7(), EquipmentId = form.EquipmentId, State = LoanState.Reserved, StartsAt = p.StartsAt, EndsAt = p.EndsAt, Label = "Formation",
                TrainingSessionId = session.Id, CreatedById = actor.Id, CreatedAt = now,
            }));
        }

        db.Audit(actor, now, nameof(ReserveForTraining), nameof(TrainingSession), session.Id, session.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsExclusionViolation(EquipmentLoan.NoOverlap))
        {
            return Outcome.Refused("", "Cet équipement vient d’être prêté ou réservé à ce moment-là. Choisissez-en un autre.");
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }
}
