using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>A person who waited has gone without being seen: an outcome to count, not a row to delete.</summary>
public sealed class LeaveUnseen(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="IsBack">The person was said to have left by mistake, or has come back: waits again.</param>
    public sealed record Form(Guid VisitId, bool IsBack = false);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == form.VisitId, cancellation);
        if (visit is null || !actor.May(nameof(LeaveUnseen), visit.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (visit.State == VisitState.Seen)
        {
            return Outcome.Refused("", "Cette personne a déjà été reçue.");
        }

        var wanted = form.IsBack ? VisitState.Waiting : VisitState.LeftUnseen;
        if (visit.State == wanted)
        {
            return Outcome.Done;
        }

        visit.State = wanted;
        db.Audit(actor, clock.GetUtcNow(), nameof(LeaveUnseen), nameof(Visit), visit.Id, visit.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("", "Cette personne vient d’être reçue par quelqu’un d’autre.");
        }
    }
}
