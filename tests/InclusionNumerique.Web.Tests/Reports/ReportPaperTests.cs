using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using InclusionNumerique.Sessions;
using InclusionNumerique.Tests;
using InclusionNumerique.Tests.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Reports;
using InclusionNumerique.Web.Ui;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace InclusionNumerique.Web.Tests.Reports;

/// <summary>What the running product makes of a report that is queued: a tagged PDF with contents and page numbers, a workbook, a page.</summary>
[Collection<WebAppCollection>]
public sealed class ReportPaperTests(WebApp app)
{
    private const string Comment = "=1+1 <script>alert(1)</script>\n- Une liste\n- de deux";

    [Fact]
    public async Task A_queued_report_becomes_a_tagged_pdf_with_contents_whose_page_numbers_are_true()
    {
        var id = await IssuedAsync();

        var (pdf, name) = await DownloadAsync(Role.Observer, ReportAddress.Pdf(id));

        name.Should().Be("rapport-2025-07-01-2025-09-30.pdf");
        var raw = Encoding.Latin1.GetString(pdf);
        raw.Should().Contain("/StructTreeRoot").And.Contain("/S /TH").And.Contain("/Outlines").And.Contain("/Lang (fr)").And.NotContain("/JavaScript");
        (await AskAsync("pdfinfo", pdf)).Should().Contain("Tagged:          yes").And.Contain("Title:           Comité de pilotage, essai");
        var pages = (await AskAsync("pdftotext", pdf)).Split('\f');
        pages[0].Should().Contain("Sommaire").And.Contain("Émis par la coordination").And.MatchRegex(@"1 ?/ ?\d");
        foreach (var section in new[] { "L’essentiel", "Fréquentation", "Ateliers", "Comment lire ces chiffres" })
        {
            var page = int.Parse(Regex.Match(pages[0], section + @"\s+(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            pages[page - 1].Should().Contain(section).And.MatchRegex($@"{page} ?/ ?\d");
        }

        string.Concat(pages).Should().Contain("<script>alert(1)</script>", "it is a text");
        await using var db = TestServer.Open(app.ConnectionString);
        (await db.IssuedReports.Where(r => r.Id == id).Select(r => r.PdfHash).SingleAsync(WebApp.Cancellation)).Should().Equal(SHA256.HashData(pdf));
    }

    [Fact]
    public async Task The_workbook_has_a_sheet_per_table_what_was_asked_and_nothing_that_runs()
    {
        var id = await IssuedAsync();

        var (file, name) = await DownloadAsync(Role.Coordinator, ReportAddress.Workbook(id));

        name.Should().Be("rapport-2025-07-01-2025-09-30.xlsx");
        using var zip = new ZipArchive(new MemoryStream(file));
        string Part(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return WebUtility.HtmlDecode(reader.ReadToEnd());
        }

        var book = Part(zip.GetEntry("xl/workbook.xml")!);
        foreach (var sheet in new[] { "Présentation", "Commentaires", "Total", "Visites dans le temps", "Visites par site" })
        {
            book.Should().Contain($"name=\"{sheet}\"");
        }

        book.Should().NotContain("name=\"Âge\"", "that section was left out");
        var sheets = string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(Part));
        sheets.Should().Contain("periode=trimestre&le=2025-09-30").And.Contain("'=1+1").And.Contain("1 à 10 personnes").And.NotContain("<x:f>").And.NotContain("<f>");
    }

    [Fact]
    public async Task Autonomy_of_a_year_is_in_the_papers_with_what_it_does_not_prove()
    {
        var day = new DateOnly(2017, 3, 7);
        await using var db = TestServer.Open(app.ConnectionString);
        await Assessed.AddAsync(db, 4, 20, (day.AddDays(-40), 20), (day, 55));
        await Assessed.AddAsync(db, 6, 30, (day.AddDays(-40), 20), (day, 20));
        var id = await IssueAsync(new(FigureSpan.Year, new(2017, 1, 1), new(2017, 12, 31)), FigurePart.Autonomy);

        var (pdf, _) = await DownloadAsync(Role.Observer, ReportAddress.Pdf(id));
        var (file, _) = await DownloadAsync(Role.Observer, ReportAddress.Workbook(id));

        var text = Regex.Replace(await AskAsync("pdftotext", pdf), @"\s+", " ");
        text.Should().MatchRegex("Personnes évaluées 50").And.MatchRegex("Plus haut 20 40").And.Contain("40 % ont gagné un niveau (20 sur 50)").And.Contain("Cela ne mesure pas l’effet de l’accompagnement");
        using var book = new MemoryStream(file);
        book.Query(sheetName: "Autonomie, par site de la fiche").Cast<IDictionary<string, object?>>().Select(r => $"{r["A"]} {r["B"]} {r["C"]}").Should().Contain("Blosne 20 20").And.Contain("Villejean 0 30");
    }

    [Fact]
    public async Task Words_are_kept_as_words_and_the_files_are_for_who_may_read_them_alone()
    {
        var id = await IssuedAsync();

        await using var db = TestServer.Open(app.ConnectionString);
        (await db.IssuedReports.Where(r => r.Id == id).Select(r => r.Html).SingleAsync(WebApp.Cancellation)).Should().Contain("&lt;script&gt;").And.NotContain("<script>alert").And.Contain("<li>Une liste</li>").And.Contain($"href=\"/rapports/{id}#s-1\"");
        foreach (var path in new[] { ReportAddress.Of(id), ReportAddress.Pdf(id), ReportAddress.Workbook(id) })
        {
            using var mediator = await (await app.As(Role.Mediator)).GetAsync(path, WebApp.Cancellation);
            mediator.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            using var stranger = app.Anonymous();
            using var answer = await stranger.GetAsync(path, WebApp.Cancellation);
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        using var none = await (await app.As(Role.Observer)).GetAsync(ReportAddress.Pdf(Guid.CreateVersion7()), WebApp.Cancellation);
        none.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(FigureSpan.Quarter, "2025-07-01", "2025-09-30", "/chiffres?periode=trimestre&le=2025-09-30")]
    [InlineData(FigureSpan.Month, "2025-11-01", "2025-11-24", "/chiffres?du=2025-11-01&au=2025-11-24")]
    [InlineData(FigureSpan.TwelveMonths, "2024-11-25", "2025-11-24", "/chiffres?periode=12-mois&le=2025-11-24")]
    [InlineData(FigureSpan.Free, "2025-11-02", "2025-11-03", "/chiffres?du=2025-11-02&au=2025-11-03")]
    public void The_address_of_what_was_asked_asks_the_same_for_ever(FigureSpan span, string from, string to, string address) =>
        ReportAddress.Figures(new(new(span, IsoDate.Read(from)!.Value, IsoDate.Read(to)!.Value)), new(2026, 11, 24)).Should().Be(address);

    [Fact]
    public void Pages_of_anchors_are_counted_through_a_tree_of_pages()
    {
        const string File = """
            7 0 obj
            <</Type /Pages
            /Count 1
            /Kids [3 0 R 4 0 R]
            /Parent 9 0 R>>
            9 0 obj
            <</Type /Pages
            /Kids [7 0 R 12 0 R]>>
            <</s-1 [12 0 R /XYZ 6 8 0]
            /s-2 [4 0 R /XYZ 6 8 0]
            /s-3 [99 0 R /XYZ 6 8 0]
            /Dest [3 0 R /XYZ 6 8 0]
            """;

        PdfPages.Of(Encoding.Latin1.GetBytes(File), "s-").Should().BeEquivalentTo(new Dictionary<string, int> { ["s-1"] = 3, ["s-2"] = 2 });
        PdfPages.Of("rien"u8.ToArray(), "s-").Should().BeEmpty();
    }

    private static readonly SemaphoreSlim Once = new(1);
    private static Guid? _issued;

    // One for all: the product takes seconds to print it.
    private async Task<Guid> IssuedAsync()
    {
        await Once.WaitAsync(WebApp.Cancellation);
        try
        {
            return _issued ??= await MadeAsync();
        }
        finally
        {
            Once.Release();
        }
    }

    private async Task<Guid> MadeAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var coordinator = await db.Users.Where(p => p.Email == WebApp.EmailOf(Role.Coordinator)).Select(p => p.Id).SingleAsync(WebApp.Cancellation);
        for (var i = 0; i < 40; i++)
        {
            var at = ParisTime.At(new DateOnly(2025, 7, 1).AddDays(i), new(10, 0));
            var visit = new Visit { Id = Guid.CreateVersion7(), SiteId = 4, ArrivedAt = at, Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = coordinator, RecordedAt = at, Facts = new VisitFacts() };
            var session = new Session { Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = 4, MediatorId = coordinator, StartedAt = at, Minutes = 10, RecordedAt = at };
            session.Requests.Add(new Request { SessionId = session.Id, Position = 0, ThemeId = 1 });
            db.Visits.Add(visit);
            db.Sessions.Add(session);
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
        return await IssueAsync(new(FigureSpan.Quarter, new(2025, 7, 1), new(2025, 9, 30)), FigurePart.Essentials, FigurePart.Attendance, FigurePart.Workshops);
    }

    private async Task<Guid> IssueAsync(FigurePeriod period, params FigurePart[] parts)
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var coordinator = await db.Users.Where(p => p.Email == WebApp.EmailOf(Role.Coordinator)).Select(p => p.Id).SingleAsync(WebApp.Cancellation);
        var report = new Report
        {
            Id = Guid.CreateVersion7(), Kind = ReportKind.SteeringGroup, Title = "Comité de pilotage, essai", Filter = new(period),
            Sections = [.. parts.Select(p => new ReportSection(p, Comment)), .. Enum.GetValues<FigurePart>().Except(parts).Select(p => new ReportSection(p, IsLeftOut: true))],
            State = ReportState.Queued, CreatedById = coordinator, CreatedAt = DateTimeOffset.UtcNow, QueuedById = coordinator, QueuedAt = DateTimeOffset.UtcNow,
        };
        db.Reports.Add(report);
        await db.SaveChangesAsync(WebApp.Cancellation);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200, WebApp.Cancellation))
        {
            if (await db.IssuedReports.AnyAsync(r => r.Id == report.Id, WebApp.Cancellation))
            {
                return report.Id;
            }
        }

        throw new TimeoutException($"The report was not issued: {await db.Reports.AsNoTracking().Where(r => r.Id == report.Id).Select(r => $"{r.State} {r.Step} {r.Error}").SingleAsync(WebApp.Cancellation)}. {await app.LogsAsync()}");
    }

    private async Task<(byte[] File, string? Name)> DownloadAsync(Role role, string path)
    {
        using var answer = await (await app.As(role)).GetAsync(path, WebApp.Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation), answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    // pdftotext and pdfinfo: a reader of somebody else's.
    private static async Task<string> AskAsync(string reader, byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(path, pdf, WebApp.Cancellation);
        using var process = Process.Start(new ProcessStartInfo(reader, reader == "pdftotext" ? ["-layout", "-enc", "UTF-8", path, "-"] : ["-enc", "UTF-8", path]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(WebApp.Cancellation);
        await process.WaitForExitAsync(WebApp.Cancellation);
        File.Delete(path);
        return said;
    }
}
