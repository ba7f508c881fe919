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
        await Assertions.Expect(reception.GetByTestId("said")).ToContainTextAsync("la personne attend");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("N° ");
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

        await reception.GetByTestId("waiting").GetByRole(AriaRole.Button, new() { Name = "Autre…" }).ClickAsync();
        await reception.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(0);
        await Assertions.Expect(reception.GetByTestId("moved")).ToContainTextAsync("reparti sans être reçu");

        await reception.GetByRole(AriaRole.Button, new() { Name = "Remettre en attente" }).First.ClickAsync();
        await Assertions.Expect(reception.GetByTestId("waiting")).ToHaveCountAsync(1);
    }
}
