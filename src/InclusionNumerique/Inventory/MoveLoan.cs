using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Inventory;

/// <summary>What is reserved is handed out or given up, what is lent comes back; and the way back from each.</summary>
public sealed class MoveLoan(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="To">Handed out, back, or given up; for a loan that came back or was given up by mistake, what it was.</param>
    public sealed record Form(Guid Id, LoanState To);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Two desks that move it at once: the second sees what the first made of it.
        var loan = await db.EquipmentLoans.FromSql($"SELECT * FROM equipment_loans WHERE id = {form.Id} FOR UPDATE").Include(l => l.Equipment).SingleOrDefaultAsync(cancellation);
        if (loan is null ? !actor.May(nameof(MoveLoan)) : !actor.May(nameof(MoveLoan), loan.Equipment!.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (loan is null)
        {
            return Saving.Gone;
        }

        if (loan.State == form.To)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        if (WhyNot(loan, form.To, now) is { } refusal)
        {
            return refusal;
        }

        if (form.To == LoanState.Lent && loan.State == LoanState.Reserved && loan.StartsAt > now)
        {
            loan.StartsAt = now;
        }

        loan.State = form.To;
        loan.ReturnedAt = form.To == LoanState.Returned ? now : null;
        var outcome = await db.StoreAsync(loan, nameof(MoveLoan), loan.Equipment!.SiteId, actor, now, cancellation);
        if (outcome.IsDone)
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    private static Outcome? WhyNot(EquipmentLoan loan, LoanState to, DateTimeOffset now) => (loan.State, to) switch
    {
        (LoanState.Reserved, LoanState.Lent) when loan.EndsAt <= now => Outcome.Refused("", "Cette réservation est passée. Annulez-la, puis prêtez l’équipement."),
        (LoanState.Reserved, LoanState.Lent) when loan.Equipment!.State != EquipmentState.InService =>
            Outcome.Refused("", $"Cet équipement n’est pas en service ({loan.Equipment.State.Label().ToLowerInvariant()}) : il ne se prête pas."),
        (LoanState.Reserved, LoanState.Lent or LoanState.Cancelled) or (LoanState.Lent, LoanState.Returned) or (LoanState.Returned, LoanState.Lent) or (LoanState.Cancelled, LoanState.Reserved) => null,
        _ => Outcome.Refused("", $"Ce n’est plus possible : {loan.State.Label().ToLowerInvariant()}. Rechargez la page."),
    };
}
