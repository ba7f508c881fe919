using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Memos;

internal static class MemoSearch
{
    /// <summary>Every word of the text, in any order, without capitals, accents and punctuation. A text without a word finds nothing.</summary>
    public static async Task<IQueryable<Memo>> WithTextAsync(this IQueryable<Memo> memos, InclusionDb db, string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return memos;
        }

        var words = await SearchWords.OfAsync(db, text, cancellation);
        return words.Count == 0 ? memos.Where(m => false) : words.Aggregate(memos, (found, word) => found.Where(m => m.SearchText.Contains(word)));
    }
}
