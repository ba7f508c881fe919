using InclusionNumerique.Activities;

namespace InclusionNumerique.Tests.Activities;

public sealed class TimerTests(TestServer server) : ActivityTest(server)
{
    [Fact]
    public async Task A_timer_is_found_again_and_counts_when_it_stops()
    {
        var id = Guid.CreateVersion7();
        await StartAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(25));

        (await WeekAsync()).Timer.Should().BeEquivalentTo(new { Id = id, Type = "Mémo, fiche pratique", Site = "Blosne", StartedAt = Now });
        (await StopAsync(id)).IsDone.Should().BeTrue();
        (await StopAsync(id)).IsDone.Should().BeTrue("the second click changes nothing");

        (await WeekAsync()).Timer.Should().BeNull();
        (await AllAsync()).Should().ContainSingle().Which.EndedAt.Should().Be(Now.AddMinutes(25));
    }

    [Fact]
    public async Task Started_at_once_on_two_computers_one_runs()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StartAsync()));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.Refusals[0].Message.Contains("minuteur"));
        (await StartAsync(actor: OtherMediator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task While_it_runs_what_was_done_before_can_be_noted()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await StartAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        (await LogAsync(20)).IsDone.Should().BeTrue();
        (await LogAsync(3, day: Today, time: new(11, 31))).MessageFor("Time").Should().Contain("minuteur");
        (await AllAsync())[0].EndedAt.Should().Be(Now.AddHours(1));
    }

    [Fact]
    public async Task Forgotten_overnight_it_asks_for_the_hour()
    {
        var id = Guid.CreateVersion7();
        await StartAsync(id);
        Clock.Advance(TimeSpan.FromHours(20));

        (await StopAsync(id)).MessageFor("Time").Should().Contain("mar. 24 nov.");
        (await StopAsync(id, new(23, 30))).MessageFor("Time").Should().NotBeNull("thirteen hours are too long");
        (await StopAsync(id, new(8, 0))).MessageFor("Time").Should().NotBeNull("it is not eight o’clock yet on the day after");
        (await StopAsync(id, new(12, 0))).IsDone.Should().BeTrue();
        (await AllAsync())[0].EndedAt!.Value.ToParis().Should().Be(new DateTime(2026, 11, 24, 12, 0, 0));
    }

    [Fact]
    public async Task Stopped_at_once_it_counts_a_minute()
    {
        var id = Guid.CreateVersion7();
        await StartAsync(id);
        await StopAsync(id);

        (await AllAsync())[0].EndedAt.Should().Be(Now.AddMinutes(1));
    }

    [Fact]
    public async Task Without_a_type_it_does_not_start() =>
        (await Get<StartActivity>().ExecuteAsync(new(Guid.CreateVersion7(), null, Blosne), Mediator, Cancellation)).MessageFor("TypeId").Should().NotBeNull();

    private Task<Outcome> StopAsync(Guid id, TimeOnly? time = null) => Get<StopActivity>().ExecuteAsync(new() { Id = id, Time = time }, Mediator, Cancellation);
}
