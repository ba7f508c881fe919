using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Access;

/// <summary>Reads an account's rights as they are now: a role taken away counts from the next click on.</summary>
public sealed class ActorLoader(IDbContextFactory<InclusionDb> factory)
{
    /// <summary><see cref="Actor.Nobody"/> for an unknown or disabled account.</summary>
    public async Task<Actor> LoadAsync(Guid professionalId, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var row = await db.Users
            .Where(p => p.Id == professionalId && p.DisabledAt == null)
            .Select(p => new
            {
                p.DisplayName,
                p.Roles,
                p.InstitutionId,
                p.CurrentSiteId,
                SiteIds = p.Sites.Where(s => s.IsActive).OrderBy(s => s.Id).Select(s => s.Id).ToList(),
            })
            .SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            return Actor.Nobody;
        }

        int? current = row.CurrentSiteId is { } chosen && row.SiteIds.Contains(chosen) ? chosen : row.SiteIds.Select(id => (int?)id).FirstOrDefault();
        return new Actor(professionalId, row.DisplayName, row.Roles, row.SiteIds, row.InstitutionId, current);
    }
}
