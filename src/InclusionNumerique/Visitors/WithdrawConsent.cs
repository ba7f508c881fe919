using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>The person wants no file any more: its words and all that hangs on it are erased at once; the visits stay, of nobody.</summary>
public sealed class WithdrawConsent(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid VisitorId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FindVisitorAsync(nameof(WithdrawConsent), form.VisitorId, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        await db.Visits.IgnoreQueryFilters().Where(v => v.VisitorId == visitor.Id).ExecuteUpdateAsync(v => v.SetProperty(x => x.VisitorId, (Guid?)null), cancellation);
        await db.FollowUps.Where(f => f.VisitorId == visitor.Id).ExecuteDeleteAsync(cancellation);
        await db.Assessments.Where(a => a.VisitorId == visitor.Id).ExecuteDeleteAsync(cancellation);
        await db.RightsCheckups.Where(c => c.VisitorId == visitor.Id).ExecuteDeleteAsync(cancellation);
        await db.WorkshopPlaces.Where(p => p.VisitorId == visitor.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.VisitorId, (Guid?)null), cancellation);
        foreach (var orientation in await db.Orientations.Where(o => o.VisitorId == visitor.Id).ToListAsync(cancellation))
        {
            WithdrawOrientationConsent.Erase(orientation, clock.GetUtcNow());
        }

        visitor.Erase(clock.GetUtcNow());
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(WithdrawConsent), nameof(Visitor), visitor.Id, visitor.SiteId), Saving.Conflict, cancellation);
    }
}
