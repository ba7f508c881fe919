using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Says what is different on one day of a rule. Said again for the same day, it replaces what was said.</summary>
public sealed class SaveOpeningException(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form : OpeningForm
    {
        public Guid RuleId { get; set; }

        public DateOnly Day { get; set; }

        public bool IsCancelled { get; set; }

        public TimeOnly? StartsAt { get; set; }

        public TimeOnly? EndsAt { get; set; }

        /// <summary>Another site.</summary>
        public int? SiteId { get; set; }

        /// <summary>Who stands in.</summary>
        public Guid? MediatorId { get; set; }

        public string? Note { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rule = actor.May(nameof(SaveOpeningException)) ? await db.OpeningRules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == form.RuleId, cancellation) : null;
        if (rule is null)
        {
            return actor.May(nameof(SaveOpeningException)) ? Saving.Gone : Outcome.Forbidden;
        }

        if (!actor.May(nameof(SaveOpeningException), form.SiteId ?? rule.SiteId, rule.MediatorId) || !actor.May(nameof(SaveOpeningException), rule.SiteId, rule.MediatorId))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form, rule);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever was to stand in so far loses the day too.
        var former = await db.OpeningExceptions.Where(e => e.RuleId == rule.Id && e.Day == form.Day).Select(e => e.MediatorId).SingleOrDefaultAsync(cancellation);
        await OpeningChange.LockAsync(db, [rule.MediatorId, form.MediatorId ?? rule.MediatorId, former ?? rule.MediatorId], clock.GetUtcNow(), cancellation);
        if (!form.IsCancelled && await WhoAsync(db, form, rule, cancellation) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var (startsAt, endsAt, siteId, mediatorId) = form.IsCancelled ? default : (form.StartsAt, form.EndsAt, form.SiteId, form.MediatorId);
        var note = PlainText.Tidy(form.Note);
        return await OpeningChange.StoreAsync(
            db, form, now, () => db.Audit(actor, now, nameof(SaveOpeningException), nameof(OpeningRule), rule.Id, rule.SiteId), cancellation,
            () => db.Database.ExecuteSqlAsync($"""
                INSERT INTO opening_exceptions (rule_id, day, is_cancelled, starts_at, ends_at, site_id, mediator_id, note)
                VALUES ({rule.Id}, {form.Day}, {form.IsCancelled}, {startsAt}, {endsAt}, {siteId}, {mediatorId}, {note})
                ON CONFLICT (rule_id, day) DO UPDATE SET is_cancelled = excluded.is_cancelled, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    site_id = excluded.site_id, mediator_id = excluded.mediator_id, note = excluded.note
                """, cancellation),
            () => OpeningChecks.DayOverlapAsync(db, rule.Id, form.Day, cancellation));
    }

    private List<Refusal> Check(Form form, OpeningRule rule)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(form.Note), form.Note, OpeningException.NoteMost);
        OpeningChecks.Require(refusals, nameof(form.Day), rule.HoldsOn(form.Day) && form.Day >= clock.Today(), "Ce jour n’est pas un jour à venir de cette permanence. Rechargez la page.");
        if (form.IsCancelled)
        {
            return refusals;
        }

        if (form.StartsAt is not null || form.EndsAt is not null)
        {
            OpeningChecks.Hours(refusals, form.StartsAt, form.EndsAt);
        }
        else
        {
            OpeningChecks.Require(refusals, "", form.SiteId is not null || form.MediatorId is not null, "Dites ce qui change ce jour-là : d’autres heures, un autre site, une autre personne, ou rien n’a lieu.");
        }

        return refusals;
    }

    private static async Task<Outcome?> WhoAsync(InclusionDb db, Form form, OpeningRule rule, CancellationToken cancellation)
    {
        var mediatorId = form.MediatorId ?? rule.MediatorId;
        if (await OpeningChecks.WhoAsync(db, mediatorId, form.SiteId ?? rule.SiteId, rule.Kind, cancellation) is { } refusal)
        {
            return refusal;
        }

        var (from, to) = (ParisTime.At(form.Day, form.StartsAt ?? rule.StartsAt), ParisTime.At(form.Day, form.EndsAt ?? rule.EndsAt));
        return form.MediatorId is not null && await db.Absences.AnyAsync(a => a.MediatorId == mediatorId && a.StartsAt < to && a.EndsAt > from, cancellation)
            ? Outcome.Refused(nameof(form.MediatorId), "Cette personne est absente à ce moment. Choisissez quelqu’un d’autre.")
            : null;
    }
}
