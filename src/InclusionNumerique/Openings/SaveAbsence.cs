using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Notes that a mediator is away: whole days, or from an hour to another.</summary>
public sealed class SaveAbsence(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form : OpeningForm
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid? MediatorId { get; set; }

        public AbsenceReason? Reason { get; set; }

        public DayHours When { get; set; } = new();
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayForAbsence(nameof(SaveAbsence), form.MediatorId))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        OpeningChecks.Require(refusals, nameof(form.MediatorId), form.MediatorId is not null, "Choisissez qui est absent.");
        OpeningChecks.Require(refusals, nameof(form.Reason), form.Reason is { } reason && Enum.IsDefined(reason), "Choisissez : congé, formation, réunion ou autre.");
        form.When.Check(refusals, clock.Today());
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Absences.AnyAsync(a => a.Id == form.Id, cancellation))
        {
            return Outcome.Done;
        }

        var (startsAt, endsAt) = form.When.Period();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await OpeningChange.LockAsync(db, [form.MediatorId!.Value], clock.GetUtcNow(), cancellation);
        db.Add(new Absence { Id = form.Id, MediatorId = form.MediatorId.Value, StartsAt = startsAt, EndsAt = endsAt, Reason = form.Reason!.Value });
        var now = clock.GetUtcNow();
        return await OpeningChange.StoreAsync(db, form, now, () => db.Audit(actor, now, nameof(SaveAbsence), nameof(Absence), form.Id), cancellation);
    }
}
