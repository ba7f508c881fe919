using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Staff;
using InclusionNumerique.Tests;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Tests.Newsletters;

/// <summary>A mail program that ends the letter for its reader (RFC 8058): a bare post, without cookie or token of a form.</summary>
[Collection<WebAppCollection>]
public sealed class OneClickTests(WebApp app) : IAsyncLifetime
{
    private readonly Guid _letter = Guid.CreateVersion7();
    private readonly string _secret = InvitationToken.New();
    private readonly Guid _reader = DemoData.AccountId(2);

    public async ValueTask InitializeAsync()
    {
        var now = DateTimeOffset.UtcNow;
        await using var db = TestServer.Open(app.ConnectionString);
        db.Newsletters.Add(new Newsletter { Id = _letter, Month = new(2020, 1, 1), Sections = [], CreatedById = _reader, CreatedAt = now, SentAt = now, SentById = _reader, Address = "https://demo.invalid/" });
        db.Messages.Add(new Message
        {
            Id = Guid.CreateVersion7(), NewsletterId = _letter, ProfessionalId = _reader, Kind = MessageKind.Newsletter, Channel = MessageChannel.Email, Address = "a@demo.invalid", Body = "", Sequence = 0,
            State = MessageState.Sent, NextAt = now, CreatedAt = now, StopHash = SHA256.HashData(Base64Url.DecodeFromChars(_secret)),
        });
        await db.SaveChangesAsync(WebApp.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        await db.Newsletters.Where(n => n.Id == _letter).ExecuteDeleteAsync();
        await db.Users.ExecuteUpdateAsync(p => p.SetProperty(x => x.LetterStoppedAt, (DateTimeOffset?)null));
    }

    [Fact]
    public async Task The_post_ends_it_at_once_without_a_redirection_or_a_cookie()
    {
        using var answer = await PostAsync(_secret);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await IsStoppedAsync()).Should().BeTrue();
        (await app.LogsAsync()).Should().NotContain(_secret);
    }

    [Fact]
    public async Task Following_the_link_ends_nothing_and_leads_to_the_page_with_a_button()
    {
        using var anonymous = app.Anonymous();
        using var answer = await anonymous.GetAsync($"/desabonnement/un-clic?jeton={_secret}", WebApp.Cancellation);
        answer.Headers.Location!.OriginalString.Should().Be($"/desabonnement?jeton={_secret}");
        using var page = await anonymous.GetAsync(answer.Headers.Location, WebApp.Cancellation);

        (await WebApp.TextAsync(page)).Should().Contain("Ne plus la recevoir").And.NotContain("@demo.invalid");
        (await IsStoppedAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("court")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_secret_ends_nothing(string secret)
    {
        using var answer = await PostAsync(secret);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await IsStoppedAsync()).Should().BeFalse();
    }

    private async Task<HttpResponseMessage> PostAsync(string secret)
    {
        using var program = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        return await program.PostAsync(new Uri($"/desabonnement/un-clic?jeton={secret}", UriKind.Relative), body, WebApp.Cancellation);
    }

    private async Task<bool> IsStoppedAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        return await db.Users.Where(p => p.Id == _reader).Select(p => p.LetterStoppedAt != null).SingleAsync(WebApp.Cancellation);
    }
}
