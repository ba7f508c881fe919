using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Somebody has come without registration: one tap, no name. They take nobody's seat, and count.</summary>
public sealed class AddWalkIn(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Id">Made by the client: a tap sent twice adds one person.</param>
    public sealed record Form(Guid Id, Guid SessionId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!actor.May(nameof(AddWalkIn)) || await db.LockWorkshopAsync(form.SessionId, cancellation) is not { } session || !actor.May(nameof(AddWalkIn), session.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (await db.WorkshopPlaces.AnyAsync(p => p.Id == form.Id, cancellation))
        {
            return Outcome.Done;
        }

        if ((session.Kind == WorkshopKind.Workshop ? HoldWorkshop.RefusalOf(session, clock.Today()) : WorkshopTexts.HasNoPlaces) is { } words)
        {
            return Outcome.Refused("", words);
        }

        var now = clock.GetUtcNow();
        session.State = WorkshopState.Held;
        db.Add(new WorkshopPlace
        {
            Id = form.Id,
            SessionId = session.Id,
            Number = await db.NextNumberAsync(session.Id, cancellation),
            IsWalkIn = true,
            Attendance = Attendance.Present,
            RegisteredById = actor.Id,
            RegisteredAt = now,
        });
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(AddWalkIn), nameof(WorkshopPlace), form.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
