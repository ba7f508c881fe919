using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>A person will not come: the seat goes to the first of those who wait.</summary>
public sealed class CancelPlace(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var sessionId = await db.WorkshopPlaces.Where(p => p.Id == form.Id).Select(p => p.SessionId).SingleOrDefaultAsync(cancellation);
        if (!actor.May(nameof(CancelPlace)) || await db.LockWorkshopAsync(sessionId, cancellation) is not { } session)
        {
            return Outcome.Forbidden;
        }

        var place = await db.WorkshopPlaces.SingleAsync(p => p.Id == form.Id, cancellation);
        if (!actor.MayInWorkshop(nameof(CancelPlace), session.SiteId, place.RegisteredById))
        {
            return Outcome.Forbidden;
        }

        if (place.CancelledAt is not null)
        {
            return Outcome.Done;
        }

        // Whoever was added at the door by a slip of the finger goes as they came; the others are present or absent.
        if (session.State == WorkshopState.Held && !place.IsWalkIn)
        {
            return Outcome.Refused("", WorkshopTexts.IsHeld);
        }

        var now = clock.GetUtcNow();
        (place.CancelledAt, place.Seat, place.Attendance) = (now, null, null);
        await db.SaveChangesAsync(cancellation);
        await db.PromoteAsync(session, now, cancellation);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(CancelPlace), nameof(WorkshopPlace), place.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
