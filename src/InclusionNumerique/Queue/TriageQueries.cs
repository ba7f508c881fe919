using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

public sealed class TriageQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>The rules behind the advice, in the order in which they are tried; the hidden ones too for who may change them.</summary>
    public async Task<IReadOnlyList<TriageRule>> RulesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("TriageQueries.RulesAsync"))
        {
            return [];
        }

        var seesHidden = actor.May(nameof(SaveTriageRule));
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.TriageRules.AsNoTracking().Where(r => r.IsActive || seesHidden).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation);
    }
}
