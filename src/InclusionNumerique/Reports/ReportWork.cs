using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>A report that this process makes.</summary>
/// <param name="ClaimId">Gone as soon as somebody takes the report back, or another process takes it up.</param>
public sealed record ClaimedReport(Report Report, Guid ClaimId);

/// <summary>What is made of a report, to be kept.</summary>
public sealed record MadeReport(string Html, byte[]? Pdf, byte[] Workbook, string Lines, ReportFacts Facts);

/// <summary>
/// The queue of the reports to make. A claim is committed before the work and renewed at each step: several processes make different reports, and one whose process died is taken up
/// by the next. Issued is what still holds its claim at the end: once, whatever happens.
/// </summary>
public sealed class ReportWork(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int AttemptsMost = 3;

    /// <summary>Of one step.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    // Now, the claim, the end of the lease.
    private const string Claim = """
        UPDATE reports SET state = 3, claim_id = {1}, lease_until = {2}, attempts = attempts + 1, step = 0
        WHERE id = (SELECT id FROM reports WHERE state = 2 OR (state = 3 AND lease_until <= {0}) ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *, xmin
        """;

    /// <summary>The next report to make; null when there is none.</summary>
    public async Task<ClaimedReport?> ClaimAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var (now, claim) = (clock.GetUtcNow(), Guid.NewGuid());
            await using var db = await factory.CreateDbContextAsync(cancellation);
            if ((await db.Reports.FromSqlRaw(Claim, now, claim, now + Lease).AsNoTracking().ToListAsync(cancellation)).SingleOrDefault() is not { } report)
            {
                return null;
            }

            if (report.Attempts <= AttemptsMost)
            {
                return new(report, claim);
            }

            await GiveUpAsync(new(report, claim), "Le rapport n’a pas pu être fait : le service s’est arrêté plusieurs fois pendant le travail. Vous pouvez l’émettre à nouveau.");
        }
    }

    /// <summary>Says what is being done, and holds the report for another while. False: it is no longer this process’s.</summary>
    public async Task<bool> StepAsync(ClaimedReport claimed, ReportStep step, CancellationToken cancellation = default)
    {
        var until = clock.GetUtcNow() + Lease;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Held(db, claimed).ExecuteUpdateAsync(r => r.SetProperty(x => x.Step, step).SetProperty(x => x.LeaseUntil, until), cancellation) > 0;
    }

    /// <summary>Keeps what was made. False: the report was no longer this process’s, and nothing is kept.</summary>
    /// <param name="at">When the figures were read.</param>
    public async Task<bool> IssueAsync(ClaimedReport claimed, MadeReport made, DateTimeOffset at, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isHeld = await Held(db, claimed).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.State, ReportState.Issued).SetProperty(x => x.IssuedAt, at).SetProperty(x => x.ClaimId, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), cancellation) > 0;
        if (!isHeld)
        {
            return false;
        }

        await db.ReportNotices.Where(n => n.ReportId == claimed.Report.Id).ExecuteDeleteAsync(cancellation);
        db.Add(NoticeOf(claimed.Report));
        var figures = made.Facts.Figures;
        db.Add(new IssuedReport
        {
            Id = claimed.Report.Id, Html = made.Html, Pdf = made.Pdf, Workbook = made.Workbook, Lines = made.Lines,
            Visits = figures?.Visits.Now.Value, Sessions = figures?.Sessions.Now.Value, Requests = figures?.Requests.Now.Value,
        });
        db.Audit(Actor.Nobody, at, nameof(IssueReport), nameof(IssuedReport), claimed.Report.Id, claimed.Report.Filter.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The process ends: another takes the report up at once, not when the lease is over.</summary>
    public async Task ReleaseAsync(ClaimedReport claimed)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await Held(db, claimed).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, ReportState.Queued).SetProperty(x => x.ClaimId, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(x => x.Attempts, x => (short)(x.Attempts - 1)).SetProperty(x => x.Step, ReportStep.None), CancellationToken.None);
    }

    /// <summary>What failed is tried again at once, as often as <see cref="AttemptsMost"/> says; then it is a draft again that tells why.</summary>
    /// <param name="error">In French, for whoever wrote it.</param>
    public Task FailAsync(ClaimedReport claimed, string error) => claimed.Report.Attempts < AttemptsMost ? RequeueAsync(claimed) : GiveUpAsync(claimed, error);

    private async Task RequeueAsync(ClaimedReport claimed)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await Held(db, claimed).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, ReportState.Queued).SetProperty(x => x.ClaimId, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.Step, ReportStep.None), CancellationToken.None);
    }

    private async Task GiveUpAsync(ClaimedReport claimed, string error)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await db.Reports.FromSql($"SELECT *, xmin FROM reports WHERE id = {claimed.Report.Id} AND claim_id = {claimed.ClaimId} FOR UPDATE").SingleOrDefaultAsync(CancellationToken.None) is { } report)
        {
            await db.ReportNotices.Where(n => n.ReportId == report.Id).ExecuteDeleteAsync(CancellationToken.None);
            db.Add(NoticeOf(report));
            report.TakeBack(error);
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    private static ReportNotice NoticeOf(Report report) => new() { ReportId = report.Id, ProfessionalId = report.QueuedById!.Value };

    private static IQueryable<Report> Held(InclusionDb db, ClaimedReport claimed) => db.Reports.Where(r => r.Id == claimed.Report.Id && r.ClaimId == claimed.ClaimId);
}
