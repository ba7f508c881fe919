using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>Takes back what was reported by mistake: by whoever reported it, or by the coordinator.</summary>
public sealed class RemoveIncident(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var incident = await db.Incidents.IgnoreQueryFilters().SingleOrDefaultAsync(i => i.Id == form.Id, cancellation);
        if (!actor.May(nameof(RemoveIncident)) || (incident is not null && !MayRemove(actor, incident.SiteId, incident.ReportedById)))
        {
            return Outcome.Forbidden;
        }

        if (incident is null or { RemovedAt: not null })
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        incident.RemovedAt = now;
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(RemoveIncident), nameof(Incident), incident.Id, incident.SiteId), Outcome.Done, cancellation);
    }

    /// <param name="siteId">Null: every site.</param>
    internal static bool MayRemove(Actor actor, int? siteId, Guid reporterId) => siteId is { } site
        ? actor.May(nameof(RemoveIncident), site, reporterId)
        : actor.ReachOf(nameof(RemoveIncident)) == Reach.All || (actor.May(nameof(RemoveIncident)) && reporterId == actor.Id);
}
