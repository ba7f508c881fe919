using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>A mediator's work without a mouse.</summary>
public sealed class KeyboardJourneyTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task A_mediator_logs_three_visits_by_keyboard_alone()
    {
        await Page.GotoAsync("/connexion");
        await TabToAsync("button", Mediator);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("panel")).ToBeVisibleAsync();
        await Assertions.Expect(Seen(Page)).Not.ToBeEmptyAsync();
        var before = await CountAsync(Seen(Page));
        var (theme, organisation) = (await IdOfKeyAsync(Page, "2"), await IdOfKeyAsync(Page, "C"));

        // Three keys.
        await PressAsync("2", FirstDuration, "Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");

        // An organisation by its letter, and a note.
        await PressAsync("C", "Shift+Digit2", "n");
        await Page.Keyboard.TypeAsync("Dossier à compléter avec deux pièces");
        await PressAsync("Escape", "Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 2}");

        // Without any single key: tabulation, arrows and space, as with a screen reader.
        await TabToAsync("input[name=theme]");
        await PressAsync("Space");
        await TabToAsync("input[name=duree]");
        await PressAsync("Space");
        await TabToAsync("button[type=submit]");
        await PressAsync("Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 3}");

        var stored = await StoredAsync();
        stored.Should().HaveCount(3);
        stored[0].Requests.Should().ContainSingle().Which.ThemeId.Should().Be(theme);
        stored[1].Requests.Should().ContainSingle().Which.OrganisationId.Should().Be(organisation);
        stored[1].Note.Should().Be("Dossier à compléter avec deux pièces");
        stored[2].Requests.Should().ContainSingle().Which.ThemeId.Should().NotBeNull();
        stored.Should().OnlyContain(s => s.SiteId == stored[0].SiteId && s.Visit!.SiteId == s.SiteId);
    }

    [Fact]
    public async Task A_visit_just_stored_is_taken_back_by_one_key()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await PressAsync("1", FirstDuration, "Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        // The list hears of the visit before the desk offers to take it back.
        await Assertions.Expect(Page.GetByTestId("undo")).ToBeVisibleAsync();

        await PressAsync("z");

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before}");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Visite annulée");
        (await StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_again_takes_three_keys_less()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await PressAsync("3", "Shift+Digit3", "Enter");
        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");

        await PressAsync("d");
        await IsChosenAsync(Page, "3");
        await PressAsync("Enter");

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 2}");
        var stored = await StoredAsync();
        stored.Should().HaveCount(2);
        stored[1].Should().BeEquivalentTo(stored[0], same => same.Including(s => s.SiteId).Including(s => s.Minutes).Including(s => s.Place));
        stored[1].Requests.Should().ContainSingle().Which.ThemeId.Should().Be(stored[0].Requests[0].ThemeId);
    }

    [Fact]
    public async Task Two_requests_of_one_person_are_one_visit()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        await PressAsync("1");
        await IsChosenAsync(Page, "1");
        await PressAsync("+");
        await Assertions.Expect(Page.Locator("input[name=demande]")).ToHaveCountAsync(2);
        await PressAsync("2", FirstDuration, "Enter");

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        var session = (await StoredAsync()).Should().ContainSingle().Subject;
        session.Requests.Should().HaveCount(2);
        session.Requests.Should().ContainSingle(r => r.IsFoundOnTheWay);
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off()
    {
        await OpenDeskAsync(Page);
        await PressAsync("?");
        await Assertions.Expect(Page.Locator("dialog#touches")).ToBeVisibleAsync();
        await Page.Locator("#touches-actives").UncheckAsync();
        await PressAsync("Escape");
        await Assertions.Expect(Page.Locator("dialog#touches")).ToBeHiddenAsync();

        await PressAsync("1");

        await Assertions.Expect(Page.Locator("input[data-key='1']")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Keys_sleep_while_one_writes()
    {
        await OpenDeskAsync(Page);
        await Note(Page).FocusAsync();

        await Page.Keyboard.TypeAsync("12 cd");

        await Assertions.Expect(Note(Page)).ToHaveValueAsync("12 cd");
        await Assertions.Expect(Page.Locator("input[data-key='1']")).Not.ToBeCheckedAsync();
    }

    private async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Tabs until the focus is on such an element, as a person without a mouse does.</summary>
    private async Task TabToAsync(string selector, string text = "")
    {
        for (var tabs = 0; tabs < 150; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("([s, t]) => document.activeElement.matches(s) && document.activeElement.textContent.includes(t)", new[] { selector, text }))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Tabulation never reaches {selector} {text}.");
    }
}
