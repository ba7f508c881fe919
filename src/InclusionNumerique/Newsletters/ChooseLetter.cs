using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>One's own choice: the letter by e-mail, or not. It is a page for all in any case.</summary>
public sealed class ChooseLetter(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(bool IsWanted);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ChooseLetter)))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        DateTimeOffset? stoppedAt = form.IsWanted ? null : now;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var count = await db.Users.Where(p => p.Id == actor.Id && (p.LetterStoppedAt == null) != form.IsWanted).ExecuteUpdateAsync(p => p.SetProperty(x => x.LetterStoppedAt, stoppedAt), cancellation);
        if (count > 0)
        {
            db.Audit(actor, now, nameof(ChooseLetter), nameof(Professional), actor.Id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return Outcome.Done;
    }
}
