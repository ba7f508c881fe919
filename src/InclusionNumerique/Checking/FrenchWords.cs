using System.Globalization;
using System.Text;

namespace InclusionNumerique.Checking;

/// <summary>Words without what writers vary: accents, capitals, dashes, articles, plurals.</summary>
internal static class FrenchWords
{
    private const int Stem = 6;

    private static readonly HashSet<string> Articles = ["le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "a", "au", "aux", "et", "en", "je", "j", "me", "m", "se", "s", "que", "qu", "on", "il", "ils"];

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                Take();
            }
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0 && !Articles.Contains(word.ToString()))
            {
                words.Add(Singular(word.ToString()));
            }

            word.Clear();
        }
    }

    /// <summary>The same words in the same order.</summary>
    public static bool Same(string one, string other) => Of(one).SequenceEqual(Of(other));

    /// <summary>The same word of another ending: "encadrants", "encadrement".</summary>
    public static bool SameStem(string one, string other) => one == other || (one.Length > Stem && other.Length > Stem && string.CompareOrdinal(one, 0, other, 0, Stem) == 0);

    /// <summary>How much of the shorter text's words stands in the other.</summary>
    public static double Overlap(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        var (few, many) = a.Count < b.Count ? (a, b) : (b, a);
        return few.Count == 0 ? 0 : (double)few.Count(w => many.Exists(m => SameStem(w, m))) / few.Count;
    }

    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("aux", StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - 2), "l")
        : word.Length > 3 && word[^1] == 's' ? word[..^1]
        : word;
}
