using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>A day of a rule is again as the rule says.</summary>
public sealed class RemoveOpeningException(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form : OpeningForm
    {
        public Guid RuleId { get; set; }

        public DateOnly Day { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var stored = actor.May(nameof(RemoveOpeningException))
            ? await db.OpeningExceptions.Include(e => e.Rule).SingleOrDefaultAsync(e => e.RuleId == form.RuleId && e.Day == form.Day, cancellation)
            : null;
        if (stored?.Rule is not { } rule)
        {
            return actor.May(nameof(RemoveOpeningException)) ? Outcome.Done : Outcome.Forbidden;
        }

        if (!actor.May(nameof(RemoveOpeningException), rule.SiteId, rule.MediatorId))
        {
            return Outcome.Forbidden;
        }

        if (form.Day < clock.Today())
        {
            return Outcome.Refused("", "Un jour passé ne change plus.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await OpeningChange.LockAsync(db, [rule.MediatorId, stored.MediatorId ?? rule.MediatorId], clock.GetUtcNow(), cancellation);
        db.Remove(stored);
        var now = clock.GetUtcNow();
        return await OpeningChange.StoreAsync(
            db, form, now, () => db.Audit(actor, now, nameof(RemoveOpeningException), nameof(OpeningRule), rule.Id, rule.SiteId), cancellation,
            check: () => OpeningChecks.DayOverlapAsync(db, rule.Id, form.Day, cancellation));
    }
}
