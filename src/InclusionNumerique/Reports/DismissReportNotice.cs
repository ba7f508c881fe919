using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>The actor knows how their report ended.</summary>
public sealed class DismissReportNotice(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid ReportId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(DismissReportNotice)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.ReportNotices.SingleOrDefaultAsync(n => n.ReportId == form.ReportId && n.ProfessionalId == actor.Id, cancellation) is not { } notice)
        {
            return Outcome.Done;
        }

        db.Remove(notice);
        // Two tabs at once: gone is gone.
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(DismissReportNotice), nameof(Report), form.ReportId), Outcome.Done, cancellation);
    }
}
