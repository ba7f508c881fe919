using System.Net;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Staff;
using InclusionNumerique.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Web.Tests.Openings;

/// <summary>A diary that reads a mediator's link: it has no cookie and follows no page.</summary>
[Collection<WebAppCollection>]
public sealed class CalendarEndpointTests(WebApp app) : IAsyncLifetime
{
    private static readonly Guid MediatorId = DemoData.AccountId(1);

    private readonly string _secret = InvitationToken.New();
    private readonly ServiceProvider _services = new ServiceCollection().AddInclusion(app.ConnectionString).AddLogging().BuildServiceProvider();

    public async ValueTask InitializeAsync()
    {
        var actor = await _services.GetRequiredService<InclusionNumerique.Access.ActorLoader>().LoadAsync(MediatorId, WebApp.Cancellation);
        (await _services.GetRequiredService<RenewCalendarFeed>().ExecuteAsync(new(_secret), actor, WebApp.Cancellation)).IsDone.Should().BeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await using (var db = TestServer.Open(app.ConnectionString))
        {
            await db.CalendarFeeds.ExecuteDeleteAsync();
        }

        await _services.DisposeAsync();
    }

    [Fact]
    public async Task The_link_is_read_as_a_calendar_without_a_cookie_and_kept_nowhere()
    {
        using var answer = await AskAsync(_secret);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/calendar; charset=utf-8");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await answer.Content.ReadAsStringAsync(WebApp.Cancellation)).Should().StartWith("BEGIN:VCALENDAR\r\n").And.EndWith("END:VCALENDAR\r\n");
    }

    [Fact]
    public async Task An_unknown_link_is_not_found() => await ExpectGoneAsync(InvitationToken.New());

    [Theory]
    [InlineData("court")]
    [InlineData("%F0%9F%8F%A2")]
    [InlineData("..%2F..%2Fetc")]
    public async Task What_is_no_secret_is_not_found(string text) => await ExpectGoneAsync(text);

    [Fact]
    public async Task A_link_that_was_replaced_or_ended_is_not_found()
    {
        var actor = await _services.GetRequiredService<InclusionNumerique.Access.ActorLoader>().LoadAsync(MediatorId, WebApp.Cancellation);
        var next = InvitationToken.New();
        await _services.GetRequiredService<RenewCalendarFeed>().ExecuteAsync(new(next), actor, WebApp.Cancellation);
        await ExpectGoneAsync(_secret);
        await _services.GetRequiredService<RevokeCalendarFeed>().ExecuteAsync(actor, WebApp.Cancellation);
        await ExpectGoneAsync(next);
    }

    [Fact]
    public async Task The_link_of_a_disabled_account_is_not_found()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        await db.Users.Where(p => p.Id == MediatorId).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, DateTimeOffset.UtcNow), WebApp.Cancellation);
        try
        {
            await ExpectGoneAsync(_secret);
        }
        finally
        {
            await db.Users.Where(p => p.Id == MediatorId).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, (DateTimeOffset?)null), CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_secret_is_in_no_log_even_when_the_read_fails()
    {
        using var good = await AskAsync(_secret);
        await using var db = TestServer.Open(app.ConnectionString);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE calendar_feeds RENAME TO calendar_feeds_elsewhere", WebApp.Cancellation);
        try
        {
            using var failed = await AskAsync(_secret);
            failed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE calendar_feeds_elsewhere RENAME TO calendar_feeds", CancellationToken.None);
        }

        var logs = await app.LogsAsync();
        logs.Should().Contain("calendar_feeds", "the failure is logged");
        logs.Should().NotContain(_secret).And.NotContain("/calendrier/");
    }

    private async Task<HttpResponseMessage> AskAsync(string secret)
    {
        using var diary = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        return await diary.GetAsync(new Uri($"/calendrier/{secret}.ics", UriKind.Relative), WebApp.Cancellation);
    }

    private async Task ExpectGoneAsync(string secret)
    {
        using var answer = await AskAsync(secret);
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }
}
