using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>The chapter of both questionnaires as files of the command <c>rapport</c>, on the database of the running demo: the same figures as on the page.</summary>
public sealed class SurveyReportCommandTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Professionals = new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);
    private static readonly Guid Visitors = new(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);

    private static readonly string[] Kinds = ["html", "xlsx", "pdf"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inclusion-rapport-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_files_of_the_command_hold_what_the_page_shows()
    {
        var (code, output, errors) = await RunAsync("rapport", "--par", "P01", "--vers", _folder.FullName);

        (code, errors).Should().Be((0, ""));
        output.Should().Be(string.Concat(Kinds.Select(kind => $"Écrit : {Path.Combine(_folder.FullName, $"chapitre.{kind}")}\n")));
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}/rapport?par=P01&avec={Visitors}");
        var onPage = await MeansAsync(Page);
        onPage.Should().HaveCountGreaterThan(100, "both questionnaires are there");

        var html = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "chapitre.html"), Cancellation);
        var paper = await OpenAsync();
        await paper.SetContentAsync(html);
        (await MeansAsync(paper)).Should().Equal(onPage);
        (await paper.Locator("details.survey-others:not([open])").CountAsync()).Should().Be(0);

        var book = Path.Combine(_folder.FullName, "chapitre.xlsx");
        var rows = MiniExcel.GetSheetNames(book).Where(n => n.Contains("Échelles")).SelectMany(n => MiniExcel.Query(book, sheetName: n).Cast<IDictionary<string, object?>>().Skip(1)).ToList();
        rows.Should().OnlyContain(r => r["C"] is double || r["C"] == null, "a mean is a number");
        rows.Select(r => r["C"] is double mean ? mean.ToString("0.00", CultureInfo.GetCultureInfo("fr-FR")) : "–").Should().Equal(onPage);
        MiniExcel.GetSheetNames(book).Should().Contain("1 Autres tests P01").And.Contain("2 Échelles ensemble");
    }

    [Fact]
    public async Task The_chapter_of_two_questionnaires_reads_well()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Visitors}/rapport?par=P01");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Ajouter un questionnaire" }).GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await Assertions.Expect(Page.Locator("section[aria-labelledby=q1] h3").Nth(1)).ToHaveTextAsync("Selon : Sélectionnez votre service");
        new Uri(Page.Url).Query.Should().Contain($"avec={Professionals}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Navigation, new() { Name = "Sommaire" })).ToHaveCountAsync(1);
        await Page.Locator("details.survey-others summary").First.ClickAsync();
        await Screen.CheckAsync(Page, "rapport-deux-questionnaires");
    }

    [Theory]
    [InlineData("n’existe pas, ou n’a jamais été ouvert", "--questionnaire", "00000000-0000-0000-0000-000000000001")]
    [InlineData("n’a de question « P99 »", "--par", "P99")]
    public async Task What_is_not_there_is_one_sentence_and_code_2(string reason, params string[] words)
    {
        var (code, output, errors) = await RunAsync(["rapport", "--vers", _folder.FullName, .. words]);

        (code, output).Should().Be((2, ""));
        errors.Should().Contain(reason).And.EndWith(".\n");
    }

    private static async Task<IReadOnlyList<string>> MeansAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("#lecture")).ToBeVisibleAsync();
        return await page.Locator("article > .scroll:has(thead th:first-child:text-is('Item')) tbody td:nth-child(2)").AllInnerTextsAsync();
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RunningApp.Folder, "InclusionNumerique.Web.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["INCLUSION_DATA"] = App.DataFolder;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output, await errors);
    }
}
