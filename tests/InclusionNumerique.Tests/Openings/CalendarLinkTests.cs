using System.Buffers.Text;
using System.Security.Cryptography;
using InclusionNumerique.Access;
using InclusionNumerique.Openings;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

public sealed class CalendarLinkTests(TestServer server) : CalendarTest(server)
{
    [Fact]
    public async Task The_database_keeps_the_hash_of_the_secret_only()
    {
        await using var db = OpenDb();

        (await db.CalendarFeeds.SingleAsync(Cancellation)).TokenHash.Should().Equal(SHA256.HashData(Base64Url.DecodeFromChars(Secret)));
    }

    [Fact]
    public async Task A_mediator_sees_since_when_there_is_a_link_of_their_own()
    {
        (await Get<CalendarFeedQueries>().MineAsync(Mediator, Cancellation)).Should().Be(Now);
        (await Get<CalendarFeedQueries>().MineAsync(OtherMediator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_new_link_ends_the_former_one()
    {
        Clock.Advance(TimeSpan.FromDays(1));
        var next = InvitationToken.New();

        (await Get<RenewCalendarFeed>().ExecuteAsync(new(next), Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await TextAsync()).Should().BeNull();
        (await Get<CalendarFeedReader>().ReadAsync(next, Cancellation)).Should().StartWith("BEGIN:VCALENDAR");
        (await Get<CalendarFeedQueries>().MineAsync(Mediator, Cancellation)).Should().Be(Now.AddDays(1));
    }

    [Fact]
    public async Task A_link_sent_twice_is_made_once()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await Get<RenewCalendarFeed>().ExecuteAsync(new(Secret), Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(RenewCalendarFeed), Cancellation)).Should().Be(1);
        (await Get<CalendarFeedQueries>().MineAsync(Mediator, Cancellation)).Should().Be(Now);
    }

    [Fact]
    public async Task Somebody_else_s_secret_makes_no_link()
    {
        (await Get<RenewCalendarFeed>().ExecuteAsync(new(Secret), OtherMediator, Cancellation)).IsDone.Should().BeFalse();
        (await Get<CalendarFeedQueries>().MineAsync(OtherMediator, Cancellation)).Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("court")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("👩‍💻ééééééééééééééééééééééééééééééééééééééééé")]
    public async Task What_is_no_secret_makes_no_link_and_reads_nothing(string text)
    {
        (await Get<RenewCalendarFeed>().ExecuteAsync(new(text), Mediator, Cancellation)).IsDone.Should().BeFalse();
        (await Get<CalendarFeedReader>().ReadAsync(text, Cancellation)).Should().BeNull();
        (await TextAsync()).Should().NotBeNull("the former link still holds");
    }

    [Fact]
    public async Task A_link_that_is_ended_reads_nothing()
    {
        (await Get<RevokeCalendarFeed>().ExecuteAsync(Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await TextAsync()).Should().BeNull();
        (await Get<CalendarFeedQueries>().MineAsync(Mediator, Cancellation)).Should().BeNull();
        (await Get<RevokeCalendarFeed>().ExecuteAsync(Mediator, Cancellation)).IsDone.Should().BeTrue("ended twice is ended");
    }

    [Fact]
    public async Task A_disabled_account_has_no_calendar()
    {
        await using var db = OpenDb();
        await db.Users.Where(p => p.Id == Mediator.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, Now), Cancellation);

        (await TextAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Who_is_no_longer_a_mediator_has_no_calendar()
    {
        await using var db = OpenDb();
        await db.Users.Where(p => p.Id == Mediator.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Roles, new List<Role> { Role.Observer }), Cancellation);

        (await TextAsync()).Should().BeNull();
    }
}
