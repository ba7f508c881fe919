using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

public sealed class TriageQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>The rules behind the advice, in the order in which they are tried.</summary>
    public async Task<IReadOnlyList<TriageRule>> RulesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TriageQueries.RulesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.TriageRules.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation);
    }
}
