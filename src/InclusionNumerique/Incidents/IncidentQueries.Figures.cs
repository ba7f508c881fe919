using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Incidents;

public sealed partial class IncidentQueries
{
    // Each incident that touches the period. What people stated counts where it began; without a word of theirs a blocking one costs its duration while somebody was to receive there.
    private const string Costs = """
        WITH hours AS MATERIALIZED (
            SELECT site_id, range_agg(tstzrange(starts_at, ends_at)) AS periods FROM opening_periods({2}, {3}) GROUP BY site_id)
        SELECT i.site_id, i.kind, i.organisation_id, o.label AS organisation, i.id, i.ended_at IS NULL AS is_open, i.is_blocking,
            (extract(epoch FROM least(coalesce(i.ended_at, {4}), {1}) - greatest(i.started_at, {0})) / 60)::integer AS minutes,
            CASE
                WHEN i.minutes_lost IS NOT NULL THEN CASE WHEN i.started_at >= {0} THEN i.minutes_lost ELSE 0 END
                WHEN i.is_blocking AND i.site_id IS NOT NULL THEN (
                    SELECT coalesce(sum(extract(epoch FROM upper(piece) - lower(piece)) / 60), 0)::integer
                    FROM unnest(h.periods * tstzmultirange(tstzrange(greatest(i.started_at, {0}), least(coalesce(i.ended_at, {4}), {1})))) AS piece)
                ELSE 0 END AS lost_minutes
        FROM incidents i LEFT JOIN hours h ON h.site_id = i.site_id LEFT JOIN organisations o ON o.id = i.organisation_id
        WHERE i.removed_at IS NULL AND i.started_at < {1} AND i.started_at <= {4} AND (i.ended_at IS NULL OR i.ended_at > {0} OR i.started_at >= {0})
            AND (i.site_id IS NULL OR i.site_id = ANY ({5})) ORDER BY i.started_at, i.id
        """;

    private sealed record CostRow(int? SiteId, short Kind, int? OrganisationId, string? Organisation, Guid Id, bool IsOpen, bool IsBlocking, int Minutes, int LostMinutes);

    /// <summary>Incidents of a period by site and kind, at one site or at all that the actor sees; null for who may not see them.</summary>
    public async Task<IncidentReport?> FiguresAsync(FigurePeriod period, int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FigureSites.FindAsync(db, siteId, actor, "IncidentQueries.FiguresAsync", cancellation) is not var (sites, label))
        {
            return null;
        }

        int[] siteIds = [.. sites.Select(s => s.Id)];
        var rows = await db.Database.SqlQueryRaw<CostRow>(
            Costs, ParisTime.StartOf(period.From), ParisTime.StartOf(period.To.AddDays(1)), period.From, period.To, clock.GetUtcNow(), siteIds).ToListAsync(cancellation);
        var outages = rows.Where(r => r.OrganisationId is not null).ToList();
        var failed = await FailedAsync(db, [.. outages.Select(r => r.Id)], cancellation);
        return new IncidentReport(
            label,
            LineOf("Total", rows),
            [.. sites.Select(s => LineOf(s.Label, rows.Where(r => r.SiteId == s.Id)))],
            [.. Enum.GetValues<IncidentKind>().Select(k => LineOf(k.Label(), rows.Where(r => r.Kind == (short)k)))],
            [.. outages.GroupBy(r => (r.OrganisationId, r.Organisation))
                .Select(g => new OutageLine(g.Key.Organisation ?? "", g.Count(), g.Sum(r => r.Minutes), g.Sum(r => failed.GetValueOrDefault(r.Id))))
                .OrderByDescending(l => l.FailedRequests).ThenBy(l => l.Organisation, StringComparer.Ordinal)]);
    }

    private static IncidentLine LineOf(string label, IEnumerable<CostRow> rows)
    {
        var all = rows.ToList();
        return new IncidentLine(
            label, all.Count, all.Count(r => r.IsOpen), all.Count(r => r.IsBlocking), all.Sum(r => r.LostMinutes),
            all.Where(r => r.Kind == (short)IncidentKind.Network).Sum(r => r.LostMinutes));
    }
}
