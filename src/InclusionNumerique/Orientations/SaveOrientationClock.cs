using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Changes how long a state may last. What is open keeps the dates that it has until its next step.</summary>
public sealed class SaveOrientationClock(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public OrientationState State { get; set; }

        public uint Version { get; set; }

        public int? RemindAfter { get; set; }

        public int? EscalateAfter { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveOrientationClock)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        if (form.RemindAfter is not (>= 0 and <= OrientationClock.DaysMost))
        {
            refusals.Add(new Refusal(nameof(form.RemindAfter), $"Un nombre de jours ouvrés entre 0 et {OrientationClock.DaysMost}."));
        }

        if (form.EscalateAfter is not (>= 0 and <= OrientationClock.DaysMost) || form.EscalateAfter < form.RemindAfter)
        {
            refusals.Add(new Refusal(nameof(form.EscalateAfter), $"Un nombre de jours ouvrés jusqu’à {OrientationClock.DaysMost}, au moins égal au rappel."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.OrientationClocks.SingleOrDefaultAsync(c => c.State == form.State, cancellation) is not { } row)
        {
            return Saving.Gone;
        }

        db.Entry(row).Property(c => c.Version).OriginalValue = form.Version;
        (row.RemindAfter, row.EscalateAfter) = ((short)form.RemindAfter!, (short)form.EscalateAfter!);
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveOrientationClock), nameof(OrientationClock), (int)form.State), Saving.Conflict, cancellation);
    }
}
