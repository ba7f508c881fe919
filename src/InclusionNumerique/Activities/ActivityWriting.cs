using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>How every verb of activities stores: with its trace, and the database's refusals turned into words.</summary>
internal static class ActivityWriting
{
    public static async Task<Outcome> StoreAsync(this InclusionDb db, Activity activity, string verb, string field, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Audit(actor, now, verb, nameof(Activity), activity.Id, activity.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saving.Conflict;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation(Activity.OneTimer) || e.IsExclusionViolation(Activity.NoOverlap))
        {
            return await WhyAsync(db, activity, field, cancellation);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Sent twice at once: the other one is stored, unless it is somebody else's.
            return await db.Activities.AsNoTracking().AnyAsync(a => a.Id == activity.Id && a.ProfessionalId == actor.Id, cancellation) ? Outcome.Done : ActivityTexts.Gone;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Sent twice, the key is there already; of two that stand in each other's way, the one that is there is named.</summary>
    private static async Task<Outcome> WhyAsync(InclusionDb db, Activity activity, string field, CancellationToken cancellation)
    {
        var own = db.Activities.AsNoTracking().Where(a => a.ProfessionalId == activity.ProfessionalId);
        if (db.Entry(activity).State == EntityState.Added && await own.AnyAsync(a => a.Id == activity.Id, cancellation))
        {
            return Outcome.Done;
        }

        if (activity.EndedAt is null && await own.AnyAsync(a => a.EndedAt == null && a.Id != activity.Id, cancellation))
        {
            return Outcome.Refused(field, ActivityTexts.TimerRuns);
        }

        var met = await own
            .Where(a => a.Id != activity.Id && (activity.EndedAt == null || a.StartedAt < activity.EndedAt) && (a.EndedAt == null || a.EndedAt > activity.StartedAt))
            .OrderBy(a => a.StartedAt).Select(a => new { a.Type!.Label, a.StartedAt, a.EndedAt }).FirstOrDefaultAsync(cancellation);
        return ActivityTexts.Overlaps(field, met?.Label, met?.StartedAt, met?.EndedAt);
    }
}
