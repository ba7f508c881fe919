using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Starts a timer: a row whose end comes later, so that it survives whatever happens to the page. One per person.</summary>
public sealed class StartActivity(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, int? TypeId, int SiteId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(StartActivity), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (form.TypeId is not { } typeId)
        {
            return Outcome.Refused(nameof(form.TypeId), "Choisissez d’abord ce que vous commencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == form.Id && a.ProfessionalId == actor.Id, cancellation))
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        var activity = new Activity { Id = form.Id, ProfessionalId = actor.Id, TypeId = typeId, SiteId = form.SiteId, StartedAt = now, RecordedAt = now };
        db.Activities.Add(activity);
        return await db.StoreAsync(activity, nameof(StartActivity), nameof(form.TypeId), actor, now, cancellation);
    }
}
