using InclusionNumerique.Lists;

namespace InclusionNumerique.Memos;

/// <summary>Which memos; nothing given: all of them.</summary>
/// <param name="Text">Words in any order.</param>
/// <param name="IsUnread">Those of the last weeks that the reader has not opened.</param>
public sealed record MemoFilter(string? Text = null, int? ThemeId = null, int? SiteId = null, bool IsUnread = false);

/// <param name="Start">The beginning of the body, on one line.</param>
/// <param name="Readers">How many colleagues have opened it.</param>
public sealed record MemoRow(
    Guid Id, string Title, string Start, string Author, DateTimeOffset CreatedAt, string? Theme, string? Site, bool IsPinned, bool IsUnread, int Readers, int Files);

/// <param name="Total">Of all pages.</param>
public sealed record MemosPage(IReadOnlyList<MemoRow> Rows, int Total, bool HasMore);

public sealed record MemoFileRow(Guid Id, string Name, MemoFileKind Kind, int Size);

public sealed record MemoReader(string Name, DateTimeOffset At);

public sealed record MemoDetail(
    Guid Id,
    uint Version,
    string Title,
    string Body,
    int? ThemeId,
    string? Theme,
    int? SiteId,
    string? Site,
    Guid AuthorId,
    string Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CorrectedAt,
    DateOnly? PinnedUntil,
    bool IsForLetter,
    IReadOnlyList<MemoFileRow> Files,
    IReadOnlyList<MemoReader> Readers);

/// <summary>What a memo may be about.</summary>
public sealed record MemoChoices(IReadOnlyList<Choice> Themes, IReadOnlyList<Choice> Sites)
{
    public static MemoChoices Empty { get; } = new([], []);
}

public sealed record MemoFileContent(string Name, MemoFileKind Kind, byte[] Content);
