using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>
/// Makes or changes a half-day that comes back. What has begun keeps the days already past, so that the figures stay right: a change ends it the day before
/// <see cref="Form.From"/>, and goes on as a new rule.
/// </summary>
public sealed class SaveOpeningRule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int YearsAheadMost = 2;

    public sealed class Form : OpeningForm
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>The version that the form was filled from; 0: a new rule.</summary>
        public uint Version { get; set; }

        /// <summary>The id of what goes on, when a rule that has begun is changed.</summary>
        public Guid NextId { get; set; } = Guid.CreateVersion7();

        public Guid? MediatorId { get; set; }

        public int? SiteId { get; set; }

        public OpeningKind? Kind { get; set; }

        public short? Weekday { get; set; }

        public short EveryWeeks { get; set; } = 1;

        public TimeOnly? StartsAt { get; set; }

        public TimeOnly? EndsAt { get; set; }

        /// <summary>First day of the rule, or of its change.</summary>
        public DateOnly? From { get; set; }

        /// <summary>Last day, included; null: no end is known.</summary>
        public DateOnly? To { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveOpeningRule)) || (form is { SiteId: { } at, MediatorId: { } who } && !actor.May(nameof(SaveOpeningRule), at, who)))
        {
            return Outcome.Forbidden;
        }

        var refusals = OpeningChecks.Rule(form, clock.Today());
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await OpeningChange.LockAsync(db, [form.MediatorId!.Value], clock.GetUtcNow(), cancellation);
        var stored = await db.OpeningRules.SingleOrDefaultAsync(r => r.Id == form.Id, cancellation);
        if (stored is not null && !actor.May(nameof(SaveOpeningRule), stored.SiteId, stored.MediatorId))
        {
            return Outcome.Forbidden;
        }

        if (form.Version == 0 ? stored is not null : await db.OpeningRules.AnyAsync(r => r.Id == form.NextId, cancellation))
        {
            return Outcome.Done;
        }

        if (form.Version != 0 && (stored is null || stored.ValidTo < clock.Today()))
        {
            return Saving.Gone;
        }

        if (stored is not null && stored.MediatorId != form.MediatorId)
        {
            return Outcome.Refused(nameof(form.MediatorId), "Une permanence ne change pas de personne : terminez-la, puis ajoutez-en une autre.");
        }

        if (await OpeningChecks.WhoAsync(db, form.MediatorId.Value, form.SiteId!.Value, form.Kind!.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        var rule = Write(db, form, stored);
        var now = clock.GetUtcNow();
        return await OpeningChange.StoreAsync(
            db, form, now, () => db.Audit(actor, now, nameof(SaveOpeningRule), nameof(OpeningRule), rule.Id, rule.SiteId), cancellation,
            stored is null ? null : () => MoveExceptionsAsync(db, stored, rule, form.From!.Value, cancellation),
            () => OpeningChecks.OverlapAsync(db, rule, clock.Today(), cancellation));
    }

    private OpeningRule Write(InclusionDb db, Form form, OpeningRule? stored)
    {
        if (stored is not null)
        {
            db.Entry(stored).Property(r => r.Version).OriginalValue = form.Version;
        }

        var from = form.From!.Value;
        if (stored is { EveryWeeks: > 1 } && stored.EveryWeeks == form.EveryWeeks && OpeningTexts.WeeksBetween(stored.ValidFrom, from) % stored.EveryWeeks is > 0 and var late)
        {
            // It keeps its weeks: the first of them from that day on.
            from = OpeningTexts.MondayOf(from).AddDays(7 * (stored.EveryWeeks - late));
        }

        var hasPast = stored is not null && stored.ValidFrom <= clock.Today() && stored.ValidFrom < from;
        if (hasPast)
        {
            stored!.ValidTo = form.From.Value.AddDays(-1);
        }

        var rule = stored is not null && !hasPast ? stored : db.Add(new OpeningRule
        {
            Id = stored is null ? form.Id : form.NextId,
            MediatorId = form.MediatorId!.Value,
            SiteId = form.SiteId!.Value,
            Kind = form.Kind!.Value,
            Weekday = form.Weekday!.Value,
            StartsAt = form.StartsAt!.Value,
            EndsAt = form.EndsAt!.Value,
            ValidFrom = from,
        }).Entity;
        (rule.SiteId, rule.Kind, rule.Weekday, rule.EveryWeeks) = (form.SiteId!.Value, form.Kind!.Value, form.Weekday!.Value, form.EveryWeeks);
        (rule.StartsAt, rule.EndsAt, rule.ValidFrom, rule.ValidTo) = (form.StartsAt!.Value, form.EndsAt!.Value, from, form.To < from ? from : form.To);
        return rule;
    }

    // What was said of a day stays said where the rule still has that day.
    private static async Task MoveExceptionsAsync(InclusionDb db, OpeningRule stored, OpeningRule rule, DateOnly from, CancellationToken cancellation)
    {
        foreach (var exception in await db.OpeningExceptions.AsNoTracking().Where(e => e.RuleId == stored.Id && e.Day >= from).ToListAsync(cancellation))
        {
            var same = db.OpeningExceptions.Where(e => e.RuleId == stored.Id && e.Day == exception.Day);
            await (rule.HoldsOn(exception.Day)
                ? same.ExecuteUpdateAsync(e => e.SetProperty(x => x.RuleId, rule.Id), cancellation)
                : same.ExecuteDeleteAsync(cancellation));
        }
    }
}
