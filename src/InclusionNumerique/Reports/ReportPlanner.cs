using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Queues the reports of the schedules that fall due, each once however many processes look: what was missed while none did is queued by the next.</summary>
public sealed class ReportPlanner(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Of one schedule: whoever comes back after longer has no use for all of them.</summary>
    private const int PeriodsMost = 12;

    /// <returns>How many were queued.</returns>
    public async Task<int> QueueDueAsync(CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var schedules = await db.ReportSchedules.AsNoTracking().Where(s => s.RemovedAt == null && !s.IsPaused).OrderBy(s => s.Id).ToListAsync(cancellation);
        var (now, today, queued) = (clock.GetUtcNow(), clock.Today(), 0);
        foreach (var schedule in schedules)
        {
            var due = DueOf(schedule, now, today);
            var known = due.Count == 0 ? [] : await db.Reports.Where(r => r.ScheduleId == schedule.Id).Select(r => r.PeriodFrom).ToListAsync(cancellation);
            foreach (var period in due.Where(p => !known.Contains(p.From)))
            {
                queued += await QueueAsync(schedule, period, now, cancellation) ? 1 : 0;
            }
        }

        return queued;
    }

    /// <summary>When a schedule's next report falls due.</summary>
    public static DateTimeOffset NextOf(ReportSchedule schedule, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToParis());
        // The period before the one under way may still be due this month.
        for (var period = PeriodOf(schedule.Kind, day).Neighbour(-1, day)!; ; period = PeriodOf(schedule.Kind, period.To.AddDays(1)))
        {
            if (schedule.DueAfter(period.To) is var due && due > now && due > schedule.Since)
            {
                return due;
            }
        }
    }

    /// <summary>Moves a schedule. A period whose report was not due yet falls due then, at once where that is past; one that was, whatever became of it, does not come again.</summary>
    public static void Move(ReportSchedule schedule, short day, TimeOnly hour, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToParis());
        var last = PeriodOf(schedule.Kind, today).Neighbour(-1, today)!.To;
        var wasDue = schedule.DueAfter(last) <= now;
        (schedule.Day, schedule.Hour) = (day, hour);
        var due = schedule.DueAfter(last);
        schedule.Since = wasDue == due <= schedule.Since ? schedule.Since : wasDue ? due : due.AddMinutes(-1);
    }

    private static List<FigurePeriod> DueOf(ReportSchedule schedule, DateTimeOffset now, DateOnly today)
    {
        List<FigurePeriod> due = [];
        for (var period = PeriodOf(schedule.Kind, today).Neighbour(-1, today)!; due.Count < PeriodsMost && schedule.DueAfter(period.To) > schedule.Since; period = period.Neighbour(-1, today)!)
        {
            if (schedule.DueAfter(period.To) <= now)
            {
                due.Add(period);
            }
        }

        due.Reverse();
        return due;
    }

    // A whole one, that day within.
    private static FigurePeriod PeriodOf(ReportKind kind, DateOnly day) => FigurePeriod.Of(kind.Span(), day, day.AddYears(2));

    private async Task<bool> QueueAsync(ReportSchedule schedule, FigurePeriod period, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var report = new Report
        {
            Id = Guid.CreateVersion7(now), Kind = schedule.Kind, Title = schedule.Kind.Title(period), Filter = new FigureFilter(period, schedule.SiteId), Sections = schedule.Kind.Sections(), ScheduleId = schedule.Id,
            State = ReportState.Queued, CreatedById = schedule.CreatedById, CreatedAt = now, QueuedById = schedule.CreatedById, QueuedAt = now,
        };
        db.Add(report);
        db.Audit(Actor.Nobody, now, nameof(IssueReport), nameof(Report), report.Id, schedule.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Another process was first.
            return false;
        }
    }
}
