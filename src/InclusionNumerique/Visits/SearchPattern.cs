using System.Globalization;
using System.Text;

namespace InclusionNumerique.Visits;

/// <summary>A PostgreSQL regular expression (used with <c>~*</c>) that finds a typed text whatever its case, accents, apostrophes and spaces.</summary>
internal static class SearchPattern
{
    private static readonly Dictionary<char, string> Variants = new()
    {
        ['a'] = "[aàáâãäå]",
        ['c'] = "[cç]",
        ['e'] = "[eèéêë]",
        ['i'] = "[iìíîï]",
        ['n'] = "[nñ]",
        ['o'] = "[oòóôõö]",
        ['u'] = "[uùúûü]",
        ['y'] = "[yýÿ]",
        ['\''] = "['’]",
        ['’'] = "['’]",
        ['œ'] = "(?:œ|oe)",
        ['æ'] = "(?:æ|ae)",
        // The space, and the two that French puts before its punctuation.
        [' '] = "[\\s\u00a0\u202f]+",
    };

    public static string Of(string text)
    {
        var pattern = new StringBuilder();
        var wasSpace = false;
        foreach (var letter in text.Trim().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            var plain = char.IsWhiteSpace(letter) ? ' ' : char.ToLowerInvariant(letter);
            if (plain != ' ' || !wasSpace)
            {
                pattern.Append(Variants.GetValueOrDefault(plain) ?? Escaped(letter));
            }

            wasSpace = plain == ' ';
        }

        return pattern.ToString();
    }

    private static string Escaped(char letter) => char.IsAsciiLetterOrDigit(letter) || letter > 127 ? letter.ToString() : $"\\{letter}";
}
