using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <summary>Removes a view of one's own; its link, if any, ends.</summary>
public sealed class RemoveFigureView(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemoveFigureView)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FigureViews.Where(v => v.Id == form.Id && v.OwnerId == actor.Id).ExecuteDeleteAsync(cancellation) > 0)
        {
            db.Audit(actor, clock.GetUtcNow(), nameof(RemoveFigureView), nameof(FigureView), form.Id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
