using System.Globalization;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

public sealed partial class ActivityQueries
{
    // What began before the period or ends after it counts for the part that lies in it.
    private const string Sums = """
        WITH seen AS (
            SELECT a.professional_id, t.label AS type, t.position, s.id AS site_id, s.short_name AS site,
                date_trunc('month', a.started_at AT TIME ZONE 'Europe/Paris')::date AS month,
                extract(epoch FROM least(a.ended_at, {1}) - greatest(a.started_at, {0})) / 60 AS minutes
            FROM activities a JOIN activity_types t ON t.id = a.type_id JOIN sites s ON s.id = a.site_id
            WHERE a.removed_at IS NULL AND a.ended_at > {0} AND a.started_at < {1} AND ({2}::integer IS NULL OR a.site_id = {2}))
        SELECT CASE WHEN grouping(type) = 0 THEN 1 WHEN grouping(site) = 0 THEN 2 WHEN grouping(month) = 0 THEN 3 ELSE 0 END AS dimension,
            coalesce(type, site, '') AS label, month, coalesce(round(sum(minutes)), 0)::integer AS minutes, count(DISTINCT professional_id)::integer AS people
        FROM seen GROUP BY GROUPING SETS ((type, position), (site, site_id), (month), ())
        ORDER BY 1, month, sum(minutes) DESC, label
        """;

    private const string Received = """
        SELECT coalesce(sum(minutes), 0)::integer AS "Value" FROM sessions
        WHERE removed_at IS NULL AND started_at >= {0} AND started_at < {1} AND ({2}::integer IS NULL OR site_id = {2})
        """;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private sealed record SumRow(int Dimension, string Label, DateOnly? Month, int Minutes, int People);

    /// <summary>Hours by type, site and month over all who note them; never by person. Null for who may not see them.</summary>
    public async Task<HiddenWorkReport?> FiguresAsync(FigurePeriod period, int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FigureSites.FindAsync(db, siteId, actor, "ActivityQueries.FiguresAsync", cancellation) is not { Label: var label })
        {
            return null;
        }

        object?[] span = [ParisTime.StartOf(period.From), ParisTime.StartOf(period.To.AddDays(1)), siteId];
        var rows = await db.Database.SqlQueryRaw<SumRow>(Sums, span!).ToListAsync(cancellation);
        var received = await db.Database.SqlQueryRaw<int>(Received, span!).SingleAsync(cancellation);
        IReadOnlyList<HiddenWorkLine> Lines(int dimension) => [.. rows.Where(r => r.Dimension == dimension).Select(LineOf)];
        return new HiddenWorkReport(label, Lines(0) is [var total] ? total : new("", 0, null), received, Lines(1), Lines(2), Lines(3));
    }

    private static HiddenWorkLine LineOf(SumRow row) => new(
        row.Month is { } month ? month.ToString("MMMM yyyy", French) : row.Label, row.Minutes, row.People >= HiddenWorkLine.PeopleLeast ? row.People : null);
}
