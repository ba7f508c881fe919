using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>A session will not take place. Its registrations stay, so that people can be told, and come back if it does after all.</summary>
public sealed class CancelWorkshopSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>Told to the people who were registered.</summary>
        public string? Reason { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!actor.May(nameof(CancelWorkshopSession)) || await db.LockWorkshopAsync(form.Id, cancellation) is not { } session || !actor.May(nameof(CancelWorkshopSession), session.SiteId))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Reason), form.Reason, WorkshopSession.ReasonMost, "Dites pourquoi : les personnes inscrites le demanderont. Exemple : animatrice absente.");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (session.State == WorkshopState.Held)
        {
            return Outcome.Refused("", "Cette séance a eu lieu : elle ne s’annule plus.");
        }

        var now = clock.GetUtcNow();
        (session.State, session.CancelReason, session.ChangedAt) = (WorkshopState.Cancelled, form.Reason!.Trim(), now);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(CancelWorkshopSession), nameof(WorkshopSession), session.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
