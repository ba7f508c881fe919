using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Has a kind of report issued after each of its periods, from the next one that falls due.</summary>
public sealed class ScheduleReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>That run or pause.</summary>
    public const int Most = 30;

    public sealed class Form
    {
        public Guid Id { get; init; } = Guid.CreateVersion7();

        public ReportKind Kind { get; set; } = ReportKind.Monthly;

        public int? SiteId { get; set; }

        /// <summary>Of the month that follows the period.</summary>
        public int? Day { get; set; } = 5;

        public TimeOnly? Hour { get; set; } = new(7, 0);
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ScheduleReport)))
        {
            return Outcome.Forbidden;
        }

        List<Refusal> refusals = [];
        if (!Enum.IsDefined(form.Kind))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Choisissez pour qui est ce rapport."));
        }

        refusals.AddRange(ReportSchedule.Check(form.Day, form.Hour));
        if (form.SiteId is not null && !form.Kind.IsForTeam() && form.Kind.Span() != FigureSpan.Year)
        {
            refusals.Add(new Refusal(nameof(form.SiteId), "Hors de l’équipe, un site ne paraît que par année entière. Choisissez tous les sites."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.ReportSchedules.AnyAsync(s => s.Id == form.Id, cancellation))
        {
            // Sent twice.
            return Outcome.Done;
        }

        if (await db.ReportSchedules.CountAsync(s => s.RemovedAt == null, cancellation) >= Most)
        {
            return Outcome.Refused("", $"{Most} rapports sont déjà programmés : retirez-en un.");
        }

        var now = clock.GetUtcNow();
        db.Add(new ReportSchedule { Id = form.Id, Kind = form.Kind, SiteId = form.SiteId, Day = (short)form.Day!.Value, Hour = form.Hour!.Value, Since = now, CreatedById = actor.Id });
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(ScheduleReport), nameof(ReportSchedule), form.Id, form.SiteId), Outcome.Done, cancellation);
    }
}
