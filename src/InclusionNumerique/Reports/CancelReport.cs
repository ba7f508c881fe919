using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Takes back a report that is queued or being made: it is a draft again. What a process is still making of it then issues nothing.</summary>
public sealed class CancelReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CancelReport)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Reports.FromSql($"SELECT *, xmin FROM reports WHERE id = {form.Id} FOR UPDATE").SingleOrDefaultAsync(cancellation) is not { } report)
        {
            return Saving.Gone;
        }

        if (report.State == ReportState.Draft)
        {
            return Outcome.Done;
        }

        if (report.State == ReportState.Issued)
        {
            return Outcome.Refused("", "Trop tard : ce rapport vient d’être émis. Il est gardé tel quel ; préparez-en un autre pour le corriger.");
        }

        report.TakeBack(null);
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(CancelReport), nameof(Report), report.Id, report.Filter.SiteId), Outcome.Done, cancellation);
    }
}
