using InclusionNumerique.Access;
using InclusionNumerique.Memos;

namespace InclusionNumerique.Tests.Memos;

/// <summary>A house without a memo. It is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class MemoTest(TestServer server) : DatabaseTest(server)
{
    protected static readonly DateOnly Today = new(2026, 11, 24);

    protected MemoQueries Queries => Get<MemoQueries>();

    protected static MemoForm Note(string title = "Mémo Démo", string body = "Essai", params (string Name, byte[] Content)[] files)
    {
        var form = new MemoForm { Title = title, Body = body };
        form.NewFiles.AddRange(files.Select(f => new NewMemoFile(Guid.CreateVersion7(), f.Name, f.Content)));
        return form;
    }

    protected Task<Outcome> SaveAsync(MemoForm form, Actor? actor = null) => Get<SaveMemo>().ExecuteAsync(form, actor ?? Mediator, Cancellation);

    protected async Task<Guid> SharedAsync(MemoForm? form = null, Actor? actor = null)
    {
        form ??= Note();
        (await SaveAsync(form, actor)).Refusals.Should().BeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(1));
        return form.Id;
    }

    protected Task SeeAsync(Guid id, Actor actor) => Get<MarkMemoSeen>().ExecuteAsync(new(id), actor, Cancellation);

    protected async Task<MemoDetail> MemoAsync(Guid id, Actor? actor = null) => (await Queries.MemoAsync(id, actor ?? Receptionist, Cancellation))!;

    protected async Task<string[]> FoundAsync(MemoFilter filter, Actor? actor = null) => [.. (await Queries.SearchAsync(filter, 1, actor ?? Receptionist, Cancellation)).Rows.Select(r => r.Title)];
}
