using InclusionNumerique.Access;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Tests.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Newsletters;

/// <summary>A house without a letter and 13 colleagues with an address. It is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class NewsletterTest(TestServer server) : MessageTest(server)
{
    protected const int Colleagues = 13;
    protected const string Site = "https://demo.invalid/";

    protected static readonly DateOnly November = new(2026, 11, 1);

    protected NewsletterQueries Queries => Get<NewsletterQueries>();

    protected Task<Outcome> DraftAsync(DateOnly? month = null, Guid? id = null, Actor? actor = null) =>
        Get<DraftNewsletter>().ExecuteAsync(new(id ?? Guid.CreateVersion7(), month ?? November), actor ?? Coordinator, Cancellation);

    protected async Task<NewsletterDraft> DraftedAsync(DateOnly? month = null)
    {
        (await DraftAsync(month)).Refusals.Should().BeEmpty();
        return (await Queries.DraftAsync(month ?? November, Coordinator, Cancellation))!;
    }

    protected static SaveNewsletter.Form FormOf(NewsletterDraft draft) => new() { Id = draft.Letter.Id, Version = draft.Letter.Version, Sections = [.. draft.Letter.Sections] };

    protected Task<Outcome> SaveAsync(SaveNewsletter.Form form) => Get<SaveNewsletter>().ExecuteAsync(form, Coordinator, Cancellation);

    protected Task<Outcome> SendAsync(NewsletterDraft draft, string address = Site) => Get<SendNewsletter>().ExecuteAsync(new(draft.Letter.Id, draft.Letter.Version, address), Coordinator, Cancellation);

    protected async Task<NewsletterDraft> SentAsync()
    {
        var draft = await DraftedAsync();
        (await SendAsync(draft)).Refusals.Should().BeEmpty();
        return draft;
    }

    protected async Task<string> TextAsync(SectionKind kind, DateOnly? month = null) => (await DraftedAsync(month)).Letter.Sections.Single(s => s.Kind == kind).Text;

    protected async Task<List<Message>> LettersAsync()
    {
        await using var db = OpenDb();
        return await db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Newsletter).OrderBy(m => m.Id).ToListAsync(Cancellation);
    }
}
