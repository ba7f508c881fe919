using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>A file from elsewhere, analysed without being kept.</summary>
public sealed class SurveyFileAnalysisTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task A_file_becomes_tables_by_group_and_leaves_as_a_workbook()
    {
        await SignInAsync(Page, Coordinator, "/questionnaires");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Analyser un fichier" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Choisissez un fichier")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "analyser-vide");

        await ChooseAsync("a;b;a\n1;2;3\n");
        await Assertions.Expect(Page.GetByText("Plusieurs colonnes s’appellent « a »")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Fichier CSV ou Excel")).ToHaveAttributeAsync("aria-invalid", "true");

        await ChooseAsync(People());
        await Assertions.Expect(Page.GetByText("36 personnes, 6 colonnes")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("36 personnes ont répondu.")).ToBeVisibleAsync();

        // The groups are coded 1, 2, 3: by the keyboard, from a scale to a choice.
        await Page.GetByLabel("Comment lire code").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Page.GetByLabel("Comment lire code")).ToHaveValueAsync("3");
        await Page.GetByLabel("Comparer par").SelectOptionAsync(new SelectOptionValue { Label = "code" });
        var line = Page.GetByRole(AriaRole.Region, new() { Name = "Tableau : Échelle de 1 à 7", Exact = true }).GetByRole(AriaRole.Row).Filter(new() { HasText = "à l’aise" });
        await Assertions.Expect(line.Locator("td").Nth(3)).ToHaveTextAsync("2,00a (12)");
        await Assertions.Expect(line.Locator("td").Nth(5)).ToHaveTextAsync("6,00c (12)");

        await Page.Locator("details.survey-others summary").First.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("ces tests concluent").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "analyser-fichier");

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "Télécharger (Excel)" }).ClickAsync());
        var path = Path.Combine(Path.GetDirectoryName(await download.PathAsync())!, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        var row = MiniExcel.Query(path, sheetName: "Échelles C1").Cast<IDictionary<string, object?>>().Single(r => $"{r["B"]}" == "à l’aise");
        Convert.ToDecimal(row["F"], CultureInfo.InvariantCulture).Should().Be(2);
    }

    [Fact]
    public async Task What_cannot_be_read_as_it_was_chosen_is_told_by_line_and_column()
    {
        await SignInAsync(Page, Coordinator, "/questionnaires/analyser");
        await ChooseAsync(People());
        await Page.GetByLabel("Comment lire remarque").SelectOptionAsync("5");
        await Assertions.Expect(Page.GetByText("36 réponses ne peuvent pas être lues")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Ligne 2, colonne « remarque » : « mot 0 » n’est pas un nombre.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "analyser-fautes");

        await Page.GetByLabel("Comment lire remarque").SelectOptionAsync("1");
        await Page.GetByLabel("Dernier point de à l’aise").FillAsync("8");
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Échelle de 1 à 8" })).ToBeVisibleAsync();
    }

    // As a French spreadsheet of old writes it.
    private Task ChooseAsync(string text) => Page.GetByLabel("Fichier CSV ou Excel").SetInputFilesAsync(
        new FilePayload { Name = "enquete.csv", MimeType = "text/csv", Buffer = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text) });

    // Three groups of twelve around 2, 4 and 6.
    private static string People()
    {
        var lines = Enumerable.Range(0, 36).Select(i => $"{1 + (i % 3)};{(2 * (i % 3)) + 1 + (i / 3 % 3)};{1 + (i % 7)};{(i % 4 == 0 ? "non" : "oui")};{25 + (i * 3 % 20)};mot {i}");
        return "code;à l’aise;utile;formation;âge;remarque\n" + string.Concat(lines.Select(l => l + "\n"));
    }
}
