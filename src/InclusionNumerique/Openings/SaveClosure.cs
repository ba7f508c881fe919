using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Closes a site, or all of them, for days or hours.</summary>
public sealed class SaveClosure(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form : OpeningForm
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null: all sites.</summary>
        public int? SiteId { get; set; }

        public string Label { get; set; } = "";

        public DayHours When { get; set; } = new();
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveClosure)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Label), form.Label, Closure.LabelMost, "Dites pourquoi, en peu de mots : les affiches le diront (exemple : travaux).");
        form.When.Check(refusals, clock.Today());
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Closures.AnyAsync(c => c.Id == form.Id, cancellation))
        {
            return Outcome.Done;
        }

        var (startsAt, endsAt) = form.When.Period();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await OpeningChange.LockAllAsync(db, clock.GetUtcNow(), cancellation);
        db.Add(new Closure { Id = form.Id, SiteId = form.SiteId, StartsAt = startsAt, EndsAt = endsAt, Label = form.Label.Trim() });
        var now = clock.GetUtcNow();
        return await OpeningChange.StoreAsync(db, form, now, () => db.Audit(actor, now, nameof(SaveClosure), nameof(Closure), form.Id, form.SiteId), cancellation);
    }
}
