using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>What is typed and not yet stored is offered again, to its author alone.</summary>
public sealed class DraftJourneyTests(JourneyHost host) : DeskTest(host)
{
    private const string Words = "Attend le code par courrier";

    [Fact]
    public async Task It_survives_a_reload()
    {
        await TypeAsync();

        await Page.ReloadAsync();

        await IsOfferedAsync(Page);
    }

    [Fact]
    public async Task It_survives_a_closed_tab()
    {
        await TypeAsync();

        await Page.CloseAsync();
        var tab = await Page.Context.NewPageAsync();
        await tab.GotoAsync("/bureau");

        await IsOfferedAsync(tab);
    }

    [Fact]
    public async Task It_is_offered_to_its_author_on_another_computer_and_to_nobody_else()
    {
        await TypeAsync();
        var colleague = await OpenAsync();
        await OpenDeskAsync(colleague, OtherMediator);
        var otherComputer = await OpenAsync();
        await OpenDeskAsync(otherComputer);

        await IsOfferedAsync(otherComputer);
        await Assertions.Expect(Note(colleague)).ToHaveValueAsync("");
        await Assertions.Expect(colleague.GetByText("Saisie non terminée")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Once_stored_it_is_offered_no_more()
    {
        await TypeAsync();
        var before = await CountAsync(Seen(Page));
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");

        await Page.ReloadAsync();

        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();
        await Assertions.Expect(Note(Page)).ToHaveValueAsync("");
        await Assertions.Expect(Page.GetByText("Saisie non terminée")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_can_be_given_up()
    {
        await TypeAsync();
        await Page.ReloadAsync();
        await IsOfferedAsync(Page);

        await Page.GetByRole(AriaRole.Button, new() { Name = "effacez-la" }).ClickAsync();
        await Assertions.Expect(Note(Page)).ToHaveValueAsync("");
        await Page.ReloadAsync();

        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();
        await Assertions.Expect(Note(Page)).ToHaveValueAsync("");
    }

    private async Task TypeAsync()
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Note(Page).FillAsync(Words);
        await IsDraftedAsync(Words);
    }

    private static async Task IsOfferedAsync(IPage page)
    {
        await Assertions.Expect(page.GetByText("Saisie non terminée retrouvée")).ToBeVisibleAsync();
        await Assertions.Expect(Note(page)).ToHaveValueAsync(Words);
        await IsChosenAsync(page, "1");
        await IsChosenAsync(page, "⇧1");
    }
}
