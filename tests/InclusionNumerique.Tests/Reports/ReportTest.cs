using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using InclusionNumerique.Tests.Dashboards;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Reports;

/// <summary>A house with visits in October 2026 and no report. It is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class ReportTest(TestServer server) : FigureTest(server)
{
    protected static readonly FigurePeriod October = FigurePeriod.Of(FigureSpan.Month, new(2026, 10, 31), Today);

    protected ReportQueries Queries => Get<ReportQueries>();

    protected ReportWork Work => Get<ReportWork>();

    protected async Task<ReportDraft> DraftedAsync(ReportKind kind = ReportKind.Monthly, FigureFilter? filter = null)
    {
        var form = new DraftReport.Form { Kind = kind, Filter = filter ?? new(October) };
        (await Get<DraftReport>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Should().BeEmpty();
        return await ReadAsync(form.Id);
    }

    protected async Task<ReportDraft> ReadAsync(Guid id) => (await Queries.DraftAsync(id, Coordinator, Cancellation))!;

    protected static SaveReport.Form FormOf(ReportDraft draft) => new()
    {
        Id = draft.Id, Version = draft.Version, Title = draft.Title, Filter = draft.Filter, Introduction = draft.Introduction, Sections = [.. draft.Sections],
    };

    protected Task<Outcome> SaveAsync(SaveReport.Form form) => Get<SaveReport>().ExecuteAsync(form, Coordinator, Cancellation);

    protected Task<Outcome> IssueAsync(ReportDraft draft) => Get<IssueReport>().ExecuteAsync(new(draft.Id, draft.Version), Coordinator, Cancellation);

    protected Task<Outcome> CancelAsync(Guid id) => Get<CancelReport>().ExecuteAsync(new(id), Coordinator, Cancellation);

    protected async Task<ReportDraft> QueuedAsync(ReportKind kind = ReportKind.Monthly, FigureFilter? filter = null)
    {
        var draft = await DraftedAsync(kind, filter);
        (await IssueAsync(draft)).Refusals.Should().BeEmpty();
        return await ReadAsync(draft.Id);
    }

    /// <summary>As the product makes it, but for the pages, which are a few words.</summary>
    protected async Task<bool> MakeAsync(ClaimedReport claimed, string html = "<p>Octobre</p>")
    {
        var facts = await Get<ReportReading>().ReadAsync(claimed.Report.Kind, claimed.Report.Filter, claimed.Report.Sections, Cancellation);
        return await Work.IssueAsync(claimed, new(html, [1, 2], [3], $"Total : Visites · {facts.Figures!.Visits.Now.Value}\nVisites par site : Blosne · 30", facts), Clock.GetUtcNow(), Cancellation);
    }

    protected async Task<Guid> IssuedAsync(ReportKind kind = ReportKind.Monthly, FigureFilter? filter = null, string html = "<p>Octobre</p>")
    {
        var draft = await QueuedAsync(kind, filter);
        (await MakeAsync((await Work.ClaimAsync(Cancellation))!, html)).Should().BeTrue();
        return draft.Id;
    }

    protected async Task<List<Report>> RowsAsync()
    {
        await using var db = OpenDb();
        return await db.Reports.AsNoTracking().OrderBy(r => r.PeriodFrom).ThenBy(r => r.Id).ToListAsync(Cancellation);
    }
}
