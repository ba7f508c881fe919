using InclusionNumerique.Visits;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>What tired hands and hostile ones do to the panel.</summary>
public sealed class HarshInputTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task The_same_click_twenty_times_stores_once()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));

        await Page.GetByTestId("save").EvaluateAsync("button => { for (let i = 0; i < 20; i++) button.click(); }");

        await StoredOnceAsync(before);
    }

    [Fact]
    public async Task Twenty_quick_clicks_of_a_mouse_store_once()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));

        await Page.GetByTestId("save").ClickAsync(new() { ClickCount = 20 });

        await StoredOnceAsync(before);
    }

    [Fact]
    public async Task A_key_held_down_stores_once()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));

        for (var i = 0; i < 20; i++)
        {
            await Page.Keyboard.DownAsync("Enter");
        }

        await Page.Keyboard.UpAsync("Enter");

        await StoredOnceAsync(before);
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_refused_in_french_and_kept()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));
        var text = string.Concat(Enumerable.Repeat("àé🙂א ", 16_667))[..100_000];

        await Note(Page).FillAsync(text);
        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Page.Locator("#note-refus")).ToContainTextAsync("500 caractères au plus");
        await Assertions.Expect(Note(Page)).ToHaveAttributeAsync("aria-invalid", "true");
        (await Note(Page).InputValueAsync()).Should().Be(text);
        (await StoredAsync()).Should().BeEmpty();

        await Note(Page).FillAsync("Court");
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        (await StoredAsync()).Should().ContainSingle().Which.Note.Should().Be("Court");
    }

    [Theory]
    [InlineData("Nul \u0000 caché", false)]
    [InlineData("<script>alert(1)</script> & \"guillemets\" 'x'", true)]
    [InlineData("'; DROP TABLE visits; --", true)]
    [InlineData("שלום \u202E عكس 👩‍👩‍👧 e\u0301", true)]
    public async Task Any_text_is_stored_as_typed_or_refused_in_french(string text, bool isStored)
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));

        await Note(Page).FillAsync(text);
        await Page.GetByTestId("save").ClickAsync();

        if (isStored)
        {
            await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
            (await StoredAsync()).Should().ContainSingle().Which.Note.Should().Be(text);
        }
        else
        {
            await Assertions.Expect(Page.Locator("#note-refus")).ToContainTextAsync("caractère invisible");
            (await Note(Page).InputValueAsync()).Should().Be(text);
        }
    }

    [Fact]
    public async Task Half_an_emoji_breaks_nothing()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));
        await Note(Page).EvaluateAsync("note => { note.value = 'Moitié ' + String.fromCharCode(0xD83D); note.dispatchEvent(new Event('input', { bubbles: true })); }");
        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        (await StoredAsync()).Should().ContainSingle().Which.Note.Should().Be("Moitié \uFFFD");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1500")]
    public async Task A_duration_out_of_bounds_is_refused_beside_the_field(string minutes)
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("1");
        await Page.GetByLabel("Autre durée, en minutes").FillAsync(minutes);
        await Page.GetByLabel("Autre durée, en minutes").PressAsync("Tab");

        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Page.Locator("#duree-refus")).ToContainTextAsync("La durée va de 1 minute à 23 h 59");
        await Assertions.Expect(Page.GetByLabel("Autre durée, en minutes")).ToHaveValueAsync(minutes);
        (await StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_panel_says_what_it_lacks()
    {
        await OpenDeskAsync(Page);

        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.Locator("#theme-refus")).ToHaveTextAsync("Choisissez un thème ou un organisme.");
        await Assertions.Expect(Page.Locator("#duree-refus")).ToHaveTextAsync("Indiquez la durée.");
        await Assertions.Expect(Page.Locator("fieldset:focus-within")).ToHaveAttributeAsync("aria-describedby", "theme-refus");
    }

    [Fact]
    public async Task A_note_that_names_somebody_is_warned_about_and_can_be_kept()
    {
        await ReadyAsync();
        var before = await CountAsync(Seen(Page));
        await Note(Page).FillAsync("Rappeler au 06 12 34 56 78");
        await Page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(Page.Locator("#note-refus")).ToBeVisibleAsync();
        (await StoredAsync()).Should().BeEmpty();

        await Page.GetByLabel("C’est indispensable").CheckAsync();
        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused_beside_the_field()
    {
        await ReadyAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Saisir une visite passée" }).ClickAsync();
        await Page.Locator("#jour").FillAsync("2090-01-01");
        await Page.Locator("#heure").FillAsync("10:00");

        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Page.Locator("#jour-refus")).ToContainTextAsync("dans le futur");
        await Assertions.Expect(Page.Locator("#jour")).ToHaveValueAsync("2090-01-01");
        (await StoredAsync()).Should().BeEmpty();
    }

    private async Task ReadyAsync()
    {
        await OpenDeskAsync(Page);
        await Page.Keyboard.PressAsync("1");
        await IsChosenAsync(Page, "1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await IsChosenAsync(Page, "⇧1");
    }

    /// <summary>A second one would show in the list's next look at the database, so that look is waited for.</summary>
    private async Task StoredOnceAsync(int before)
    {
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        // The list may know of the visit before the panel is empty again.
        await Assertions.Expect(Page.Locator("input[data-key='1']")).Not.ToBeCheckedAsync();
        await Page.Keyboard.PressAsync("2");
        await IsChosenAsync(Page, "2");
        (await StoredAsync()).Should().ContainSingle();
    }
}
