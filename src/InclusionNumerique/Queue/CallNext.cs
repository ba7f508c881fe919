using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Queue;

/// <summary>A mediator calls who is next at the site, or one person out of turn. Two mediators never call the same one, and one never calls two.</summary>
public sealed class CallNext(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="VisitId">Out of turn, or somebody called three times in vain who is back; null: whoever is next.</param>
    public sealed record Form(int SiteId, Guid? VisitId = null);

    // Rows that another mediator is taking at this instant are passed over, not waited for. Whoever waits for a colleague is left to them, unless chosen.
    private const string Take = """
        UPDATE visits SET state = 4, mediator_id = {0}, state_since = {1}, wanted_mediator_id = NULL
        WHERE id = (
            SELECT id FROM visits
            WHERE site_id = {2} AND arrived_at >= {3} AND removed_at IS NULL
                AND CASE WHEN {4}::uuid IS NULL THEN state = 1 AND (wanted_mediator_id IS NULL OR wanted_mediator_id = {0}) ELSE id = {4} AND state IN (1, 7) END
            ORDER BY queue_rank(priority, eligible_at, {1}), eligible_at, id
            LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id AS "Value"
        """;

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CallNext), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            var today = ParisTime.StartOf(clock.Today());
            // One click at a time of the same mediator: the second finds the first one's call.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({actor.Id}::text, 0))", cancellation);
            var taken = await db.Database.SqlQueryRaw<Guid>(Take, actor.Id, now, form.SiteId, today, (object?)form.VisitId ?? DBNull.Value).ToListAsync(cancellation);
            if (taken.Count == 0)
            {
                return await NobodyAsync(db, form, actor, cancellation);
            }

            db.AddStep(await db.Visits.SingleAsync(v => v.Id == taken[0], cancellation), now, actor.Id);
            db.Audit(actor, now, nameof(CallNext), nameof(Visit), taken[0], form.SiteId);
            await db.EnsurePresentAsync(actor.Id, form.SiteId, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (PostgresException e) when (e.ConstraintName == Visit.OnePerMediator)
        {
            await transaction.RollbackAsync(cancellation);
            return await IsCallingAsync(db, form, actor, cancellation) ? Outcome.Done : QueueMoves.AlreadyBusy;
        }
    }

    // The same click sent twice finds its own call.
    private static Task<bool> IsCallingAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation) => db.Visits.AnyAsync(
        v => v.MediatorId == actor.Id && v.State == VisitState.Called && v.SiteId == form.SiteId && (form.VisitId == null || v.Id == form.VisitId), cancellation);

    private static async Task<Outcome> NobodyAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation)
    {
        if (await IsCallingAsync(db, form, actor, cancellation))
        {
            return Outcome.Done;
        }

        return Outcome.Refused("", form.VisitId is null ? "Personne n’attend pour vous en ce moment." : "Cette personne n’attend plus : quelqu’un d’autre vient de s’en occuper.");
    }
}
