using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Queue;

public sealed class HallFeedTests(TestServer server) : QueueTest(server)
{
    private Task<HallBoard?> ReadAsync(int siteId = Blosne) => Get<HallFeed>().ReadAsync(siteId, Cancellation);

    [Fact]
    public async Task The_hall_sees_the_numbers_called_and_where_to_go()
    {
        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne, Place = "Bureau 2" }, Mediator, Cancellation);
        await ArriveAsync();
        await ArriveAsync();
        await CallAsync(Mediator);

        var hall = await ReadAsync();

        hall!.Called.Should().Equal(new HallCall(1, "Bureau 2", 0, true));
        hall.Waiting.Should().Be(1);
    }

    [Fact]
    public async Task The_latest_call_comes_first_and_leaves_the_screen_after_a_while()
    {
        var first = await ArriveAsync();
        await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(first, Mediator);
        Clock.Advance(Minute);
        await CallAsync(OtherMediator);
        (await ReadAsync())!.Called.Select(c => (int)c.Number).Should().Equal(2, 1);

        Clock.Advance(5 * Minute);

        (await ReadAsync())!.Called.Select(c => (int)c.Number).Should().Equal(2);
    }

    [Fact]
    public async Task There_is_no_screen_for_a_site_that_does_not_exist() => (await ReadAsync(999)).Should().BeNull();

    [Fact]
    public async Task A_wait_is_estimated_as_a_range_once_enough_sessions_are_known()
    {
        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne }, Mediator, Cancellation);
        (await ReadAsync())!.Estimate.Should().BeNull();
        foreach (var minutes in new[] { 5, 5, 10, 10, 15, 20, 30, 45 })
        {
            var form = QuickVisit();
            form.Minutes = minutes;
            await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);
        }

        await ArriveAsync();
        await ArriveAsync();

        // Two rounds of a first quartile of 10 min; two and a half of a third quartile of 30 min.
        (await ReadAsync())!.Estimate.Should().Be(new WaitEstimate(20, 75));
    }
}
