using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>Published tables against themselves: the example, a mistake, the report of 2022.</summary>
public sealed class SurveyCheckerTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task Pasted_tables_are_checked_and_what_is_not_understood_keeps_what_was_typed()
    {
        await SignInAsync(Page, Coordinator, "/questionnaires");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Vérifier des tableaux publiés" }).ClickAsync();
        await Screen.CheckAsync(Page, "verifier-vide");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Reprendre cet exemple" }).ClickAsync();
        await Page.GetByLabel("Phrases").FillAsync("Les scores du CCAS sont plus élevés que ceux du Centre social pour « Je communique avec les usagers par SMS ».");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("3,99 est impossible avec 10 réponses entières")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Ce n’est pas ce que dit le tableau")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "verifier-constats");

        const string Wrong = "Item;A\nUn;quatre";
        await Page.GetByLabel("Tableaux").FillAsync(Wrong);
        await Page.GetByLabel("Échelle : à").FillAsync("huit");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Un nombre entier")).ToBeVisibleAsync();
        await Page.GetByLabel("Échelle : à").FillAsync("8");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("ligne 2, « quatre »")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Tableaux")).ToHaveValueAsync(Wrong);
        await Screen.CheckAsync(Page, "verifier-refus");
    }

    [Fact]
    public async Task The_report_of_2022_shows_its_discrepancies_beside_their_cells()
    {
        await SignInAsync(Page, Coordinator, "/questionnaires/verifier");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Essayer avec les tableaux du rapport" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "P20.6" }).GetByText("3.99 est impossible")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(Page.GetByText("est nommé des deux côtés")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "verifier-rapport");
    }
}
