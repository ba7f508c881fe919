using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>The report's tables as pages, on the demo's answers.</summary>
public sealed class SurveyResultsTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Visitors = new(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);
    private static readonly Guid Professionals = new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);

    [Fact]
    public async Task Everybody_together_then_by_structure_with_letters_and_the_address_tells_all()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}/resultats");
        await Assertions.Expect(Page.GetByText(new Regex(@"^1\d\d personnes ont répondu"))).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "resultats-ensemble");

        await Page.GetByLabel("Comparer par").SelectOptionAsync("P01");
        await Assertions.Expect(Page.Locator("sup").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("trace de Pillai").First).ToBeVisibleAsync();
        new Uri(Page.Url).Query.Should().Contain("groupe=P01");
        await Screen.CheckAsync(Page, "resultats-structure");
    }

    [Fact]
    public async Task The_whole_chapter_has_the_same_figures_on_screen_on_paper_and_in_the_workbook()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}/resultats");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Rapport complet" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Selon : Quelle est votre mission principale" })).ToBeVisibleAsync();
        var chapter = Page.Locator("section[aria-labelledby=c1]");
        await Assertions.Expect(chapter.GetByRole(AriaRole.Heading, new() { Name = "Selon : Sélectionnez votre service" })).ToBeVisibleAsync();
        var row = chapter.GetByTestId("P10").Locator(":scope > .scroll tbody tr").Last;
        var (item, mean, count) = (await row.Locator("th").InnerTextAsync(), await row.Locator("td").Nth(0).InnerTextAsync(), await row.Locator("td").Nth(2).InnerTextAsync());

        var book = await DownloadAsync("Télécharger (Excel)");
        var found = MiniExcel.Query(book, sheetName: "Échelles P01").Cast<IDictionary<string, object?>>().Single(r => item.StartsWith($"{r["B"]}", StringComparison.Ordinal));
        (Convert.ToDecimal(found["C"], CultureInfo.InvariantCulture).ToString("0.00", CultureInfo.GetCultureInfo("fr-FR")), $"{found["E"]}").Should().Be((mean, count));

        var text = await TextOfAsync(await DownloadAsync("Télécharger (PDF)"));
        text.Should().Contain("Selon : Sélectionnez votre service").And.Contain(mean);
    }

    [Fact]
    public async Task The_chapter_reads_well_with_a_breakdown_that_one_ticks()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Visitors}/rapport");
        await Page.GetByRole(AriaRole.Group, new() { Name = "Comparer aussi selon" }).GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await Assertions.Expect(Page.Locator("section[aria-labelledby=c1]")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-rapport");
    }

    [Fact]
    public async Task Answers_go_out_as_files_and_come_in_from_another_tool()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        (await File.ReadAllLinesAsync(await download.PathAsync(), Cancellation)).Should().HaveCountGreaterThan(143);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Importer des réponses d’un autre outil" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Importer des réponses" })).ToBeVisibleAsync();
        await Page.GetByLabel("Fichier", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "reponses.csv", MimeType = "text/csv", Buffer = "P10.1;P06;Inconnu\n8;P06.1;x\n9;P06.2;y\n"u8.ToArray() });
        await Assertions.Expect(Page.GetByText("1 avec une faute")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-import");
        await Page.GetByLabel("Laisser de côté les lignes fautives").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Importer une réponse" }).ClickAsync();
        await Page.WaitForURLAsync($"**/questionnaires/{Professionals}");
    }

    private async Task<string> DownloadAsync(string link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        var path = Path.Combine(Path.GetDirectoryName(await download.PathAsync())!, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    private static async Task<string> TextOfAsync(string pdf)
    {
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", pdf, "-"]) { RedirectStandardOutput = true })!;
        return await reader.StandardOutput.ReadToEndAsync(Cancellation);
    }
}
