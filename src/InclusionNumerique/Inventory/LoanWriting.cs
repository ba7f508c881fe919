using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Inventory;

/// <summary>How every verb of loans stores: the database says whether the thing is free, the verb says it in words.</summary>
internal static class LoanWriting
{
    public static async Task<Outcome> StoreAsync(this InclusionDb db, EquipmentLoan loan, string verb, int siteId, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var isNew = db.Entry(loan).State == EntityState.Added;
        db.Audit(actor, now, verb, nameof(EquipmentLoan), loan.Id, siteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation() || e.IsExclusionViolation(EquipmentLoan.NoOverlap))
        {
            // Sent twice: the first one is stored.
            return isNew && await db.EquipmentLoans.AsNoTracking().AnyAsync(l => l.Id == loan.Id, cancellation)
                ? Outcome.Done
                : e.IsUniqueViolation(EquipmentLoan.OneOut) ? EquipmentTexts.StillOut : await WhyAsync(db, loan, cancellation);
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    private static async Task<Outcome> WhyAsync(InclusionDb db, EquipmentLoan loan, CancellationToken cancellation)
    {
        var met = await db.EquipmentLoans.AsNoTracking()
            .Where(l => l.EquipmentId == loan.EquipmentId && l.Id != loan.Id && (l.State == LoanState.Reserved || l.State == LoanState.Lent) && l.StartsAt < loan.EndsAt && l.EndsAt > loan.StartsAt)
            .OrderBy(l => l.StartsAt).Select(l => new { l.State, l.StartsAt, l.EndsAt }).FirstOrDefaultAsync(cancellation);
        return Outcome.Refused("FromDay", met is null
            ? "Quelqu’un vient de le prendre ou de le réserver. Rechargez la page."
            : $"Déjà {met.State.Label().ToLowerInvariant()} de {FrenchTime.Moment(met.StartsAt)} {EquipmentTexts.Until(met.EndsAt)}. Choisissez une autre période, ou un autre équipement.");
    }
}
