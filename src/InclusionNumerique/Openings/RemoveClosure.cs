using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Takes back a closure to come; of one under way, what is left of it.</summary>
public sealed class RemoveClosure(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemoveClosure)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Closures.SingleOrDefaultAsync(c => c.Id == form.Id, cancellation) is not { } closure)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        if (closure.EndsAt <= now)
        {
            return Outcome.Refused("", "Cette fermeture est passée : elle ne change plus.");
        }

        if (closure.StartsAt >= now)
        {
            db.Remove(closure);
        }
        else
        {
            db.Entry(closure).Property(c => c.EndsAt).CurrentValue = now;
        }

        db.Audit(actor, now, nameof(RemoveClosure), nameof(Closure), closure.Id, closure.SiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
