using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>A session is over. Of a workshop, whoever had a seat and is not marked was absent; of the others, so many came.</summary>
public sealed class CloseWorkshopSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>Of what is no workshop.</summary>
        public int? Headcount { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!actor.May(nameof(CloseWorkshopSession)) || await db.LockWorkshopAsync(form.Id, cancellation) is not { } session || !actor.May(nameof(CloseWorkshopSession), session.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (HoldWorkshop.RefusalOf(session, clock.Today()) is { } words)
        {
            return Outcome.Refused("", words);
        }

        if (session.Kind == WorkshopKind.Workshop)
        {
            await db.WorkshopPlaces.Where(p => p.SessionId == session.Id && p.Seat != null && p.Attendance == null)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Attendance, Attendance.Absent), cancellation);
        }
        else if (form.Headcount is >= 0 and <= WorkshopSession.HeadcountMost)
        {
            session.Headcount = (short)form.Headcount.Value;
        }
        else
        {
            return Outcome.Refused(nameof(form.Headcount), $"Indiquez combien sont venus, de 0 à {WorkshopSession.HeadcountMost}.");
        }

        session.State = WorkshopState.Held;
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(CloseWorkshopSession), nameof(WorkshopSession), session.Id, session.SiteId), Saving.Conflict, cancellation);
    }
}
