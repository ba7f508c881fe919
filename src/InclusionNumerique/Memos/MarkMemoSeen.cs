using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

/// <summary>The actor has opened a memo of a colleague; the first time counts.</summary>
public sealed class MarkMemoSeen(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(MarkMemoSeen)))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var count = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO memo_readings (memo_id, professional_id, read_at)
            SELECT id, {actor.Id}, {now} FROM memos WHERE id = {form.Id} AND removed_at IS NULL AND author_id <> {actor.Id}
            ON CONFLICT DO NOTHING
            """,
            cancellation);
        if (count == 0)
        {
            return Outcome.Done;
        }

        db.Audit(actor, now, nameof(MarkMemoSeen), nameof(Memo), form.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
