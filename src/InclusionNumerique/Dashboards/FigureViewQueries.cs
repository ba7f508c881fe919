using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <param name="SharedAt">Since when it has a link; null: none.</param>
public sealed record FigureViewRow(Guid Id, string Name, string Address, DateTimeOffset? SharedAt);

public sealed class FigureViewQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>The actor's own, by name.</summary>
    public async Task<IReadOnlyList<FigureViewRow>> MineAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("FigureViewQueries.MineAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.FigureViews.Where(v => v.OwnerId == actor.Id).OrderBy(v => v.Name).Take(FigureView.Most).Select(v => new FigureViewRow(v.Id, v.Name, v.Address, v.SharedAt)).ToListAsync(cancellation);
    }
}
