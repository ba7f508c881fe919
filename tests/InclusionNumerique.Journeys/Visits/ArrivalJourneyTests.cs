using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>From the reception to the mediator.</summary>
public sealed class ArrivalJourneyTests(JourneyHost host) : DeskTest(host)
{
    [Fact]
    public async Task A_person_noted_at_the_reception_is_received_by_the_mediator()
    {
        await OpenDeskAsync(Page);
        var before = await CountAsync(Seen(Page));
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await Assertions.Expect(reception.GetByTestId("arrival")).ToBeVisibleAsync();

        await reception.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reception.GetByTestId("said")).ToContainTextAsync("Arrivée notée");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Visite arrivée à");
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Seen(Page)).ToHaveTextAsync($"{before + 1}");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(0);
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(0);
        var visit = (await StoredAsync()).Should().ContainSingle().Subject.Visit!;
        visit.State.Should().Be(VisitState.Seen);
        visit.RecordedById.Should().Be(Data.DemoData.AccountId(5));
    }

    [Fact]
    public async Task A_person_who_leaves_unseen_is_counted_and_can_come_back()
    {
        var reception = Page;
        await SignInAsync(reception, Receptionist, "/arrivees");
        await Assertions.Expect(reception.GetByTestId("arrival")).ToBeVisibleAsync();
        await reception.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(1);

        await reception.GetByTestId("waiting").GetByRole(AriaRole.Button, new() { Name = "Repartie" }).ClickAsync();
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(0);

        await reception.GetByRole(AriaRole.Button, new() { Name = "Remettre en attente" }).First.ClickAsync();
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_mediators_who_receive_the_same_person_store_one_visit()
    {
        await OpenDeskAsync(Page);
        var other = await OpenAsync();
        await SignInAsync(other, Mediator, "/bureau");
        await Assertions.Expect(other.GetByTestId("panel")).ToBeVisibleAsync();
        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await Assertions.Expect(reception.GetByTestId("arrival")).ToBeVisibleAsync();
        await reception.Keyboard.PressAsync("Enter");

        foreach (var page in new[] { Page, other })
        {
            await Assertions.Expect(page.GetByTestId("waiting")).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("r");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Visite arrivée à");
            await page.Keyboard.PressAsync("1");
            await page.Keyboard.PressAsync(FirstDuration);
            await IsChosenAsync(page, "⇧1");
        }

        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("said")).ToContainTextAsync("Visite enregistrée");
        await other.Keyboard.PressAsync("Enter");

        await Assertions.Expect(other.GetByTestId("trouble")).ToContainTextAsync("Cette personne n’attend plus");
        await IsChosenAsync(other, "1");
        (await StoredAsync()).Should().ContainSingle();
    }
}
