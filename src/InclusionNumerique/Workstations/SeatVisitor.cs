using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workstations;

/// <summary>Somebody sits down at a free workstation, known by their number of the day or not at all.</summary>
public sealed class SeatVisitor(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="UseId">Made by the client: sent twice, one person sits down.</param>
    /// <param name="VisitId">Null: somebody without a number.</param>
    public sealed record Form(Guid UseId, int WorkstationId, Guid? VisitId = null);

    private static Outcome Taken { get; } = Outcome.Refused("", "Ce poste vient d’être pris. Choisissez-en un autre.");

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever hides the workstation or seats this person elsewhere meanwhile waits, and then sees this use.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM workstations WHERE id = {form.WorkstationId} FOR SHARE", cancellation);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM visits WHERE id = {form.VisitId} FOR UPDATE", cancellation);
        var workstation = await db.Workstations.AsNoTracking().SingleOrDefaultAsync(w => w.Id == form.WorkstationId, cancellation);
        if (workstation is null ? !actor.May(nameof(SeatVisitor)) : !actor.May(nameof(SeatVisitor), workstation.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (await db.WorkstationUses.AnyAsync(u => u.Id == form.UseId, cancellation))
        {
            return Outcome.Done;
        }

        if (workstation is not { IsActive: true })
        {
            return Outcome.Refused("", "Ce poste n’est plus proposé. Choisissez-en un autre.");
        }

        if (form.VisitId is { } visitId && await WhyNotAsync(db, visitId, workstation.SiteId, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await StoreAsync(db, form, workstation, actor, cancellation);
    }

    private async Task<Outcome?> WhyNotAsync(InclusionDb db, Guid visitId, int siteId, CancellationToken cancellation)
    {
        var seat = await db.WorkstationUses.Where(u => u.VisitId == visitId && u.EndedAt == null).Select(u => u.Workstation!.Label).FirstOrDefaultAsync(cancellation);
        if (seat is not null)
        {
            return Outcome.Refused(nameof(Form.VisitId), $"Ce numéro est déjà installé : {seat}. Libérez d’abord ce poste.");
        }

        return await db.Visits.Where(v => v.SiteId == siteId).MaySit(clock.Today()).AnyAsync(v => v.Id == visitId, cancellation)
            ? null
            : Outcome.Refused(nameof(Form.VisitId), "Ce numéro n’est plus dans l’espace numérique aujourd’hui. Choisissez-en un autre, ou « Sans numéro ».");
    }

    private async Task<Outcome> StoreAsync(InclusionDb db, Form form, Workstation workstation, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        db.WorkstationUses.Add(new WorkstationUse { Id = form.UseId, WorkstationId = workstation.Id, VisitId = form.VisitId, StartedAt = now, StartedById = actor.Id });
        db.Audit(actor, now, nameof(SeatVisitor), nameof(WorkstationUse), form.UseId, workstation.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await db.Database.CommitTransactionAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation(WorkstationUse.OneAtATime))
        {
            await db.Database.RollbackTransactionAsync(cancellation);
            return await db.WorkstationUses.AnyAsync(u => u.Id == form.UseId, cancellation) ? Outcome.Done : Taken;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Done;
        }
    }
}
