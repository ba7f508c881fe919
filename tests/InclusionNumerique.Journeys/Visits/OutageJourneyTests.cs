using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>The product is killed while a mediator types. On a product of their own: the others' goes on.</summary>
public sealed class OutageJourneyTests(JourneyHost host, OutageJourneyTests.Product product) : DeskTest(host), IClassFixture<OutageJourneyTests.Product>
{
    private const string Words = "Dossier ouvert avant la panne";

    protected override RunningApp App => product.App;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_typed_comes_back_by_itself_and_is_stored_once(bool isKilled)
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Note(Page).FillAsync(Words);
        await IsDraftedAsync(Words);
        Watch.ExpectOutage();

        await (isKilled ? App.KillAsync() : App.StopAsync());
        await Assertions.Expect(Page.GetByText("Connexion interrompue")).ToBeVisibleAsync();
        await App.StartAgainAsync();

        await Assertions.Expect(Page.GetByText("Saisie non terminée retrouvée")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(Note(Page)).ToHaveValueAsync(Words);
        await IsChosenAsync(Page, "1");
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        (await StoredAsync()).Should().ContainSingle().Which.Note.Should().Be(Words);
    }

    [Fact]
    public async Task A_visit_said_to_be_stored_is_still_there_after_a_kill()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");
        Watch.ExpectOutage();

        await App.KillAsync();
        await App.StartAgainAsync();

        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}", new() { Timeout = 60_000 });
        (await StoredAsync()).Should().ContainSingle();
    }

    public sealed class Product : IAsyncLifetime
    {
        private RunningApp? _app;

        public RunningApp App => _app!;

        public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync();

        public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
