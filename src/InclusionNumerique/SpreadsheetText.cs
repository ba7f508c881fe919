using System.Globalization;

namespace InclusionNumerique;

/// <summary>Makes a text harmless in a spreadsheet that a person opens: it can be shown, never run.</summary>
public static class SpreadsheetText
{
    // With their full-width forms, which spreadsheets with an Asian input read as the plain ones.
    private const string StartsFormula = "=+-@\t\r\n＝＋－＠";

    /// <summary>A text that could be read as a formula gets an apostrophe in front; characters that no cell can hold go.</summary>
    public static string Neutral(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var kept = text.Any(IsUnfit) ? new string([.. text.Where((c, i) => !IsUnfit(c) || IsPaired(text, i))]) : text;
        return kept.FirstOrDefault(c => !IsBlank(c)) is var first && StartsFormula.Contains(first) ? "'" + kept : kept;
    }

    private static bool IsUnfit(char c) => c is (< ' ' and not ('\t' or '\r' or '\n')) or '\u007f' or '\ufffe' or '\uffff' || char.IsSurrogate(c);

    private static bool IsPaired(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));

    // Spaces and what is not seen at all: some programs skip them before they look for a formula.
    private static bool IsBlank(char c) =>
        c is not ('\t' or '\r' or '\n') && (char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
