using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Says that a visit was of the person of a file, or of nobody known.</summary>
public sealed class LinkVisitor(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid VisitId, Guid? VisitorId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == form.VisitId, cancellation);
        if (visit is null || !actor.May(nameof(LinkVisitor), visit.SiteId)
            || (form.VisitorId is { } file && await db.FindVisitorAsync(nameof(LinkVisitor), file, actor, cancellation) is null))
        {
            return Outcome.Forbidden;
        }

        if (visit.VisitorId == form.VisitorId)
        {
            return Outcome.Done;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        visit.VisitorId = form.VisitorId;
        await db.ArriveByFileAsync(visit, clock.GetUtcNow(), actor, cancellation);
        db.Audit(actor, clock.GetUtcNow(), nameof(LinkVisitor), nameof(Visit), visit.Id, visit.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saving.Conflict;
        }
    }
}
