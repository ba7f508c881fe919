using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Who on the list is there, from the day itself on. The first mark says that the session is held.</summary>
public sealed class MarkAttendance(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Attendance">Null: not known after all.</param>
    public sealed record Form(Guid PlaceId, Attendance? Attendance);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var sessionId = await db.WorkshopPlaces.Where(p => p.Id == form.PlaceId).Select(p => p.SessionId).SingleOrDefaultAsync(cancellation);
        if (!actor.May(nameof(MarkAttendance)) || await db.LockWorkshopAsync(sessionId, cancellation) is not { } session || !actor.May(nameof(MarkAttendance), session.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (form.Attendance is { } attendance && !Enum.IsDefined(attendance))
        {
            return Outcome.Refused("", "Présente ou absente : choisissez l’un des deux.");
        }

        if (HoldWorkshop.RefusalOf(session, clock.Today()) is { } words)
        {
            return Outcome.Refused("", words);
        }

        var place = await db.WorkshopPlaces.SingleAsync(p => p.Id == form.PlaceId, cancellation);
        if (place.CancelledAt is not null)
        {
            return Outcome.Refused("", "Cette personne n’est plus sur la liste. Si elle est là, ajoutez-la comme venue sans inscription.");
        }

        (place.Attendance, session.State) = (form.Attendance, WorkshopState.Held);
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(MarkAttendance), nameof(WorkshopPlace), place.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}

internal static class HoldWorkshop
{
    /// <summary>Why nobody can be there: cancelled, or not yet that day.</summary>
    public static string? RefusalOf(WorkshopSession session, DateOnly today) =>
        session.State == WorkshopState.Cancelled ? WorkshopTexts.IsCancelled : session.Day > today ? WorkshopTexts.IsTooEarly : null;
}
