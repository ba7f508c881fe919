using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>A cancelled session takes place after all, with those who were registered.</summary>
public sealed class RestoreWorkshopSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!actor.May(nameof(RestoreWorkshopSession)) || await db.LockWorkshopAsync(form.Id, cancellation) is not { } session || !actor.May(nameof(RestoreWorkshopSession), session.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (session.State != WorkshopState.Cancelled)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        (session.State, session.CancelReason, session.ChangedAt) = (WorkshopState.Planned, null, now);
        // Somebody may have given up meanwhile.
        await db.PromoteAsync(session, now, cancellation);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(RestoreWorkshopSession), nameof(WorkshopSession), session.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
