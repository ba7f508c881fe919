using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Ends a rule after its last day. One that has no day in the past is deleted when it is not to begin.</summary>
public sealed class EndOpeningRule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form : OpeningForm
    {
        public Guid RuleId { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        /// <summary>Included; yesterday or later.</summary>
        public DateOnly? LastDay { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var rule = actor.May(nameof(EndOpeningRule)) ? await db.OpeningRules.SingleOrDefaultAsync(r => r.Id == form.RuleId, cancellation) : null;
        if (rule is null)
        {
            return actor.May(nameof(EndOpeningRule)) ? Saving.Gone : Outcome.Forbidden;
        }

        if (!actor.May(nameof(EndOpeningRule), rule.SiteId, rule.MediatorId))
        {
            return Outcome.Forbidden;
        }

        var yesterday = clock.Today().AddDays(-1);
        if (form.LastDay is not { } last || last < yesterday || last > clock.Today().AddYears(2 * SaveOpeningRule.YearsAheadMost))
        {
            return Outcome.Refused(nameof(form.LastDay), "Indiquez le dernier jour : hier au plus tôt. Les jours passés restent comptés.");
        }

        await OpeningChange.LockAsync(db, [rule.MediatorId], clock.GetUtcNow(), cancellation);
        db.Entry(rule).Property(r => r.Version).OriginalValue = form.Version;
        if (last < rule.ValidFrom)
        {
            db.Remove(rule);
        }
        else
        {
            rule.ValidTo = last;
        }

        var now = clock.GetUtcNow();
        return await OpeningChange.StoreAsync(
            db, form, now, () => db.Audit(actor, now, nameof(EndOpeningRule), nameof(OpeningRule), rule.Id, rule.SiteId), cancellation,
            () => db.OpeningExceptions.Where(e => e.RuleId == rule.Id && e.Day > last).ExecuteDeleteAsync(cancellation),
            // A later last day may run into another rule.
            () => OpeningChecks.OverlapAsync(db, rule, clock.Today(), cancellation));
    }
}
