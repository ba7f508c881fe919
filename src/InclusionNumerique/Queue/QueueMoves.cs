using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Queue;

/// <summary>What every move of a person in the queue has in common.</summary>
internal static class QueueMoves
{
    /// <summary>Loads the visit, checks the right, lets the verb change it, and stores it with its step and its trace.</summary>
    /// <param name="change">Changes the visit; a refusal, or <see cref="Outcome.Done"/> when it stands there already, stores nothing; null stores.</param>
    public static async Task<Outcome> MoveAsync(
        this IDbContextFactory<InclusionDb> factory,
        TimeProvider clock,
        string verb,
        Guid visitId,
        Actor actor,
        Func<InclusionDb, Visit, DateTimeOffset, Task<Outcome?>> change,
        string? reason,
        CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == visitId, cancellation);
        if (visit is null || !actor.May(verb, visit.SiteId))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        var siteId = visit.SiteId;
        try
        {
            if (await change(db, visit, now) is { } answer)
            {
                return answer;
            }

            db.Audit(actor, now, verb, nameof(Visit), visit.Id, siteId);
            db.AddStep(visit, now, actor.Id, reason);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("", "Quelqu’un d’autre vient de s’occuper de cette personne. Regardez le tableau, puis recommencez si besoin.");
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation(Visit.OnePerMediator))
        {
            return AlreadyBusy;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    public static Outcome AlreadyBusy { get; } = Outcome.Refused(
        "", "Vous recevez déjà quelqu’un. Enregistrez cet accompagnement ou mettez-le en pause avant d’appeler une autre personne.");

    public static bool IsOpen(this VisitState state) =>
        state is VisitState.Waiting or VisitState.Called or VisitState.InSession or VisitState.Paused or VisitState.NoAnswer;

    /// <summary>Puts the visit in a state and dates it.</summary>
    public static void Enter(this Visit visit, VisitState state, DateTimeOffset now) => (visit.State, visit.StateSince) = (state, now);

    /// <summary>The person waits (again), for anybody; the turn still counts from the arrival.</summary>
    public static void EnterQueue(this Visit visit, DateTimeOffset now)
    {
        visit.Enter(VisitState.Waiting, now);
        visit.EligibleAt ??= visit.ArrivedAt;
        visit.MediatorId = null;
    }

    public static void AddStep(this InclusionDb db, Visit visit, DateTimeOffset now, Guid? byId, string? reason = null) => db.VisitSteps.Add(new VisitStep
    {
        VisitId = visit.Id,
        At = now,
        State = visit.State,
        SiteId = visit.SiteId,
        Number = visit.Number,
        Priority = visit.Priority,
        UrgentReason = visit.UrgentReason,
        Calls = visit.Calls,
        MediatorId = visit.MediatorId,
        WantedMediatorId = visit.WantedMediatorId,
        SeenAt = visit.SeenAt,
        ById = byId,
        Reason = PlainText.Tidy(reason),
    });

    /// <summary>The day's next number at the site; the counter's row is held until the transaction ends, and a transaction that fails gives the number back.</summary>
    public static async Task<short> NextNumberAsync(this InclusionDb db, int siteId, DateOnly day, CancellationToken cancellation)
    {
        FormattableString sql = $"""
            INSERT INTO queue_counters (site_id, day, last) VALUES ({siteId}, {day}, 1)
            ON CONFLICT (site_id, day) DO UPDATE SET last = queue_counters.last + 1 RETURNING last AS "Value"
            """;
        return (await db.Database.SqlQuery<short>(sql).ToListAsync(cancellation))[0];
    }

    public static List<Refusal> CheckReason(string field, string? reason)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, field, reason, Visit.ReasonMost);
        return refusals;
    }

    /// <summary>Says that the mediator is at the site today, if nobody has said so yet.</summary>
    public static Task EnsurePresentAsync(this InclusionDb db, Guid mediatorId, int siteId, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(now.ToParis());
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO presences (site_id, day, professional_id, since) VALUES ({siteId}, {day}, {mediatorId}, {now})
            ON CONFLICT (site_id, day, professional_id) DO UPDATE SET left_at = NULL WHERE presences.left_at IS NOT NULL
            """, cancellation);
    }
}
