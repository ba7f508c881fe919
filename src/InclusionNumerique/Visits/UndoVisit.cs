using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Takes back what its author has just stored: an arrival or a session. The arrival that a session answered waits again.</summary>
public sealed class UndoVisit(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>How long the page offers it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    // The click may travel while the page's delay runs out.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <param name="SessionId">The session stored, or null to take back an arrival.</param>
    public sealed record Form(Guid VisitId, Guid? SessionId = null);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var visit = await db.Visits.Include(v => v.Sessions).SingleOrDefaultAsync(v => v.Id == form.VisitId, cancellation);
        if (visit is null)
        {
            return Outcome.Done;
        }

        var session = visit.Sessions.SingleOrDefault(s => s.Id == form.SessionId);
        if (!actor.May(nameof(UndoVisit), visit.SiteId, session?.MediatorId ?? visit.RecordedById))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        if (now - (session?.RecordedAt ?? visit.RecordedAt) > Delay + Grace)
        {
            return Outcome.Refused("", "Le délai d’annulation est passé. Ouvrez la visite dans l’historique pour la corriger ou la retirer.");
        }

        if (session is null && (visit.Sessions.Count > 0 || visit.State is VisitState.Called or VisitState.InSession or VisitState.Paused))
        {
            return Outcome.Refused("", "Cette personne a été reçue entre-temps : l’arrivée ne peut plus être annulée.");
        }

        var before = session is null ? default : await StateBeforeAsync(db, visit.Id, cancellation);
        TakeBack(visit, session, before, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (visit.RemovedAt is null)
        {
            db.AddStep(visit, now, actor.Id);
        }
        else
        {
            await db.ForgetArrivalAsync(visit.Id, now, actor, cancellation);
        }

        db.Audit(actor, now, nameof(UndoVisit), nameof(Visit), visit.Id, visit.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("", "Cette visite vient d’être modifiée par quelqu’un d’autre : elle n’a pas été annulée.");
        }
    }

    private static async Task<VisitState> StateBeforeAsync(InclusionDb db, Guid visitId, CancellationToken cancellation) =>
        await db.VisitSteps.Where(s => s.VisitId == visitId && s.State != VisitState.Seen).OrderByDescending(s => s.Id).Select(s => s.State).FirstOrDefaultAsync(cancellation);

    private static void TakeBack(Visit visit, Sessions.Session? session, VisitState before, DateTimeOffset now)
    {
        var madeWithItsSession = session is not null && visit.RecordedAt == session.RecordedAt;
        if (session is not null)
        {
            session.RemovedAt = now;
            session.Note = null;
        }

        if (session is null || madeWithItsSession)
        {
            visit.RemovedAt = now;
        }
        else if (before is VisitState.Called or VisitState.InSession or VisitState.Paused)
        {
            // The mediator may have called somebody else meanwhile, and receives one person at a time.
            visit.Enter(VisitState.Paused, now);
        }
        else
        {
            visit.EnterQueue(now);
            visit.SeenAt = null;
        }
    }
}
