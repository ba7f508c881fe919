using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <summary>The sites whose figures are asked for: one, or all that the actor may see.</summary>
internal sealed record FigureSites(List<Choice> All, string Label)
{
    /// <param name="right">The query's own.</param>
    /// <returns>Null when that is none.</returns>
    public static async Task<FigureSites?> FindAsync(InclusionDb db, int? siteId, Actor actor, string right, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(right);
        if (reach == Reach.None)
        {
            return null;
        }

        var sites = await db.Sites.Where(s => (reach == Reach.All || actor.SiteIds.Contains(s.Id)) && (siteId == null || s.Id == siteId)).OrderBy(s => s.Id)
            .Select(s => new Choice(s.Id, s.ShortName)).ToListAsync(cancellation);
        return sites.Count == 0 ? null : new(sites, reach == Reach.All && siteId is null ? "Tous les sites" : string.Join(", ", sites.Select(s => s.Label)));
    }
}
