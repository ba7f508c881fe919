using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>At 22:00 at Europe/Paris, closes what nobody has closed. Run often: it looks back to the latest 22:00, so that a server that was off misses nothing.</summary>
public sealed class DayEnd(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private static readonly TimeOnly Hour = new(22, 0);

    private const string Close = """
        WITH closed AS (
            UPDATE visits SET state = 9, state_since = {0}
            WHERE state IN (1, 4, 5, 6, 7) AND removed_at IS NULL AND arrived_at < {1} AND coalesce(state_since, arrived_at) < {1}
            RETURNING id, site_id, number, priority, urgent_reason, calls, mediator_id, wanted_mediator_id, seen_at)
        INSERT INTO visit_steps (visit_id, at, state, site_id, number, priority, urgent_reason, calls, mediator_id, wanted_mediator_id, seen_at)
        SELECT id, {0}, 9, site_id, number, priority, urgent_reason, calls, mediator_id, wanted_mediator_id, seen_at FROM closed
        """;

    /// <returns>How many visits were closed.</returns>
    public async Task<int> CloseAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var today = clock.Today();
        var limit = ParisTime.At(today, Hour) <= now ? ParisTime.At(today, Hour) : ParisTime.At(today.AddDays(-1), Hour);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        // What was typed about somebody whom a colleague then received; a note may stand in it.
        await db.Drafts.Where(d => d.Form.StartsWith(DeskQueries.PersonDraft) && d.SavedAt < now.AddDays(-7)).ExecuteDeleteAsync(cancellation);
        return await db.Database.ExecuteSqlRawAsync(Close, [now, limit], cancellation);
    }
}
