using System.Text;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>What somebody looks for, as words that a folded text may hold.</summary>
internal static class SearchWords
{
    // Of a text without end, its beginning is what somebody meant.
    private const int TextMost = 200;
    private const int WordsMost = 8;

    /// <summary>Without capitals, accents and punctuation; none when the text holds no word.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(InclusionDb db, string text, CancellationToken cancellation)
    {
        var typed = Storable(text);
        // The database's own function: what it stored and what is looked for are folded alike.
        return WordsOf(await db.Database.SqlQuery<string>($"SELECT plain_name({typed}) AS \"Value\"").SingleAsync(cancellation));
    }

    private static List<string> WordsOf(string plain)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in plain + " ")
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        // "l’aide" is looked for as "aide": a letter alone says nothing beside a word.
        return [.. words.Where(w => w.Length > 1 || words.All(x => x.Length == 1)).Distinct().Take(WordsMost)];
    }

    private static string Storable(string text)
    {
        var kept = string.Concat(text.Where(c => c != '\0' && !char.IsSurrogate(c)).Take(TextMost));
        return kept.Normalize(NormalizationForm.FormC);
    }
}
