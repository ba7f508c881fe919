using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

/// <summary>The notes that colleagues share.</summary>
public sealed class MemoQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>An older memo that somebody has not opened is not news: whoever is new here would have them all to read.</summary>
    public const int NewsDays = 30;

    /// <summary>More than that are not counted on the first screen.</summary>
    public const int UnreadMost = 99;

    private const int FewMost = 500;
    private const int StartLength = 220;

    /// <summary>A page of memos, the pinned ones first, then the newest.</summary>
    /// <param name="page">From 1.</param>
    public async Task<MemosPage> SearchAsync(MemoFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("MemoQueries.SearchAsync"))
        {
            return new([], 0, false);
        }

        var (today, since) = (clock.Today(), NewsSince());
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var asked = db.Memos.AsNoTracking().Where(m => (filter.ThemeId == null || m.ThemeId == filter.ThemeId) && (filter.SiteId == null || m.SiteId == filter.SiteId));
        var found = await (filter.IsUnread ? Unread(asked, actor, since) : asked).WithTextAsync(db, filter.Text, cancellation);
        var rows = await found.OrderByDescending(m => m.PinnedUntil != null && m.PinnedUntil >= today).ThenByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1)
            .Select(m => new MemoRow(
                m.Id, m.Title, m.Body.Substring(0, StartLength), m.Author!.DisplayName, m.CreatedAt, m.Theme!.Label, m.Site!.ShortName, m.PinnedUntil != null && m.PinnedUntil >= today,
                m.AuthorId != actor.Id && m.CreatedAt >= since && !m.Readings.Any(r => r.ProfessionalId == actor.Id), m.Readings.Count, m.Files.Count))
            .ToListAsync(cancellation);
        return new([.. rows.Take(PageSize).Select(r => r with { Start = StartOf(r.Start) })], await found.CountAsync(cancellation), rows.Count > PageSize);
    }

    /// <summary>How many memos of the last weeks the actor has not opened, up to <see cref="UnreadMost"/> + 1.</summary>
    public async Task<int> UnreadAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("MemoQueries.UnreadAsync"))
        {
            return 0;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Unread(db.Memos, actor, NewsSince()).Take(UnreadMost + 1).CountAsync(cancellation);
    }

    /// <summary>One memo with its files and who has opened it, the latest first; null once it is removed.</summary>
    public async Task<MemoDetail?> MemoAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("MemoQueries.MemoAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Memos.AsNoTracking().AsSplitQuery().Where(m => m.Id == id).Select(m => new MemoDetail(
            m.Id, m.Version, m.Title, m.Body, m.ThemeId, m.Theme!.Label, m.SiteId, m.Site!.ShortName, m.AuthorId, m.Author!.DisplayName, m.CreatedAt, m.CorrectedAt, m.PinnedUntil, m.IsForLetter,
            m.Files.OrderBy(f => f.Place).Select(f => new MemoFileRow(f.Id, f.Name, f.Kind, f.Size)).ToList(),
            m.Readings.OrderByDescending(r => r.ReadAt).Take(FewMost).Select(r => new MemoReader(r.Professional!.DisplayName, r.ReadAt)).ToList())).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>A file for whoever may read its memo; null for anybody else, and once either is removed.</summary>
    public async Task<MemoFileContent?> FileAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("MemoQueries.FileAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.MemoFiles.Where(f => f.Id == id).Select(f => new MemoFileContent(f.Name, f.Kind, f.Content)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The themes and sites that a memo may be about.</summary>
    public async Task<MemoChoices> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("MemoQueries.ChoicesAsync"))
        {
            return MemoChoices.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return new MemoChoices(
            await db.Themes.Where(t => t.IsActive).OrderBy(t => t.Position).ThenBy(t => t.Id).Take(FewMost).Select(t => new Choice(t.Id, t.Label)).ToListAsync(cancellation),
            await db.Sites.Where(s => s.IsActive).OrderBy(s => s.Id).Take(FewMost).Select(s => new Choice(s.Id, s.ShortName)).ToListAsync(cancellation));
    }

    private DateTimeOffset NewsSince() => ParisTime.StartOf(clock.Today().AddDays(-NewsDays));

    private static IQueryable<Memo> Unread(IQueryable<Memo> memos, Actor actor, DateTimeOffset since) =>
        memos.Where(m => m.AuthorId != actor.Id && m.CreatedAt >= since && !m.Readings.Any(r => r.ProfessionalId == actor.Id));

    // Cut in the database, which counts characters: a half of a pair never comes out.
    private static string StartOf(string text)
    {
        var line = string.Join(' ', PlainBlocks.Of(text).Select(b => string.Join(b.IsList ? " · " : " ", b.Lines)));
        return text.Length < StartLength ? line : line[..(line.LastIndexOf(' ') is > StartLength / 2 and var end ? end : line.Length)] + "…";
    }
}
