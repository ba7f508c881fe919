using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Takes one's own activity out of the counts, a timer that runs too; or puts it back.</summary>
public sealed class RemoveActivity(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="IsBack">Undoes the removal.</param>
    public sealed record Form(Guid Id, bool IsBack = false);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var activity = await db.Activities.IgnoreQueryFilters().SingleOrDefaultAsync(a => a.Id == form.Id, cancellation);
        if (activity is null ? !actor.May(nameof(RemoveActivity)) : !actor.May(nameof(RemoveActivity), activity.SiteId, activity.ProfessionalId))
        {
            return Outcome.Forbidden;
        }

        if (activity is null)
        {
            return ActivityTexts.Gone;
        }

        if (activity.RemovedAt is null == form.IsBack)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        activity.RemovedAt = form.IsBack ? null : now;
        return await db.StoreAsync(activity, nameof(RemoveActivity), "", actor, now, cancellation);
    }
}
