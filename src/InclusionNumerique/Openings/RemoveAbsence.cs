using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>Takes back an absence to come; of one under way, what is left of it.</summary>
public sealed class RemoveAbsence(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var absence = actor.May(nameof(RemoveAbsence)) ? await db.Absences.SingleOrDefaultAsync(a => a.Id == form.Id, cancellation) : null;
        if (absence is null || !actor.MayForAbsence(nameof(RemoveAbsence), absence.MediatorId))
        {
            return absence is null && actor.May(nameof(RemoveAbsence)) ? Outcome.Done : Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        if (absence.EndsAt <= now)
        {
            return Outcome.Refused("", "Cette absence est passée : elle ne change plus.");
        }

        if (absence.StartsAt >= now)
        {
            db.Remove(absence);
        }
        else
        {
            db.Entry(absence).Property(a => a.EndsAt).CurrentValue = now;
        }

        db.Audit(actor, now, nameof(RemoveAbsence), nameof(Absence), absence.Id);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
