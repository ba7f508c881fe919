using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Throws a draft away. What was issued stays.</summary>
public sealed class RemoveReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemoveReport)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Reports.FromSql($"SELECT *, xmin FROM reports WHERE id = {form.Id} FOR UPDATE").SingleOrDefaultAsync(cancellation) is not { } report)
        {
            return Outcome.Done;
        }

        if (report.State != ReportState.Draft)
        {
            return Outcome.Refused("", "Ce rapport n’est plus un brouillon : il ne peut plus être effacé.");
        }

        var now = clock.GetUtcNow();
        if (report.ScheduleId is { } schedule)
        {
            // Its schedule would make it again.
            await db.ReportSchedules.Where(s => s.Id == schedule).ExecuteUpdateAsync(s => s.SetProperty(x => x.Since, now), cancellation);
        }

        db.Remove(report);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(RemoveReport), nameof(Report), report.Id, report.Filter.SiteId), Outcome.Done, cancellation);
    }
}
