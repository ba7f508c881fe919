using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Moves a schedule to another day or hour. What is due by then and not begun is made; no period is told twice.</summary>
public sealed class ChangeReportSchedule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        public uint Version { get; set; }

        /// <summary>Of the month that follows the period.</summary>
        public int? Day { get; set; }

        public TimeOnly? Hour { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ChangeReportSchedule)))
        {
            return Outcome.Forbidden;
        }

        if (ReportSchedule.Check(form.Day, form.Hour) is { Count: > 0 } refusals)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.ReportSchedules.SingleOrDefaultAsync(s => s.Id == form.Id && s.RemovedAt == null, cancellation) is not { } schedule)
        {
            return Saving.Gone;
        }

        db.Entry(schedule).Property(s => s.Version).OriginalValue = form.Version;
        var now = clock.GetUtcNow();
        ReportPlanner.Move(schedule, (short)form.Day!.Value, form.Hour!.Value, now);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(ChangeReportSchedule), nameof(ReportSchedule), form.Id, schedule.SiteId), Saving.Conflict, cancellation);
    }
}
