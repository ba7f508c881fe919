using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using InclusionNumerique.Tests;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Tests.Trainings;

/// <summary>What the trainings print and hand to spreadsheets, over HTTP: a tagged PDF in French, a workbook, and nothing for who may not see it.</summary>
[Collection<WebAppCollection>]
public sealed class TrainingPaperTests(WebApp app)
{
    private const string Module = "=1+1 Atelier d’écriture démo";

    [Fact]
    public async Task A_certificate_is_a_tagged_pdf_in_french_for_the_person_alone()
    {
        var session = await HoldAsync();
        var path = $"/formations/{session}/attestation/pdf";

        var (pdf, name) = await DownloadAsync(Role.Professional, path);
        using var other = await (await app.As(Role.Coordinator)).GetAsync(path, WebApp.Cancellation);

        name.Should().Be("attestation.pdf");
        Raw(pdf).Should().Contain("/StructTreeRoot").And.Contain("/Lang (fr)").And.NotContain("/JavaScript").And.NotContain("/URI");
        (await AskAsync("pdfinfo", pdf)).Should().Contain("Tagged:          yes").And.Contain("Title:           Attestation de présence : =1+1 Atelier d’écriture démo");
        (await AskAsync("pdftotext", pdf)).Should().Contain("Attestation de présence").And.Contain("a suivi la formation").And.Contain("soit 2").And.Contain("Espaces sociaux communs de Rennes");
        other.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/formations/rapport/pdf?annee=2026", "Rapport des formations", "Reste")]
    [InlineData("/formations/couverture/pdf", "Qui est formé", "Concernées")]
    public async Task Pages_for_the_steering_group_are_printed_with_their_tables(string path, string title, string words)
    {
        await HoldAsync();

        var (pdf, _) = await DownloadAsync(Role.Observer, path);

        var text = await AskAsync("pdftotext", pdf);
        text.Should().Contain(title).And.Contain(words).And.Contain("Atelier d’écriture démo").And.MatchRegex(@"1 ?/ ?\d");
        Raw(pdf).Should().Contain("/StructTreeRoot").And.Contain("/S /TH").And.Contain("/Outlines");
    }

    [Fact]
    public async Task The_results_are_printed_with_what_can_be_said_of_them()
    {
        await HoldAsync();
        await using var db = TestServer.Open(app.ConnectionString);
        var module = await db.TrainingModules.Where(m => m.Name == Module).Select(m => m.Id).FirstAsync(WebApp.Cancellation);

        var (pdf, _) = await DownloadAsync(Role.Coordinator, $"/formations/resultats/pdf?formation={module}");

        (await AskAsync("pdftotext", pdf)).Should().Contain("Avant et après").And.Contain("Personne n’a encore répondu.");
    }

    [Theory]
    [InlineData(Role.Receptionist)]
    [InlineData(Role.Professional)]
    [InlineData(Role.Mediator)]
    public async Task The_report_is_for_the_coordination_and_the_steering_group(Role role)
    {
        foreach (var path in new[] { "/formations/rapport/pdf", "/formations/rapport/export", "/formations/couverture/pdf" })
        {
            using var answer = await (await app.As(role)).GetAsync(path, WebApp.Cancellation);

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_workbook_has_a_sheet_per_table_and_a_name_runs_nothing_in_it()
    {
        await HoldAsync();

        var (file, name) = await DownloadAsync(Role.Coordinator, "/formations/rapport/export?annee=2026&format=xlsx");

        name.Should().StartWith("rapport-formations-2026-01-01-").And.EndWith(".xlsx");
        using var zip = new ZipArchive(new MemoryStream(file));
        string Part(string path)
        {
            using var reader = new StreamReader(zip.GetEntry(path)!.Open());
            return WebUtility.HtmlDecode(reader.ReadToEnd());
        }

        Part("xl/workbook.xml").Should().Contain("name=\"Présentation\"").And.Contain("name=\"Formations\"").And.Contain("name=\"Par institution\"").And.Contain("name=\"Par mission\"").And.Contain("name=\"Par site\"");
        var sheets = string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(e => Part(e.FullName)));
        sheets.Should().Contain("'" + Module).And.NotContain("<x:f>").And.NotContain("<f>");
    }

    [Theory]
    [InlineData("/formations/couverture/export", "\uFEFFQui est formé;")]
    [InlineData("/formations/rapport/export?annee=2026", "\uFEFFRapport des formations;01/01/2026;")]
    public async Task The_same_tables_are_a_csv(string path, string start)
    {
        await HoldAsync();

        var (file, _) = await DownloadAsync(Role.Coordinator, path);

        var text = Encoding.UTF8.GetString(file);
        text.Should().StartWith(start).And.Contain(";'" + Module);
    }

    private async Task<(byte[] File, string? Name)> DownloadAsync(Role role, string path)
    {
        using var answer = await (await app.As(role)).GetAsync(path, WebApp.Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation), answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    private static string Raw(byte[] pdf) => Encoding.Latin1.GetString(pdf);

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

    // A session of two hours, yesterday at the latest, at which the professional was present.
    private async Task<Guid> HoldAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var person = await db.Users.Where(p => p.Email == WebApp.EmailOf(Role.Professional)).Select(p => p.Id).SingleAsync(WebApp.Cancellation);
        var module = await db.TrainingModules.FirstOrDefaultAsync(m => m.Name == Module, WebApp.Cancellation);
        if (module is null)
        {
            module = new TrainingModule { Name = Module };
            var version = new TrainingVersion { ValidFrom = new(2026, 1, 1), Minutes = 120, Capacity = 8, Aims = "Essai" };
            version.Audiences.Add(new TrainingAudience { Position = 0 });
            module.Versions.Add(version);
            db.Add(module);
            await db.SaveChangesAsync(WebApp.Cancellation);
        }

        var startsAt = DateTimeOffset.UtcNow.AddDays(-1);
        var session = new TrainingSession { Id = Guid.CreateVersion7(), ModuleId = module.Id, SiteId = 4, Capacity = 8, StartsAt = startsAt, EndsAt = startsAt.AddHours(2), AnswerCode = Guid.NewGuid().ToString("N")[..10] };
        session.Parts.Add(new TrainingPart { Position = 0, StartsAt = startsAt, EndsAt = startsAt.AddHours(2) });
        var registration = new TrainingRegistration { Id = Guid.CreateVersion7(), SessionId = session.Id, ProfessionalId = person, State = RegistrationState.Registered, Seat = 1, RegisteredAt = startsAt, RegisteredById = person };
        registration.Attendances.Add(new TrainingAttendance { Position = 0, IsPresent = true, NotedAt = startsAt, NotedById = person });
        session.Registrations.Add(registration);
        db.Add(session);
        await db.SaveChangesAsync(WebApp.Cancellation);
        return session.Id;
    }
}
