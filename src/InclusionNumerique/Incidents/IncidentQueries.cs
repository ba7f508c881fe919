using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

/// <summary>What does not work, and what it cost.</summary>
public sealed partial class IncidentQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;

    private const int FewMost = 500;

    /// <summary>For the desks: one small statement over the index of open outages.</summary>
    public async Task<OutagesNow> OutagesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("IncidentQueries.OutagesAsync"))
        {
            return OutagesNow.None;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = await db.Incidents.Where(i => i.OrganisationId != null && i.EndedAt == null).OrderBy(i => i.StartedAt).Take(FewMost)
            .Select(i => new { i.Id, i.OrganisationId, i.Organisation!.Label, i.StartedAt, Cause = db.FailureCauses.Where(c => c.IsSiteDown && c.IsActive).Select(c => (int?)c.Id).FirstOrDefault() })
            .ToListAsync(cancellation);
        return rows.Count == 0 ? OutagesNow.None : new([.. rows.Select(r => new OutageNow(r.Id, r.OrganisationId!.Value, r.Label, r.StartedAt))], rows[0].Cause);
    }

    /// <summary>A page of incidents, the latest first; of open ones, those that block first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<IncidentPage> ListAsync(IncidentFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("IncidentQueries.ListAsync"))
        {
            return IncidentPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var seesAll = actor.ReachOf("IncidentQueries.ListAsync") == Reach.All;
        var found = db.Incidents.AsNoTracking().Where(i => (seesAll || i.SiteId == null || actor.SiteIds.Contains(i.SiteId.Value)) && i.EndedAt != null == filter.IsClosed
            && (filter.SiteId == null || i.SiteId == filter.SiteId) && (filter.Kind == null || i.Kind == filter.Kind));
        var rows = await found.OrderByDescending(i => i.EndedAt == null && i.IsBlocking).ThenByDescending(i => i.StartedAt).ThenBy(i => i.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize + 1)
            .Select(i => new { Row = i, Site = i.Site!.ShortName, Organisation = i.Organisation!.Label, Equipment = i.Equipment!.Name, Reporter = db.Users.Where(p => p.Id == i.ReportedById).Select(p => p.DisplayName).First() })
            .ToListAsync(cancellation);
        var shown = rows.Take(PageSize).Select(r => new IncidentRow(
            r.Row.Id, r.Row.Version, r.Row.SiteId, r.Row.SiteId is null ? null : r.Site, r.Row.Kind, r.Row.EquipmentId, r.Organisation ?? r.Equipment, r.Row.StartedAt, r.Row.EndedAt, r.Row.IsBlocking, r.Row.ToldTo,
            r.Row.SolvedBy, r.Row.MinutesLost, r.Row.Note, r.Reporter, RemoveIncident.MayRemove(actor, r.Row.SiteId, r.Row.ReportedById))).ToList();
        var failed = await FailedAsync(db, [.. shown.Where(r => r.Kind == IncidentKind.PublicWebsite).Select(r => r.Id)], cancellation);
        return new IncidentPage([.. shown.Select(r => r with { FailedRequests = failed.GetValueOrDefault(r.Id) })], await found.CountAsync(cancellation), rows.Count > PageSize);
    }

    /// <summary>Requests that name the outage's organisation and say that its website was down, in sessions that took place meanwhile.</summary>
    private async Task<Dictionary<Guid, int>> FailedAsync(InclusionDb db, Guid[] outages, CancellationToken cancellation)
    {
        if (outages.Length == 0)
        {
            return [];
        }

        var rows = await db.Database.SqlQueryRaw<FailedRow>(Failed, outages, clock.GetUtcNow()).ToListAsync(cancellation);
        return rows.ToDictionary(r => r.Id, r => r.Requests);
    }

    private const string Failed = """
        SELECT i.id, count(*)::integer AS requests
        FROM incidents i
        JOIN sessions s ON s.removed_at IS NULL AND s.started_at < coalesce(i.ended_at, {1}) AND s.started_at > i.started_at - interval '1 day' AND s.started_at + make_interval(mins => s.minutes) > i.started_at
        JOIN requests r ON r.session_id = s.id AND r.organisation_id = i.organisation_id
        JOIN failure_causes c ON c.id = r.cause_id AND c.is_site_down
        WHERE i.id = ANY ({0}) GROUP BY i.id
        """;

    private sealed record FailedRow(Guid Id, int Requests);
}
