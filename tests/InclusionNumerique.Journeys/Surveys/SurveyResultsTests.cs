using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>The report's tables as pages, on the demo's answers.</summary>
public sealed class SurveyResultsTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Professionals = new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);

    [Fact]
    public async Task Everybody_together_then_by_structure_with_letters_and_the_address_tells_all()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}/resultats");
        await Assertions.Expect(Page.GetByText("143 personnes ont répondu")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "resultats-ensemble");

        await Page.GetByLabel("Comparer par").SelectOptionAsync("P01");
        await Assertions.Expect(Page.Locator("sup").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("trace de Pillai").First).ToBeVisibleAsync();
        new Uri(Page.Url).Query.Should().Contain("groupe=P01");
        await Screen.CheckAsync(Page, "resultats-structure");
    }

    [Fact]
    public async Task Answers_go_out_as_files_and_come_in_from_another_tool()
    {
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        (await File.ReadAllLinesAsync(await download.PathAsync(), Cancellation)).Should().HaveCountGreaterThan(143);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Importer des réponses d’un autre outil" }).ClickAsync();
        await Page.GetByLabel("Fichier").SetInputFilesAsync(new FilePayload { Name = "reponses.csv", MimeType = "text/csv", Buffer = "P10.1;P06;Inconnu\n8;P06.1;x\n9;P06.2;y\n"u8.ToArray() });
        await Assertions.Expect(Page.GetByText("1 avec une faute")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-import");
        await Page.GetByLabel("Laisser de côté les lignes fautives").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Importer une réponse" }).ClickAsync();
        await Page.WaitForURLAsync($"**/questionnaires/{Professionals}");
    }
}
