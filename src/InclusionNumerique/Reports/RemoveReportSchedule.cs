using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Ends a schedule. The reports that it began stay.</summary>
public sealed class RemoveReportSchedule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemoveReportSchedule)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.ReportSchedules.SingleOrDefaultAsync(s => s.Id == form.Id && s.RemovedAt == null, cancellation) is not { } schedule)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        schedule.RemovedAt = now;
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(RemoveReportSchedule), nameof(ReportSchedule), form.Id, schedule.SiteId), Saving.Conflict, cancellation);
    }
}
