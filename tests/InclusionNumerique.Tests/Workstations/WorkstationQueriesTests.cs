using InclusionNumerique.Visits;
using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workstations;

public sealed class WorkstationQueriesTests(TestServer server) : WorkstationTest(server)
{
    [Fact]
    public async Task Delivered_workstations_are_free()
    {
        var shown = await ShownAsync();

        shown.Cards.Select(c => (c.Label, c.IsAccessible, c.Seat)).Should().Equal(
            ("Poste fixe", true, null), ("Portable 1", false, null), ("Portable 2", false, null), ("Portable 3", false, null), ("Portable 4", false, null), ("Tablette 1", false, null), ("Tablette 2", false, null));
    }

    [Fact]
    public async Task Taken_ones_come_first_by_least_time_left()
    {
        var all = await AllAsync();
        await SeatAsync(all[3].Id, await VisitAsync(7, VisitState.InSession));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await SeatAsync(all[1].Id);
        Clock.Advance(TimeSpan.FromMinutes(40));
        await VisitAsync(9);

        var shown = await ShownAsync();

        shown.DoOthersWait.Should().BeTrue();
        shown.Cards.Take(3).Select(c => (c.Label, c.Seat?.Number, c.Seat?.MinutesTaken, c.Seat?.MinutesLeft)).Should().Equal(
            ("Portable 3", (short?)7, 50, -5), ("Portable 1", null, 40, 5), ("Poste fixe", null, null, null));
    }

    [Fact]
    public async Task Without_anybody_else_who_waits_there_is_no_limit()
    {
        var all = await AllAsync();
        await SeatAsync(all[0].Id, await VisitAsync(7));
        await VisitAsync(8, VisitState.InSession);
        await VisitAsync(9, daysAgo: 1);
        await VisitAsync(9, siteId: AimeCesaire);

        var shown = await ShownAsync();

        shown.DoOthersWait.Should().BeFalse();
        shown.Cards[0].Seat!.MinutesLeft.Should().BeNull();
    }

    [Fact]
    public async Task Numbers_that_may_sit_down_are_those_of_today_not_seated_yet()
    {
        await VisitAsync(5, VisitState.Seen);
        await VisitAsync(4, VisitState.Paused);
        await VisitAsync(2);
        await VisitAsync(null);
        await VisitAsync(1, daysAgo: 1);
        await SeatAsync(await FirstAsync(), await VisitAsync(3));

        (await ShownAsync()).Visits.Select(v => (v.Number, v.State)).Should().Equal((2, VisitState.Waiting), (4, VisitState.Paused));
    }

    [Fact]
    public async Task A_hidden_workstation_is_shown_to_its_editor_alone()
    {
        var hidden = await FirstAsync();
        await using (var db = OpenDb())
        {
            await db.Workstations.Where(w => w.Id == hidden).ExecuteUpdateAsync(w => w.SetProperty(x => x.IsActive, false), Cancellation);
        }

        (await ShownAsync()).Cards.Should().NotContain(c => c.Id == hidden);
        (await Get<WorkstationQueries>().WorkstationsAsync(Blosne, Coordinator, Cancellation))[^1].Should().BeEquivalentTo(new { Id = hidden, IsActive = false });
    }
}
