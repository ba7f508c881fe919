using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

/// <summary>Takes a memo away from all readers: its author, or the coordinator. The row stays.</summary>
public sealed class RemoveMemo(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemoveMemo)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Memos.SingleOrDefaultAsync(m => m.Id == form.Id, cancellation) is not { } memo)
        {
            return Outcome.Done;
        }

        if (memo.AuthorId != actor.Id && actor.ReachOf(nameof(RemoveMemo)) != Reach.All)
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        (memo.RemovedAt, memo.RemovedById) = (now, actor.Id);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(RemoveMemo), nameof(Memo), memo.Id, memo.SiteId), Outcome.Done, cancellation);
    }
}
