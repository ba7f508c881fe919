using InclusionNumerique.Queue;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>What the demo finds in the house.</summary>
/// <param name="Rules">Active, in their order.</param>
/// <param name="Numbers">The last number given at a site on a day: a second load goes on from there.</param>
internal sealed record DemoDataHouse(IReadOnlyList<Site> Sites, IReadOnlyList<TriageRule> Rules, IReadOnlyDictionary<(int SiteId, DateOnly Day), short> Numbers)
{
    public static async Task<DemoDataHouse> ReadAsync(InclusionDb db, CancellationToken cancellation) => new(
        await db.Sites.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.Id).ToListAsync(cancellation),
        await db.TriageRules.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Position).ToListAsync(cancellation),
        (await db.Database.SqlQuery<NumberRow>($"SELECT site_id, day, last FROM queue_counters").ToListAsync(cancellation)).ToDictionary(r => (r.SiteId, r.Day), r => r.Last));

    /// <summary>The house goes on numbering where the demo stopped.</summary>
    public static Task CountNumbersAsync(InclusionDb db, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO queue_counters (site_id, day, last) SELECT site_id, day, max(number) FROM visits WHERE number IS NOT NULL GROUP BY site_id, day
        ON CONFLICT (site_id, day) DO UPDATE SET last = greatest(queue_counters.last, excluded.last)
        """,
        cancellation);

    private sealed record NumberRow(int SiteId, DateOnly Day, short Last);
}
