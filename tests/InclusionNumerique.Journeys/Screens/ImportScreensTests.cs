using System.Text;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The coordinator imports a file of places and exports it again.</summary>
public sealed class ImportScreensTests(JourneyHost host) : JourneyTest(host)
{
    private const string Producer = "Démo du parcours";

    public override async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Partners.Where(p => p.Producer == Producer).ExecuteDeleteAsync(Cancellation);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Good_lines_come_in_bad_ones_are_told_by_line_and_column_and_the_file_goes_out()
    {
        await SignInAsync(Page, Coordinator, "/partenaires/importer");
        await Assertions.Expect(Page.Locator("#fichier")).ToBeEnabledAsync();
        await Screen.CheckAsync(Page, "import-vide");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Importer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#fichier-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "import-refus");

        await Page.Locator("#fichier").SetInputFilesAsync(new FilePayload { Name = "lieux.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(File(Line("1", "35000"), Line("2", "3500"), Line("3", "35200"))) });
        await Page.Locator("#producteur").FillAsync(Producer);
        await Page.Keyboard.PressAsync("Tab");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Importer" }).ClickAsync();

        var report = Page.GetByRole(AriaRole.Region, new() { Name = "Compte rendu de l’import" });
        await Assertions.Expect(report.GetByText("Nouveaux lieux : 2")).ToBeVisibleAsync();
        await Assertions.Expect(report.Locator("tbody tr")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"3\s*code_postal\s*3500"));
        await Screen.CheckAsync(Page, "import-fait");

        await Page.Locator("#producteur-export").FillAsync(Producer);
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "Exporter en CSV" }).ClickAsync());
        download.SuggestedFilename.Should().EndWith("_demo-du-parcours_lieux-de-mediation-numerique_rennes.csv");
        await using var stream = await download.CreateReadStreamAsync();
        (await new StreamReader(stream).ReadToEndAsync(Cancellation)).Should().Be(File(Line("1", "35000"), Line("3", "35200")));
    }

    private static string File(params string[] lines) => string.Concat(lines.Prepend(string.Join(',', PlaceStandard.Columns)).Select(line => line + "\r\n"));

    private static string Line(string id, string postalCode)
    {
        var cells = Enumerable.Repeat("", PlaceStandard.Columns.Count).ToArray();
        (cells[PlaceStandard.Id], cells[PlaceStandard.Pivot], cells[PlaceStandard.Name]) = (id, "12345678900011", $"Lieu Démo {id}");
        (cells[PlaceStandard.Town], cells[PlaceStandard.PostalCode], cells[PlaceStandard.Address], cells[PlaceStandard.UpdatedOn]) = ("Rennes", postalCode, "1 rue de l’Exemple", "2026-11-02");
        return string.Join(',', cells);
    }
}
