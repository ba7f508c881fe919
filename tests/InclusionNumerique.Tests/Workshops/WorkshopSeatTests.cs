using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Workshops;

/// <summary>A session never has more people on seats than seats, whatever happens at once; the others wait in their order.</summary>
public sealed class WorkshopSeatTests(TestServer server) : WorkshopTest(server)
{
    private const int AtOnce = 50;

    public static TheoryData<int> Capacities { get; } = [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Capacities))]
    public async Task Fifty_at_once_fill_the_seats_exactly_and_the_others_wait(int capacity)
    {
        var session = await PlanAsync(capacity);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session }, Receptionist, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        var places = await SeatsAsync(session);
        places.Select(p => (int)p.Number).Should().Equal(Enumerable.Range(1, AtOnce));
        places.Where(p => p.Seat is not null).Select(p => (int)p.Seat!).Should().BeEquivalentTo(Enumerable.Range(1, capacity));
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public async Task Fifty_at_once_on_the_last_seat_give_it_once(int capacity)
    {
        var session = await PlanAsync(capacity);
        for (var i = 1; i < capacity; i++)
        {
            await RegisterAsync(session);
        }

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session }, Mediator, Cancellation)));

        var places = await SeatsAsync(session);
        places.Should().HaveCount(AtOnce + capacity - 1);
        places.Count(p => p.Seat is not null).Should().Be(capacity);
        places[capacity - 1].Seat.Should().Be((short)capacity);
    }

    [Fact]
    public async Task People_who_leave_and_come_at_once_leave_no_seat_empty_while_somebody_waits()
    {
        var session = await PlanAsync(5);
        var places = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            places.Add(await RegisterAsync(session));
        }

        await Task.WhenAll(places.Where((_, i) => i % 2 == 0).Select(id => Get<CancelPlace>().ExecuteAsync(new(id), Mediator, Cancellation))
            .Concat(Enumerable.Range(0, 10).Select(_ => Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session }, Receptionist, Cancellation))));

        var now = await SeatsAsync(session);
        now.Should().HaveCount(20);
        now.Take(5).Should().OnlyContain(p => p.Seat != null);
        now.Skip(5).Should().OnlyContain(p => p.Seat == null);
        now.Take(5).Select(p => (int)p.Seat!).Should().BeEquivalentTo(Enumerable.Range(1, 5));
    }

    [Fact]
    public async Task The_seat_of_whoever_gives_up_goes_to_the_first_who_waits_and_that_is_said()
    {
        var session = await PlanAsync(2);
        var first = await RegisterAsync(session);
        await RegisterAsync(session);
        await RegisterAsync(session);
        await RegisterAsync(session);

        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(first), Mediator, Cancellation));
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(first), Mediator, Cancellation));

        var places = await Queries.PlacesAsync(session, Mediator, Cancellation);
        places.Select(p => ((int)p.Number, (int?)p.Seat, p.Rank, p.PromotedAt)).Should().Equal((2, 2, null, null), (3, 1, null, Now), (4, null, 1, null));
    }

    [Fact]
    public async Task More_seats_take_in_those_who_wait_and_fewer_are_refused_below_the_people_seated()
    {
        var session = await PlanAsync(1);
        var first = await RegisterAsync(session);
        await RegisterAsync(session);
        await RegisterAsync(session);

        var more = await FormAsync(session);
        more.Capacity = 3;
        await DoneAsync(Get<SaveWorkshopSession>().ExecuteAsync(more, Mediator, Cancellation));
        (await SeatsAsync(session)).Should().Equal((1, 1), (2, 2), (3, 3));

        var fewer = await FormAsync(session);
        fewer.Capacity = 2;
        (await Get<SaveWorkshopSession>().ExecuteAsync(fewer, Mediator, Cancellation)).MessageFor("Capacity").Should().Contain("plus de personnes inscrites");
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(first), Mediator, Cancellation));
        await DoneAsync(Get<SaveWorkshopSession>().ExecuteAsync(fewer, Mediator, Cancellation));
        (await SeatsAsync(session)).Should().BeEquivalentTo([((short)2, (short?)2), ((short)3, (short?)1)]);
    }

    [Fact]
    public async Task A_capacity_that_shrinks_while_people_register_is_never_below_the_seats_taken()
    {
        var session = await PlanAsync(12);
        for (var i = 0; i < 4; i++)
        {
            await RegisterAsync(session);
        }

        var fewer = await FormAsync(session);
        fewer.Capacity = 6;
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session }, Receptionist, Cancellation))
            .Append(Get<SaveWorkshopSession>().ExecuteAsync(fewer, Mediator, Cancellation)));

        await using var db = OpenDb();
        var capacity = await db.WorkshopSessions.Where(s => s.Id == session).Select(s => s.Capacity).SingleAsync(Cancellation);
        (await SeatsAsync(session)).Count(p => p.Seat is not null).Should().Be(capacity == 6 ? 6 : 12);
    }

    [Fact]
    public async Task The_database_itself_refuses_a_seat_too_many_the_same_seat_twice_and_a_capacity_below_the_seats()
    {
        var session = await PlanAsync(2);
        await RegisterAsync(session);
        await RegisterAsync(session);
        await using var db = OpenDb();
        Task<int> Sql(string sql) => db.Database.ExecuteSqlRawAsync(sql, [session], Cancellation);

        await FluentActions.Awaiting(() => Sql("UPDATE workshop_places SET seat = 3 WHERE session_id = {0} AND number = 2")).Should().ThrowAsync<PostgresException>().Where(e => e.ConstraintName == "ck_workshop_places_capacity");
        await FluentActions.Awaiting(() => Sql("UPDATE workshop_places SET seat = 1 WHERE session_id = {0} AND number = 2")).Should().ThrowAsync<PostgresException>().Where(e => e.SqlState == "23505");
        await FluentActions.Awaiting(() => Sql("UPDATE workshop_sessions SET capacity = 1 WHERE id = {0}")).Should().ThrowAsync<PostgresException>().Where(e => e.ConstraintName == "ck_workshop_sessions_seats");
        await FluentActions.Awaiting(() => Sql("UPDATE workshop_places SET cancelled_at = now() WHERE session_id = {0}")).Should().ThrowAsync<PostgresException>().Where(e => e.SqlState == "23514");
    }
}
