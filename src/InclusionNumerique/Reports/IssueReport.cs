using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Asks that a draft be issued: it is made in the background, and then never changes.</summary>
public sealed class IssueReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Version">The version that was read: what is issued is what was seen.</param>
    public sealed record Form(Guid Id, uint Version);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(IssueReport)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever comes second waits here, then finds it queued.
        if (await db.Reports.FromSql($"SELECT *, xmin FROM reports WHERE id = {form.Id} FOR UPDATE").SingleOrDefaultAsync(cancellation) is not { } report)
        {
            return Saving.Gone;
        }

        if (report.State != ReportState.Draft)
        {
            return Outcome.Done;
        }

        if (report.Version != form.Version)
        {
            return Saving.Conflict;
        }

        if (report.Sections.Shown().Count == 0)
        {
            return Outcome.Refused("", "Ce rapport est vide : cochez au moins une section.");
        }

        var now = clock.GetUtcNow();
        (report.State, report.QueuedById, report.QueuedAt, report.Error) = (ReportState.Queued, actor.Id, now, null);
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(IssueReport), nameof(Report), report.Id, report.Filter.SiteId), Outcome.Done, cancellation);
    }
}
