using System.Net;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Memos;
using InclusionNumerique.Tests;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Tests.Memos;

/// <summary>A memo's file over HTTP: to whom, and as what.</summary>
[Collection<WebAppCollection>]
public sealed class MemoFileEndpointTests(WebApp app) : IAsyncLifetime
{
    private const string Name = "compte rendu « été » 🏠.pdf";

    private readonly Guid _memo = Guid.CreateVersion7();
    private readonly Guid _file = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var memo = new Memo { Id = _memo, Title = "Essai", Body = "Essai", AuthorId = DemoData.AccountId(1), CreatedAt = DateTimeOffset.UtcNow };
        memo.Files.Add(new MemoFile { Id = _file, MemoId = _memo, Place = 0, Name = Name, Kind = MemoFileKind.Pdf, Size = 3, Content = [1, 2, 3] });
        db.Add(memo);
        await db.SaveChangesAsync(WebApp.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        await db.Memos.IgnoreQueryFilters().Where(m => m.Id == _memo).ExecuteDeleteAsync();
    }

    [Fact]
    public async Task It_is_saved_under_its_name_and_never_opened_in_the_sites_name()
    {
        using var answer = await AskAsync(Role.Receptionist);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.Should().Be(Name);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox; default-src 'none'");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation)).Should().Equal(1, 2, 3);
    }

    [Theory]
    [InlineData(Role.Observer)]
    [InlineData(Role.Administrator)]
    public async Task Whoever_may_not_read_the_memo_gets_nothing(Role role)
    {
        using var answer = await AskAsync(role);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Somebody_not_signed_in_is_sent_to_the_sign_in_page()
    {
        using var anonymous = app.Anonymous();
        using var answer = await anonymous.GetAsync($"/memos/fichiers/{_file}", WebApp.Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_file_of_a_removed_memo_is_not_found()
    {
        await using (var db = TestServer.Open(app.ConnectionString))
        {
            await db.Memos.Where(m => m.Id == _memo).ExecuteUpdateAsync(m => m.SetProperty(x => x.RemovedAt, DateTimeOffset.UtcNow).SetProperty(x => x.RemovedById, DemoData.AccountId(1)), WebApp.Cancellation);
        }

        using var answer = await AskAsync(Role.Receptionist);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> AskAsync(Role role) => await (await app.As(role)).GetAsync($"/memos/fichiers/{_file}", WebApp.Cancellation);
}
