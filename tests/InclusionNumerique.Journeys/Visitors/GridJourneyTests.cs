using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visitors;

/// <summary>The common grid passed with a person, and changed by the coordinator; the rules of the advice at the door.</summary>
public sealed class GridJourneyTests(JourneyHost host) : JourneyTest(host)
{
    private async Task<Guid> FileAsync()
    {
        await using var db = OpenDb();
        return await db.Visitors.Where(v => v.SiteId == 4 && v.InstitutionId == 1 && db.Assessments.Count(a => a.VisitorId == v.Id) > 1).Select(v => v.Id).FirstAsync(Cancellation);
    }

    [Fact]
    public async Task A_grid_passed_together_shows_its_result_and_the_progress()
    {
        var file = await FileAsync();
        await SignInAsync(Page, Mediator, $"/fiches/{file}/point");
        await Assertions.Expect(Page.GetByText("0 sur 10")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Voir le résultat" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#question-0-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "point-refus");
        for (var i = 0; i < 10; i++)
        {
            await Page.Locator($"input[name=question-{i}][value='2']").CheckAsync(new() { Force = true });
            // The message that goes moves every question below it.
            await Assertions.Expect(Page.Locator($"#question-{i}-refus")).ToBeHiddenAsync();
        }

        await Assertions.Expect(Page.GetByText("10 sur 10")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Voir le résultat" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Vous vous débrouillez bien")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "point-resultat");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Revenir à la fiche" }).ClickAsync();
        await Assertions.Expect(Page.Locator("svg.progress")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("100 %", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_changed_grid_is_a_new_version()
    {
        await SignInAsync(Page, Coordinator, "/grille");
        await Assertions.Expect(Page.Locator("#question-1")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "grille");
        var words = $"J’essaie {Guid.NewGuid():N}";
        await Page.Locator("#question-3").FillAsync("");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la version" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#question-3-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "grille-refus");
        await Page.Locator("#question-3").FillAsync(words);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la version" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("est en service")).ToBeVisibleAsync();
        await using var db = OpenDb();
        (await db.Set<GridQuestion>().Where(q => q.Text == words).Select(q => q.GridId).SingleAsync(Cancellation)).Should().Be(await db.AssessmentGrids.MaxAsync(g => g.Id, Cancellation));
    }

    [Fact]
    public async Task A_rule_is_tried_out_and_one_that_would_send_anybody_to_the_kiosk_is_refused()
    {
        await SignInAsync(Page, Coordinator, "/regles-accueil");
        await Assertions.Expect(Page.GetByText("Dans tous les autres cas").First).ToBeVisibleAsync();
        await Page.GetByLabel("Social").CheckAsync(new() { Force = true });
        await Assertions.Expect(Page.GetByTestId("advice")).ToContainTextAsync("Service social");
        await Screen.CheckAsync(Page, "regles");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle règle" }).ClickAsync();
        await Page.Locator("#regle-conseil").SelectOptionAsync(new SelectOptionValue { Label = "Borne" });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Assertions.Expect(Page.Locator("#regle-seule-refus")).ToContainTextAsync("borne");
        await Screen.CheckAsync(Page, "regles-refus");
    }
}
