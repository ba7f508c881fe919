using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

public sealed record SiteChoice(int Id, string ShortName, string Name);

public sealed class SiteQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>The sites that the actor may choose among: own ones, or all.</summary>
    public async Task<IReadOnlyList<SiteChoice>> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("SiteQueries.ChoicesAsync");
        if (reach == Reach.None)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Sites
            .Where(s => s.IsActive && (reach == Reach.All || actor.SiteIds.Contains(s.Id)))
            .OrderBy(s => s.Id)
            .Select(s => new SiteChoice(s.Id, s.ShortName, s.Name))
            .ToListAsync(cancellation);
    }
}
