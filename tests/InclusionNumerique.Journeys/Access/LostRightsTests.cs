using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Journeys.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Access;

/// <summary>Rights taken away while a page is open.</summary>
public sealed class LostRightsTests(JourneyHost host) : DeskTest(host)
{
    private const string Name = "Médiateur Démo Deux";

    private static readonly Guid Id = DemoData.AccountId(2);

    public override async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Id).ExecuteUpdateAsync(
                p => p.SetProperty(x => x.DisabledAt, (DateTimeOffset?)null).SetProperty(x => x.Roles, new List<Role> { Role.Mediator }), CancellationToken.None);
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_disabled_account_loses_its_rights_at_the_next_click()
    {
        await ReadyAsync();
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, DateTimeOffset.UtcNow), Cancellation);
        }

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_role_taken_away_counts_from_the_next_click()
    {
        await ReadyAsync();
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Roles, new List<Role> { Role.Observer }), Cancellation);
        }

        await IsRefusedAsync();
    }

    private async Task ReadyAsync()
    {
        await OpenDeskAsync(Page, Name);
        await Page.Keyboard.PressAsync("1");
        await Page.Keyboard.PressAsync(FirstDuration);
        await IsChosenAsync(Page, "⇧1");
    }

    private async Task IsRefusedAsync()
    {
        await Page.GetByTestId("save").ClickAsync();

        await Assertions.Expect(Page.GetByTestId("trouble")).ToContainTextAsync("Vos droits ne permettent pas cette action");
        (await StoredAsync(Id)).Should().BeEmpty();
        Watch.Refusals.Add("/bureau");
        var answer = await Page.GotoAsync("/bureau");
        answer!.Status.Should().Be(403);
    }
}
