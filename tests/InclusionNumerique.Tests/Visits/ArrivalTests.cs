using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

public sealed class ArrivalTests(TestServer server) : DatabaseTest(server)
{
    private Task<DayBoard> TodayAsync() => Get<BoardQueries>().BoardAsync(Blosne, Mediator, Cancellation);

    [Fact]
    public async Task An_arrival_noted_at_the_reception_waits_on_the_mediators_desk()
    {
        await Get<RecordArrival>().ExecuteAsync(new RecordArrival.Form { SiteId = Blosne, Origin = Origin.Orientation }, Receptionist, Cancellation);

        var today = await TodayAsync();

        today.Waiting.Single().Should().BeEquivalentTo(new { State = VisitState.Waiting, ArrivedAt = Now, Origin = Origin.Orientation });
    }

    [Fact]
    public async Task The_same_arrival_sent_by_many_clicks_at_once_is_stored_once()
    {
        var form = new RecordArrival.Form { SiteId = Blosne };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get<RecordArrival>().ExecuteAsync(form, Receptionist, Cancellation)));

        (await TodayAsync()).Waiting.Should().ContainSingle();
    }

    [Fact]
    public async Task Who_waits_longest_comes_first()
    {
        for (var i = 0; i < 3; i++)
        {
            await Get<RecordArrival>().ExecuteAsync(new RecordArrival.Form { SiteId = Blosne }, Receptionist, Cancellation);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await TodayAsync()).Waiting.Select(r => r.ArrivedAt).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_person_who_leaves_unseen_is_counted_and_may_come_back()
    {
        var form = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(form, Receptionist, Cancellation);

        await Get<LeaveUnseen>().ExecuteAsync(new LeaveUnseen.Form(form.VisitId), Receptionist, Cancellation);
        var gone = await TodayAsync();
        await Get<LeaveUnseen>().ExecuteAsync(new LeaveUnseen.Form(form.VisitId, IsBack: true), Receptionist, Cancellation);
        var back = await TodayAsync();

        (gone.Waiting.Count, gone.LeftUnseen).Should().Be((0, 1));
        (back.Waiting.Count, back.LeftUnseen).Should().Be((1, 0));
    }

    [Fact]
    public async Task A_volunteer_sees_own_entries_and_who_waits_only()
    {
        await Get<LogVisit>().ExecuteAsync(QuickVisit(AimeCesaire), Mediator, Cancellation);
        await Get<LogVisit>().ExecuteAsync(QuickVisit(AimeCesaire), Volunteer, Cancellation);

        (await Get<BoardQueries>().BoardAsync(AimeCesaire, Volunteer, Cancellation)).Seen.Should().Be(1);
        (await Get<BoardQueries>().BoardAsync(AimeCesaire, Mediator, Cancellation)).Seen.Should().Be(2);
    }

    [Fact]
    public async Task A_long_day_shows_the_latest_visits_and_counts_them_all()
    {
        for (var i = 0; i < BoardQueries.GoneMost + 5; i++)
        {
            await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);
        }

        var today = await TodayAsync();

        today.Seen.Should().Be(BoardQueries.GoneMost + 5);
        today.Gone.Should().HaveCount(BoardQueries.GoneMost);
    }
}
