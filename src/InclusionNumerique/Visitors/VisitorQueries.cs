using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

public sealed record VisitorHit(Guid Id, string Name, string Code);

public sealed class VisitorQueries(IDbContextFactory<InclusionDb> factory)
{
    public async Task<IReadOnlyList<VisitorHit>> RecogniseAsync(string text, int siteId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => v.SiteId == siteId && EF.Functions.ILike(v.Name, text + "%")).Select(v => new VisitorHit(v.Id, v.Name, v.Code)).Take(5).ToListAsync(cancellation);
    }
}
