using InclusionNumerique.Activities;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Activities;

public sealed class LogActivityTests(TestServer server) : ActivityTest(server)
{
    [Fact]
    public async Task A_type_and_a_duration_are_enough_it_has_just_ended()
    {
        (await LogAsync(45)).IsDone.Should().BeTrue();

        (await AllAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { ProfessionalId = Mediator.Id, TypeId = Memo, SiteId = Blosne, StartedAt = Now.AddMinutes(-45), EndedAt = (DateTimeOffset?)Now, RecordedAt = Now });
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "LogActivity", SiteId = (int?)Blosne });
    }

    [Fact]
    public async Task Noted_in_a_row_they_lie_one_before_the_other()
    {
        await LogAsync(30, Meeting);
        await LogAsync(15);
        await LogAsync(20, day: Today, time: new(8, 0));
        await LogAsync(60);
        await LogAsync(40);

        (await AllAsync()).Select(a => (a.StartedAt.ToParis().TimeOfDay, a.EndedAt!.Value.ToParis().TimeOfDay)).Should().Equal(
            (new(7, 20, 0), new(8, 0, 0)), (new(8, 0, 0), new(8, 20, 0)), (new(8, 45, 0), new(9, 45, 0)), (new(9, 45, 0), new(10, 0, 0)), (new(10, 0, 0), new(10, 30, 0)));
    }

    [Fact]
    public async Task Without_room_left_today_the_hour_is_asked()
    {
        await LogAsync(10 * 60);

        (await LogAsync(60)).MessageFor("Minutes").Should().Contain("Indiquez le jour et l’heure");
    }

    [Fact]
    public async Task What_overlaps_is_refused_and_what_is_there_is_named()
    {
        await LogAsync(60, Meeting, day: Today, time: new(9, 0));

        (await LogAsync(30, day: Today, time: new(9, 45))).MessageFor("Time").Should().Contain("« Réunion » de 9 h à 10 h".Replace("9 h", "9\u00A0h").Replace("10 h", "10\u00A0h"));
        (await LogAsync(15, day: Today, time: new(10, 0))).IsDone.Should().BeTrue("it begins where the other ends");
        (await LogAsync(30, day: Today, time: new(9, 30), actor: OtherMediator)).IsDone.Should().BeTrue("a colleague has a day of their own");
    }

    [Fact]
    public async Task Of_several_at_the_same_time_sent_at_once_one_is_stored()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => LogAsync(30, day: Today, time: new(9, i))));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        (await AllAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Sent_twice_it_is_stored_once()
    {
        var id = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LogAsync(30, day: Today, time: new(9, 0), id: id)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await AllAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        (await Get<LogActivity>().ExecuteAsync(new() { SiteId = Blosne }, Mediator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("TypeId", "Minutes");
        (await LogAsync(0)).MessageFor("Minutes").Should().NotBeNull();
        (await LogAsync(721)).MessageFor("Minutes").Should().NotBeNull();
        (await LogAsync(int.MaxValue, day: DateOnly.MaxValue, time: new(23, 59))).IsDone.Should().BeFalse();
        (await LogAsync(30, day: Today)).MessageFor("Time").Should().NotBeNull();
        (await LogAsync(60, day: Today, time: new(10, 0))).MessageFor("Day").Should().Contain("pas encore fini");
        (await LogAsync(60, day: new(1, 1, 1), time: new(10, 0))).MessageFor("Day").Should().NotBeNull();
        (await LogAsync(30, type: 999_999)).Refusals[0].Message.Should().Contain("n’existe plus dans les listes");
        (await LogAsync(30, siteId: Villejean)).IsForbidden.Should().BeTrue();
        (await AllAsync()).Should().BeEmpty();
    }
}
