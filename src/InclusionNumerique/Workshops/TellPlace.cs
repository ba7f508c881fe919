using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Somebody has told a person what changed for them, by telephone or face to face; or has not, after all.</summary>
public sealed class TellPlace(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid PlaceId, bool IsTold);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var sessionId = await db.WorkshopPlaces.Where(p => p.Id == form.PlaceId).Select(p => p.SessionId).SingleOrDefaultAsync(cancellation);
        if (!actor.May(nameof(TellPlace)) || await db.LockWorkshopAsync(sessionId, cancellation) is not { } session)
        {
            return Outcome.Forbidden;
        }

        var place = await db.WorkshopPlaces.SingleAsync(p => p.Id == form.PlaceId, cancellation);
        if (!actor.MayInWorkshop(nameof(TellPlace), session.SiteId, place.RegisteredById))
        {
            return Outcome.Forbidden;
        }

        if (place.CancelledAt is not null)
        {
            return Outcome.Refused("", "Cette personne n’est plus sur la liste.");
        }

        var now = clock.GetUtcNow();
        (place.ToldAt, place.ToldById) = form.IsTold ? ((DateTimeOffset?)now, (Guid?)actor.Id) : (null, null);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(TellPlace), nameof(WorkshopPlace), place.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
