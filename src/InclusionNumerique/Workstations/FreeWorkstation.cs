using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workstations;

/// <summary>The person gets up: nothing of theirs may stay for the next one.</summary>
public sealed class FreeWorkstation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid UseId { get; set; }

        /// <summary>Sessions and accounts closed.</summary>
        public bool IsSignedOut { get; set; }

        /// <summary>Downloads and recycle bin.</summary>
        public bool IsEmptied { get; set; }

        /// <summary>From printer and scanner too.</summary>
        public bool ArePapersTaken { get; set; }

        /// <summary>Required unless all three checks are made.</summary>
        public string? UncheckedReason { get; set; }

        internal bool IsChecked => IsSignedOut && IsEmptied && ArePapersTaken;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var use = await db.WorkstationUses.Where(u => u.Id == form.UseId).Select(u => new { u.Workstation!.SiteId, u.EndedAt }).SingleOrDefaultAsync(cancellation);
        if (use is null ? !actor.May(nameof(FreeWorkstation)) : !actor.May(nameof(FreeWorkstation), use.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (use is null)
        {
            return Saving.Gone;
        }

        if (use.EndedAt is not null)
        {
            return Outcome.Done;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await StoreAsync(db, form, use.SiteId, actor, cancellation);
        return Outcome.Done;
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        if (form.IsChecked)
        {
            PlainText.Check(refusals, nameof(form.UncheckedReason), form.UncheckedReason, WorkstationUse.ReasonMost);
        }
        else
        {
            PlainText.Require(refusals, nameof(form.UncheckedReason), form.UncheckedReason, WorkstationUse.ReasonMost, "Faites les trois vérifications, ou dites pourquoi l’une d’elles manque.");
        }

        return refusals;
    }

    private async Task StoreAsync(InclusionDb db, Form form, int siteId, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reason = form.IsChecked ? null : PlainText.Tidy(form.UncheckedReason);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var freed = await db.WorkstationUses.Where(u => u.Id == form.UseId && u.EndedAt == null).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedById, actor.Id)
                .SetProperty(x => x.IsSignedOut, form.IsSignedOut).SetProperty(x => x.IsEmptied, form.IsEmptied)
                .SetProperty(x => x.ArePapersTaken, form.ArePapersTaken).SetProperty(x => x.UncheckedReason, reason),
            cancellation);
        // Freed by two people at once: the first one's checks count.
        if (freed > 0)
        {
            db.Audit(actor, now, nameof(FreeWorkstation), nameof(WorkstationUse), form.UseId, siteId);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
