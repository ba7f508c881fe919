using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Two files are of one person: all that the second holds moves to the first, and its words are erased.</summary>
public sealed class MergeVisitors(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid KeptId, Guid DroppedId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(MergeVisitors)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        Guid[] ids = [form.KeptId, form.DroppedId];
        // In one order for everybody: two merges the other way round wait for each other instead of blocking each other.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM visitors WHERE id = ANY ({ids}) ORDER BY id FOR UPDATE", cancellation);
        if (await db.Visitors.IgnoreQueryFilters().AnyAsync(v => v.Id == form.DroppedId && v.MergedIntoId == form.KeptId && actor.SiteIds.Contains(v.SiteId), cancellation))
        {
            return Outcome.Done;
        }

        var files = await VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => ids.Contains(v.Id)).ToListAsync(cancellation);
        if (files.Count == 0)
        {
            return Outcome.Forbidden;
        }

        if (files.Count != 2)
        {
            return Outcome.Refused("", "Une de ces fiches n’existe plus, ou vous ne pouvez pas la voir. Rien n’a été réuni.");
        }

        var (kept, dropped) = (files.Single(f => f.Id == form.KeptId), files.Single(f => f.Id == form.DroppedId));
        if (kept.SiteId != dropped.SiteId || kept.InstitutionId != dropped.InstitutionId)
        {
            return Outcome.Refused("", "Ces fiches sont de deux sites ou de deux structures : elles ne peuvent pas être réunies.");
        }

        await MoveAsync(db, dropped.Id, kept.Id, cancellation);
        kept.Needs ??= dropped.Needs;
        kept.LanguageId ??= dropped.LanguageId;
        kept.PreferredMediatorId ??= dropped.PreferredMediatorId;
        // What the person agreed to in one file only is not agreed to.
        kept.IsShared &= dropped.IsShared;
        dropped.Erase(clock.GetUtcNow());
        dropped.MergedIntoId = kept.Id;
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(MergeVisitors), nameof(Visitor), kept.Id, kept.SiteId), Saving.Conflict, cancellation);
    }

    private async Task MoveAsync(InclusionDb db, Guid from, Guid to, CancellationToken cancellation)
    {
        await db.Visits.IgnoreQueryFilters().Where(v => v.VisitorId == from).ExecuteUpdateAsync(v => v.SetProperty(x => x.VisitorId, to), cancellation);
        await db.FollowUps.Where(f => f.VisitorId == from).ExecuteUpdateAsync(f => f.SetProperty(x => x.VisitorId, to), cancellation);
        await db.Assessments.Where(a => a.VisitorId == from).ExecuteUpdateAsync(a => a.SetProperty(x => x.VisitorId, to), cancellation);
        await db.Orientations.Where(o => o.VisitorId == from).ExecuteUpdateAsync(o => o.SetProperty(x => x.VisitorId, to), cancellation);
        await db.RightsCheckups.Where(c => c.VisitorId == from).ExecuteUpdateAsync(c => c.SetProperty(x => x.VisitorId, to), cancellation);
        await WorkshopSeats.MoveAsync(db, from, to, clock.GetUtcNow(), cancellation);
    }
}
