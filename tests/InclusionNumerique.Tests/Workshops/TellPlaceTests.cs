using InclusionNumerique.Queue;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Tests.Workshops;

/// <summary>Who is to be told of a change, and that somebody did.</summary>
public sealed class TellPlaceTests(TestServer server) : WorkshopTest(server)
{
    [Fact]
    public async Task A_person_who_was_given_a_seat_is_to_be_told_until_somebody_says_when_and_who()
    {
        var session = await PlanAsync(1);
        var first = await RegisterAsync(session);
        await RegisterAsync(session);
        (await ListAsync(session)).Should().OnlyContain(p => !p.IsToTell);
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(first), Mediator, Cancellation));
        (await ListAsync(session)).Should().ContainSingle().Which.IsToTell.Should().BeTrue();
        Clock.Advance(TimeSpan.FromMinutes(10));

        await TellAsync(session, isTold: true);

        (await ListAsync(session)).Should().ContainSingle().Which.Should().Match<WorkshopPlaceRow>(p => !p.IsToTell && p.ToldAt == Now.AddMinutes(10) && p.ToldBy != null);
        await TellAsync(session, isTold: false);
        (await ListAsync(session)).Should().ContainSingle().Which.Should().Match<WorkshopPlaceRow>(p => p.IsToTell && p.ToldBy == null);
    }

    [Fact]
    public async Task Another_hour_concerns_those_who_registered_before_and_is_told_anew_each_time()
    {
        var session = await PlanAsync();
        await RegisterAsync(session);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await MoveAsync(session, new(15, 0));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RegisterAsync(session);
        (await ListAsync(session)).Select(p => p.IsToTell).Should().Equal(true, false);
        await TellAsync(session, isTold: true);
        (await ListAsync(session)).Should().OnlyContain(p => !p.IsToTell);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await MoveAsync(session, new(14, 30));

        (await ListAsync(session)).Should().OnlyContain(p => p.IsToTell);
    }

    [Fact]
    public async Task Another_mediator_or_more_seats_are_no_news_and_a_session_called_off_is()
    {
        var session = await PlanAsync();
        await RegisterAsync(session);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var form = await FormAsync(session);
        form.Capacity = 10;
        form.MediatorIds.Clear();
        form.MediatorIds.Add(OtherMediator.Id);
        await DoneAsync(Get<SaveWorkshopSession>().ExecuteAsync(form, Mediator, Cancellation));
        (await ListAsync(session)).Should().OnlyContain(p => !p.IsToTell);

        await DoneAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = session, Reason = "Animatrice absente" }, Mediator, Cancellation));

        (await ListAsync(session)).Should().OnlyContain(p => p.IsToTell);
    }

    [Fact]
    public async Task A_registration_is_told_to_the_screens_of_the_session_s_site()
    {
        using var stopping = new CancellationTokenSource();
        var feed = Get<DeskFeed>();
        var running = feed.RunAsync(stopping.Token);
        var session = await PlanAsync(change: f => f.Day = new(2027, 1, 5));
        await UntilAsync(() => feed.IsConnected);
        var (here, elsewhere) = (0, 0);
        using var first = feed.Subscribe(Blosne, () => Interlocked.Increment(ref here));
        using var second = feed.Subscribe(Villejean, () => Interlocked.Increment(ref elsewhere));

        await RegisterAsync(session);

        await UntilAsync(() => here > 0);
        elsewhere.Should().Be(0);
        await stopping.CancelAsync();
        await running;
    }

    private async Task<IReadOnlyList<WorkshopPlaceRow>> ListAsync(Guid session) => await Queries.PlacesAsync(session, Mediator, Cancellation);

    private async Task TellAsync(Guid session, bool isTold) => await DoneAsync(Get<TellPlace>().ExecuteAsync(new((await ListAsync(session))[0].Id, isTold), Mediator, Cancellation));

    private async Task MoveAsync(Guid session, TimeOnly at)
    {
        var form = await FormAsync(session);
        (form.StartsAt, form.EndsAt) = (at, at.AddHours(2));
        await DoneAsync(Get<SaveWorkshopSession>().ExecuteAsync(form, Mediator, Cancellation));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
