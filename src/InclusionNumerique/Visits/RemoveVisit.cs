using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Takes an entry out of the history and the figures, with a reason. The last session takes its visit with it; the notes are erased.</summary>
public sealed class RemoveVisit(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Key of the trace: sent twice, it is stored once.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid VisitId { get; set; }

        /// <summary>The session to remove; null for a visit that has none.</summary>
        public Guid? SessionId { get; set; }

        public string? Reason { get; set; }

        /// <summary>The visit's version when the page was read.</summary>
        public uint Version { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Corrections.AnyAsync(c => c.Id == form.Id && c.AuthorId == actor.Id, cancellation))
        {
            return Outcome.Done;
        }

        var visit = await db.Visits.IgnoreQueryFilters().Include(v => v.Sessions).SingleOrDefaultAsync(v => v.Id == form.VisitId, cancellation);
        var session = visit?.Sessions.SingleOrDefault(s => s.Id == form.SessionId);
        if (visit is null || (form.SessionId is not null && session is null)
            || !actor.May(nameof(RemoveVisit), visit.SiteId, session?.MediatorId ?? visit.RecordedById))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(Form.Reason), form.Reason, Correction.ReasonMost, "Dites en quelques mots pourquoi vous retirez cette visite.");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (visit.RemovedAt is not null || session is { RemovedAt: not null } || (session is null && visit.Sessions.Any(s => s.RemovedAt is null)))
        {
            return CorrectVisit.Stale;
        }

        var now = clock.GetUtcNow();
        db.Entry(visit).Property(v => v.Version).OriginalValue = form.Version;
        db.Entry(visit).Property(v => v.State).IsModified = true;
        Remove(visit, session, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (visit.RemovedAt is not null)
        {
            await db.ForgetArrivalAsync(visit.Id, now, actor, cancellation);
        }

        db.Corrections.Add(new Correction { Id = form.Id, VisitId = visit.Id, AuthorId = actor.Id, At = now, Reason = form.Reason!.Trim() });
        db.Audit(actor, now, nameof(RemoveVisit), nameof(Visit), visit.Id, visit.SiteId);
        var outcome = await CorrectVisit.StoreAsync(db, cancellation);
        if (outcome.IsDone)
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    private static void Remove(Visit visit, Session? session, DateTimeOffset now)
    {
        if (session is not null)
        {
            session.RemovedAt = now;
            session.Note = null;
        }

        if (visit.Sessions.All(s => s.RemovedAt is not null))
        {
            visit.RemovedAt = now;
        }
    }
}
