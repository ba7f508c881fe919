using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <param name="SentAt">Null: a draft.</param>
public sealed record NewsletterRow(DateOnly Month, DateTimeOffset? SentAt);

public sealed record NewslettersPage(IReadOnlyList<NewsletterRow> Rows, int Total, bool HasMore);

/// <summary>How the e-mails of a letter fare. Nobody is named: who could not be reached is between them and the administrator.</summary>
/// <param name="Waiting">To be sent, or tried again.</param>
/// <param name="Dropped">Of people who ended the letter, or left, meanwhile.</param>
public sealed record NewsletterCounts(int Sent, int Waiting, int Failed, int Uncertain, int Dropped);

/// <param name="Counts">For the coordinator, once it is sent.</param>
public sealed record NewsletterView(Guid Id, uint Version, DateOnly Month, IReadOnlyList<NewsletterSection> Sections, DateTimeOffset? SentAt, NewsletterCounts? Counts);

public sealed record NewsletterMemo(Guid Id, string Title, string Body);

/// <param name="Recipients">To how many it would go now.</param>
/// <param name="Memos">Those of the month, that the letter may take up.</param>
public sealed record NewsletterDraft(NewsletterView Letter, int Recipients, IReadOnlyList<NewsletterMemo> Memos);

/// <summary>The monthly letter: past ones for everybody, the draft for whoever writes it.</summary>
public sealed class NewsletterQueries(IDbContextFactory<InclusionDb> factory)
{
    public const int PageSize = 24;

    private const int MemosMost = 100;

    /// <summary>The letters, the latest month first; drafts for whoever writes them.</summary>
    /// <param name="page">From 1.</param>
    public async Task<NewslettersPage> ListAsync(int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("NewsletterQueries.ListAsync"))
        {
            return new([], 0, false);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var seen = SeenBy(db, actor);
        var rows = await seen.OrderByDescending(n => n.Month).Skip((page - 1) * PageSize).Take(PageSize + 1).Select(n => new NewsletterRow(n.Month, n.SentAt)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], await seen.CountAsync(cancellation), rows.Count > PageSize);
    }

    /// <summary>The letter of a month with the sections that it holds.</summary>
    public async Task<NewsletterView?> LetterAsync(DateOnly month, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("NewsletterQueries.LetterAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await SeenBy(db, actor).SingleOrDefaultAsync(n => n.Month == month, cancellation) is not { } letter)
        {
            return null;
        }

        var counts = letter.SentAt is not null && actor.May(nameof(SendNewsletter)) ? await CountsAsync(db, letter.Id, cancellation) : null;
        return new(letter.Id, letter.Version, letter.Month, letter.Sections.Shown(), letter.SentAt, counts);
    }

    /// <summary>What the editor of a month's draft needs; null once it is sent.</summary>
    public async Task<NewsletterDraft?> DraftAsync(DateOnly month, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("NewsletterQueries.DraftAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Newsletters.AsNoTracking().SingleOrDefaultAsync(n => n.Month == month && n.SentAt == null, cancellation) is not { } letter)
        {
            return null;
        }

        var (from, to) = (ParisTime.StartOf(month), ParisTime.StartOf(month.AddMonths(1)));
        var memos = await db.Memos.Where(m => m.CreatedAt >= from && m.CreatedAt < to).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(MemosMost)
            .Select(m => new NewsletterMemo(m.Id, m.Title, m.Body)).ToListAsync(cancellation);
        return new(new(letter.Id, letter.Version, letter.Month, letter.Sections, null, null), await db.Users.ReceivingLetter().CountAsync(cancellation), memos);
    }

    /// <summary>Does the actor get the letter by e-mail? Null: nobody signed in.</summary>
    public async Task<bool?> MineAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("NewsletterQueries.MineAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Users.Where(p => p.Id == actor.Id).Select(p => (bool?)(p.LetterStoppedAt == null)).SingleOrDefaultAsync(cancellation);
    }

    private static IQueryable<Newsletter> SeenBy(InclusionDb db, Actor actor)
    {
        var seesDrafts = actor.May(nameof(SaveNewsletter));
        return db.Newsletters.AsNoTracking().Where(n => seesDrafts || n.SentAt != null);
    }

    private static async Task<NewsletterCounts> CountsAsync(InclusionDb db, Guid id, CancellationToken cancellation)
    {
        var states = await db.Messages.Where(m => m.NewsletterId == id).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        int Of(params MessageState[] some) => some.Sum(state => states.GetValueOrDefault(state));
        return new(Of(MessageState.Sent, MessageState.Delivered), Of(MessageState.Waiting, MessageState.Sending), Of(MessageState.Failed), Of(MessageState.Uncertain), Of(MessageState.Dropped));
    }
}
