using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Changes what, where or when of one's own activity.</summary>
public sealed class CorrectActivity(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(ActivityForm form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var activity = await db.Activities.SingleOrDefaultAsync(a => a.Id == form.Id, cancellation);
        if (activity is null ? !actor.May(nameof(CorrectActivity)) : !actor.May(nameof(CorrectActivity), activity.SiteId, activity.ProfessionalId))
        {
            return Outcome.Forbidden;
        }

        if (activity?.EndedAt is null)
        {
            return ActivityTexts.Gone;
        }

        if (!actor.SiteIds.Contains(form.SiteId))
        {
            return Outcome.Refused(nameof(form.SiteId), "Choisissez un de vos sites.");
        }

        var now = clock.GetUtcNow();
        var refusals = form.Check(now, needsDay: true);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        db.Entry(activity).Property(a => a.Version).OriginalValue = form.Version;
        (activity.TypeId, activity.SiteId, activity.StartedAt) = (form.TypeId!.Value, form.SiteId, form.StartsAt());
        activity.EndedAt = activity.StartedAt.AddMinutes(form.Minutes!.Value);
        return await db.StoreAsync(activity, nameof(CorrectActivity), nameof(form.Time), actor, now, cancellation);
    }
}
