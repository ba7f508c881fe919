using InclusionNumerique.Journeys.Visits;
using InclusionNumerique.Orientations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Orientations;

/// <summary>The loop of somebody without a name: sent with a slip, scanned at the desk, helped, and told back to the sender.</summary>
public sealed class OrientationLoopTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task A_social_worker_sends_somebody_without_a_name_and_reads_that_they_came_and_what_was_done()
    {
        await using (var db = OpenDb())
        {
            await db.Orientations.Where(o => o.ParentId != null).ExecuteDeleteAsync(Cancellation);
            await db.Orientations.ExecuteDeleteAsync(Cancellation);
        }

        await SignInAsync(Page, "Travailleuse Sociale Démo", "/orientations/nouvelle");
        await Page.Locator("input[name='besoin']").Locator("xpath=..").Filter(new() { HasText = "Numérique" }).ClickAsync();
        await Page.GetByTestId("send").ClickAsync();
        var code = await Page.GetByTestId("code").InnerTextAsync();

        var desk = await OpenAsync();
        await SignInAsync(desk, Receptionist, "/arrivees");
        await desk.Locator("#billet-code").FillAsync("BCD-000");
        await desk.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Locator("#billet-code-refus")).ToContainTextAsync("ne correspond à aucune orientation");
        await Screen.CheckAsync(desk, "arrivees-billet-inconnu");
        await desk.Locator("#billet-code").FillAsync(code);
        await Assertions.Expect(desk.Locator("#billet-code-lu")).ToContainTextAsync("envoyée par Travailleuse Sociale Démo");
        await Screen.CheckAsync(desk, "arrivees-billet-lu");
        await desk.Locator("#billet-code").PressAsync("Enter");
        await Assertions.Expect(desk.GetByTestId("said")).ToContainTextAsync("L’émetteur est prévenu");

        var mediator = await OpenAsync();
        await OpenDeskAsync(mediator);
        await Assertions.Expect(mediator.GetByTestId("waiting")).ToContainTextAsync("n°", new() { IgnoreCase = true });
        await mediator.GetByTestId("call-next").ClickAsync();
        await mediator.GetByTestId("is-there").ClickAsync();
        await Assertions.Expect(mediator.GetByTestId("pause")).ToBeVisibleAsync();
        await mediator.Keyboard.PressAsync("1");
        await IsChosenAsync(mediator, "1");
        await mediator.Keyboard.PressAsync(FirstDuration);
        await IsChosenAsync(mediator, "⇧1");
        await mediator.Keyboard.PressAsync("Enter");
        await Assertions.Expect(mediator.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");
        await Assertions.Expect(mediator.GetByTestId("visit-orientations")).ToContainTextAsync("Envoyée par Travailleuse Sociale Démo");
        await Screen.CheckAsync(mediator, "bureau-repondre-emetteur");
        await mediator.GetByTestId("helped").ClickAsync();
        await Assertions.Expect(mediator.GetByTestId("visit-orientations")).ToContainTextAsync("L’émetteur est prévenu");

        await Page.GotoAsync("/");
        await Assertions.Expect(Page.GetByTestId("orientation-notice")).ToContainTextAsync("Du nouveau sur une de vos orientations");
        await Screen.CheckAsync(Page, "qui-recoit-nouvelles");
        await Page.GetByTestId("orientation-notice").GetByRole(AriaRole.Link).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Terminées" }).ClickAsync();
        await Page.GetByTestId("orientation").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("state")).ToContainTextAsync("Clôturée : aide apportée");
        await Assertions.Expect(Page.GetByTestId("history")).ToContainTextAsync("Personne arrivée");
        await Screen.CheckAsync(Page, "orientations-boucle-fermee");
        await using var read = OpenDb();
        (await read.Orientations.Select(o => new { o.Proof, o.State }).SingleAsync(Cancellation)).Should().Be(new { Proof = (ArrivalProof?)ArrivalProof.Code, State = OrientationState.Closed });
    }
}
