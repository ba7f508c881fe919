using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Staff;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Queue;

public sealed class QueueRaceTests(TestServer server) : QueueTest(server)
{
    [Fact]
    public async Task A_board_read_while_somebody_moves_shows_them_in_one_place()
    {
        await Get<RecordArrival>().ExecuteAsync(new() { SiteId = Blosne }, Receptionist, Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var moving = Task.Run(async () =>
        {
            await using var db = OpenDb();
            while (!stop.IsCancellationRequested)
            {
                await db.Visits.ExecuteUpdateAsync(v => v.SetProperty(x => x.State, VisitState.LeftUnseen), Cancellation);
                await db.Visits.ExecuteUpdateAsync(v => v.SetProperty(x => x.State, VisitState.Waiting), Cancellation);
            }
        }, Cancellation);

        var boards = new List<DayBoard>();
        for (var i = 0; i < 200; i++)
        {
            boards.Add(await Get<BoardQueries>().BoardAsync(Blosne, Receptionist, Cancellation));
        }

        await stop.CancelAsync();
        await moving;
        boards.Should().OnlyContain(b => b.Rows.Count() == 1);
    }

    [Fact]
    public async Task Twenty_mediators_call_a_thousand_tickets_none_twice_and_none_lost()
    {
        const int tickets = 1000;
        var mediators = await MediatorsAsync(20);
        await using (var db = OpenDb())
        {
            db.Visits.AddRange(Enumerable.Range(1, tickets).Select(i => new Visit
            {
                Id = Guid.CreateVersion7(),
                SiteId = Blosne,
                ArrivedAt = Now.AddSeconds(-i),
                Origin = Origin.WalkIn,
                State = VisitState.Waiting,
                StateSince = Now,
                EligibleAt = Now.AddSeconds(-i),
                Number = (short)i,
                RecordedById = Receptionist.Id,
                RecordedAt = Now,
            }));
            await db.SaveChangesAsync(Cancellation);
        }

        var called = await Task.WhenAll(mediators.Select(CallAllAsync));

        called.Sum(c => c.Count).Should().Be(tickets);
        called.SelectMany(c => c).Should().OnlyHaveUniqueItems();
        await using var stored = OpenDb();
        (await stored.Visits.CountAsync(v => v.State == VisitState.Seen, Cancellation)).Should().Be(tickets);
        (await stored.Sessions.CountAsync(Cancellation)).Should().Be(tickets);
    }

    [Fact]
    public async Task Three_hundred_arrivals_at_once_get_three_hundred_numbers()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => ArriveAsync()));

        (await BoardAsync()).Waiting.Select(r => (int)r.Number!.Value).Should().BeEquivalentTo(Enumerable.Range(1, 300));
    }

    [Fact]
    public async Task An_arrival_sent_twice_takes_one_number()
    {
        var form = new RecordArrival.Form { SiteId = Blosne };

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Get<RecordArrival>().ExecuteAsync(form, Receptionist, Cancellation)));
        var next = await ArriveAsync();

        (await RowAsync(next)).Number.Should().Be(2);
    }

    [Fact]
    public async Task Of_a_call_and_a_departure_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 20; round++)
        {
            var visit = await ArriveAsync();

            var outcomes = await Task.WhenAll(CallAsync(Mediator, visit), Get<LeaveUnseen>().ExecuteAsync(new(visit), Receptionist, Cancellation));

            var row = await RowAsync(visit);
            // Called, then gone: both may have been done in this order; gone, then called: never.
            (row.State, outcomes[0].IsDone && !outcomes[1].IsDone).Should().BeOneOf((VisitState.LeftUnseen, false), (VisitState.Called, true));
            await Get<LeaveUnseen>().ExecuteAsync(new(visit), Receptionist, Cancellation);
        }
    }

    private async Task<List<Guid>> CallAllAsync(Actor mediator)
    {
        var called = new List<Guid>();
        while ((await CallAsync(mediator)).IsDone)
        {
            var visit = (await MineAsync(mediator))!.Value;
            called.Add(visit);
            (await FinishAsync(visit, mediator)).IsDone.Should().BeTrue();
        }

        return called;
    }

    private async Task<List<Actor>> MediatorsAsync(int count)
    {
        await using var db = OpenDb();
        var site = await db.Sites.SingleAsync(s => s.Id == Blosne, Cancellation);
        var actors = new List<Actor>();
        for (var i = 0; i < count; i++)
        {
            var email = $"file{i}{DemoData.EmailDomain}";
            var professional = new Professional { Id = Guid.CreateVersion7(), DisplayName = $"Médiation Démo {i}", UserName = email, Email = email, Roles = [Role.Mediator] };
            professional.Sites.Add(site);
            db.Users.Add(professional);
            actors.Add(new Actor(professional.Id, professional.DisplayName, [Role.Mediator], [Blosne], 1, Blosne));
        }

        await db.SaveChangesAsync(Cancellation);
        return actors;
    }
}
