using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <summary>A view that somebody shows.</summary>
/// <param name="Reader">Who made it, as one beyond the team: a link shows what the steering group may see, and ends with its maker's right to share.</param>
public sealed record SharedFigureView(string Name, string Address, Actor Reader);

/// <summary>What a link to a view of the figures leads to: whoever has the link reads it, so there is no actor but the one who made it.</summary>
public sealed class SharedFigureReader(IDbContextFactory<InclusionDb> factory, ActorLoader actors)
{
    /// <summary>Null when the link is unknown or has ended, or who made it may no longer share.</summary>
    public async Task<SharedFigureView?> ReadAsync(string secret, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(secret) is not { } hash)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FigureViews.Where(v => v.TokenHash == hash).Select(v => new { v.OwnerId, v.Name, v.Address }).SingleOrDefaultAsync(cancellation) is not { } view)
        {
            return null;
        }

        var owner = await actors.LoadAsync(view.OwnerId, cancellation);
        return owner.May(nameof(ShareFigureView)) ? new(view.Name, view.Address, Outside.Reader(owner)) : null;
    }
}
