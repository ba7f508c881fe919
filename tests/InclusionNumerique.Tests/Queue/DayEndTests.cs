using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Queue;

public sealed class DayEndTests(TestServer server) : QueueTest(server)
{
    private Task<int> CloseAsync() => Get<DayEnd>().CloseAsync(Cancellation);

    private void SetLocal(int year, int month, int day, int hour, int minute) => Clock.SetUtcNow(ParisTime.At(new(year, month, day), new(hour, minute)));

    [Theory]
    [InlineData(2026, 11, 24)]
    [InlineData(2027, 3, 28)]
    [InlineData(2027, 10, 31)]
    public async Task At_22_hours_local_time_whoever_still_waits_is_closed_also_on_days_of_23_and_25_hours(int year, int month, int day)
    {
        SetLocal(year, month, day, 16, 0);
        await ArriveAsync();
        SetLocal(year, month, day, 21, 59);
        (await CloseAsync()).Should().Be(0);

        SetLocal(year, month, day, 22, 0);

        (await CloseAsync()).Should().Be(1);
        (await BoardAsync()).Gone.Single().State.Should().Be(VisitState.ClosedAutomatically);
        (await CloseAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_server_that_was_off_at_22_hours_closes_the_day_before_when_it_is_back()
    {
        SetLocal(2026, 11, 24, 16, 0);
        await ArriveAsync();
        SetLocal(2026, 11, 25, 8, 0);
        var today = await ArriveAsync();

        (await CloseAsync()).Should().Be(1);

        (await BoardAsync()).Waiting.Single().VisitId.Should().Be(today);
    }

    [Fact]
    public async Task A_session_forgotten_in_the_evening_can_still_be_stored_by_its_mediator()
    {
        SetLocal(2026, 11, 24, 16, 0);
        var visit = await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(visit, Mediator);
        SetLocal(2026, 11, 24, 22, 5);
        await CloseAsync();

        (await FinishAsync(visit, OtherMediator)).IsDone.Should().BeFalse();
        (await FinishAsync(visit, Mediator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Closing_the_day_says_what_became_of_each()
    {
        var (left, back, unknown, received) = (await ArriveAsync(), await ArriveAsync(), await ArriveAsync(), await ArriveAsync());
        await StartAsync(received, Mediator);

        await Get<CloseDay>().ExecuteAsync(
            new() { SiteId = Blosne, Dispositions = { [left] = Disposition.LeftUnseen, [back] = Disposition.ToldToComeBack, [unknown] = Disposition.Unknown, [received] = Disposition.LeftUnseen } },
            Receptionist,
            Cancellation);

        var states = (await BoardAsync()).Rows.ToDictionary(r => r.VisitId, r => r.State);
        (states[left], states[back], states[unknown], states[received])
            .Should().Be((VisitState.LeftUnseen, VisitState.SentElsewhere, VisitState.ClosedAutomatically, VisitState.InSession));
    }
}
