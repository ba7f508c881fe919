using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>What a screen of the hall may show to everybody: numbers, places, how many wait. It takes no actor, because it says nothing about anybody.</summary>
public sealed class HallFeed(IDbContextFactory<InclusionDb> factory, BoardQueries boards, TimeProvider clock)
{
    /// <summary>A call stays on the screen for so long, unless the person is received before.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<(int Id, string Name)>> SitesAsync(CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sites = await db.Sites.Where(s => s.IsActive).OrderBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancellation);
        return [.. sites.Select(s => (s.Id, s.Name))];
    }

    /// <summary>Null: no such site, or closed.</summary>
    public async Task<HallBoard?> ReadAsync(int siteId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var since = clock.GetUtcNow() - Shown;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var site = await db.Sites.Where(s => s.Id == siteId && s.IsActive).Select(s => s.Name).SingleOrDefaultAsync(cancellation);
        if (site is null)
        {
            return null;
        }

        var called = await db.Visits
            .Where(v => v.SiteId == siteId && v.Day == today && v.Number != null && (v.State == VisitState.Called || (v.State == VisitState.InSession && v.StateSince >= since)))
            .OrderByDescending(v => v.StateSince).Take(5)
            .Select(v => new HallCall(
                v.Number!.Value,
                db.Presences.Where(p => p.SiteId == siteId && p.Day == today && p.ProfessionalId == v.MediatorId).Select(p => p.Place).FirstOrDefault(),
                v.Calls,
                v.State == VisitState.Called))
            .ToListAsync(cancellation);
        var waiting = await db.Visits.CountAsync(v => v.SiteId == siteId && v.Day == today && v.State == VisitState.Waiting, cancellation);
        var mediators = await db.Presences.CountAsync(p => p.SiteId == siteId && p.Day == today && p.LeftAt == null, cancellation);
        return new HallBoard(site, called, waiting, await boards.EstimateAsync(db, siteId, waiting, mediators, cancellation));
    }
}
