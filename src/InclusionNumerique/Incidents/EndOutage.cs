using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>The website works again: one tap at any desk; or, when that was wrong, it does not.</summary>
public sealed class EndOutage(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="IsBack">Undoes it: still down.</param>
    public sealed record Form(Guid Id, bool IsBack = false);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(EndOutage)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var outage = await db.Incidents.SingleOrDefaultAsync(i => i.Id == form.Id && i.Kind == IncidentKind.PublicWebsite, cancellation);
        if (outage is null)
        {
            return IncidentTexts.Gone;
        }

        if (outage.EndedAt is null == form.IsBack)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        outage.EndedAt = form.IsBack ? null : now;
        outage.SolvedBy = form.IsBack ? null : SolvedBy.ByItself;
        var outcome = await db.SaveAsync(
            () => db.Audit(actor, now, nameof(EndOutage), nameof(Incident), outage.Id), Outcome.Refused("", "Ce site a été signalé en panne à nouveau entre-temps."), cancellation);
        // Another desk has just tapped the same.
        return outcome.MessageFor(Saving.VersionField) is null ? outcome : Outcome.Done;
    }
}
