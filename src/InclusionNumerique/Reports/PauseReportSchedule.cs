using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Pauses a schedule, or lets it go on: what fell due meanwhile is not made.</summary>
public sealed class PauseReportSchedule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, bool IsPaused);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(PauseReportSchedule)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.ReportSchedules.SingleOrDefaultAsync(s => s.Id == form.Id && s.RemovedAt == null, cancellation) is not { } schedule)
        {
            return Saving.Gone;
        }

        if (schedule.IsPaused == form.IsPaused)
        {
            return Outcome.Done;
        }

        var now = clock.GetUtcNow();
        (schedule.IsPaused, schedule.Since) = (form.IsPaused, form.IsPaused || schedule.Since > now ? schedule.Since : now);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(PauseReportSchedule), nameof(ReportSchedule), form.Id, schedule.SiteId), Saving.Conflict, cancellation);
    }
}
