using InclusionNumerique.Data;
using InclusionNumerique.Reports;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Reports;

/// <summary>Makes the reports that are queued, one after the other: the figures, the page, the PDF, the workbook.</summary>
public sealed class ReportMaker(ReportWork work, ReportReading reading, PagePdf pdf, TimeProvider clock, ILogger<ReportMaker> log)
{
    private const string Failed = "Le rapport n’a pas pu être fait. Vous pouvez l’émettre à nouveau ; si cela se répète, prévenez l’administration.";

    private const string NotPrinted = "Le PDF n’a pas pu être imprimé à temps. Vous pouvez émettre le rapport à nouveau.";

    /// <returns>False: there was none.</returns>
    public async Task<bool> MakeNextAsync(CancellationToken stopping)
    {
        if (await work.ClaimAsync(stopping) is not { } claimed)
        {
            return false;
        }

        try
        {
            await MakeAsync(claimed, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await work.ReleaseAsync(claimed);
            throw;
        }
        catch (Exception e) when (!DatabaseTrouble.Is(e))
        {
            // What failed may quote a comment.
            log.LogError("A report could not be made ({Error}).", e.GetType().Name);
            await work.FailAsync(claimed, Failed);
        }

        return true;
    }

    private async Task MakeAsync(ClaimedReport claimed, CancellationToken stopping)
    {
        var (report, at) = (claimed.Report, clock.GetUtcNow());
        if (!await work.StepAsync(claimed, ReportStep.Figures, stopping))
        {
            return;
        }

        var facts = await reading.ReadAsync(report.Kind, report.Filter, report.Sections, stopping);
        if (!await work.StepAsync(claimed, ReportStep.Pages, stopping))
        {
            return;
        }

        var sections = report.Sections.Shown();
        Dictionary<string, object?> content = new() { ["Facts"] = facts, ["Filter"] = report.Filter, ["Introduction"] = report.Introduction, ["Sections"] = sections };
        var html = await pdf.FragmentAsync<ReportContent>(new(content) { ["Here"] = ReportAddress.Of(report.Id) });
        // A table that could not be shown says so on a page; it must not be kept for ever.
        if (html.Contains("role=\"alert\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("A table could not be shown.");
        }

        if (!await work.StepAsync(claimed, ReportStep.Pdf, stopping))
        {
            return;
        }

        var printed = await PrintAsync(report.Title, new(content) { ["Title"] = report.Title, ["At"] = at }, stopping);
        if (printed is null && pdf.IsAvailable)
        {
            await work.FailAsync(claimed, NotPrinted);
            return;
        }

        if (!await work.StepAsync(claimed, ReportStep.Workbook, stopping))
        {
            return;
        }

        FigureSheet[] sheets = [.. sections.SelectMany(s => ReportSheets.Of(facts, s.Part))];
        var workbook = FigureBook.Workbook(ReportFiles.Presentation(report, facts, at), [.. ReportFiles.Words(report), .. sheets]);
        await work.IssueAsync(claimed, new(html, printed, workbook, ReportSheets.Lines(sheets), facts), at, stopping);
    }

    // Twice: the first print tells on which page each section is.
    private async Task<byte[]?> PrintAsync(string title, Dictionary<string, object?> parameters, CancellationToken stopping)
    {
        var first = await pdf.PrintAsync<ReportSheet>(title, new(parameters) { ["Pages"] = new Dictionary<string, int>() }, stopping);
        return first is null ? null : await pdf.PrintAsync<ReportSheet>(title, new(parameters) { ["Pages"] = PdfPages.Of(first, "s-") }, stopping);
    }
}
