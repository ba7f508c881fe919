using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>A mediator says: I receive here today, until when and where; or: I leave.</summary>
public sealed class SayPresence(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public int SiteId { get; set; }

        public bool IsThere { get; set; } = true;

        public TimeOnly? Until { get; set; }

        public string? Place { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SayPresence), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(form.Place), form.Place, Presence.PlaceMost);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var now = clock.GetUtcNow();
        var day = clock.Today();
        DateTimeOffset? leftAt = form.IsThere ? null : now;
        var place = PlainText.Tidy(form.Place);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO presences (site_id, day, professional_id, since, until, place, left_at) VALUES ({form.SiteId}, {day}, {actor.Id}, {now}, {form.Until}, {place}, {leftAt})
            ON CONFLICT (site_id, day, professional_id) DO UPDATE SET until = excluded.until, place = excluded.place, left_at = excluded.left_at
            """, cancellation);
        db.Audit(actor, now, nameof(SayPresence), nameof(Professional), actor.Id, form.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
