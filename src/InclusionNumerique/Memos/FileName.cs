using System.Globalization;
using System.Text;

namespace InclusionNumerique.Memos;

/// <summary>The name of a file that was sent, made safe for every computer it may be saved on: it ends with what the file is.</summary>
public static class FileName
{
    private const string Nameless = "fichier";
    private const string Forbidden = "<>:\"|?*";

    // Windows opens a device under these names, with any extension.
    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }), "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³"];

    public static string Clean(string name, MemoFileKind kind)
    {
        var plain = Shown(name);
        var extension = kind.Extensions().FirstOrDefault(e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? kind.Extensions()[0];
        var stem = plain.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? plain[..^extension.Length] : plain;
        stem = Cut(stem, MemoFile.NameMost - extension.Length).Trim(' ', '.', '\u00A0');
        stem = stem.Length == 0 ? Nameless : stem;
        return (Devices.Contains(stem.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase) ? $"{Nameless}-{stem}" : stem) + extension;
    }

    /// <summary>Without folders, and without what cannot be seen or turns the direction of reading.</summary>
    public static string Shown(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var plain = new StringBuilder();
        foreach (var rune in last.EnumerateRunes().Where(r => r != Rune.ReplacementChar))
        {
            // Joiners hold emoji and some scripts together; all other marks of this category only deceive.
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));
            plain.Append(isHidden ? "" : rune.IsBmp && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) ? "-" : rune.ToString());
        }

        var shown = plain.ToString().Trim(' ', '.', '\u00A0');
        return shown.Length == 0 ? Nameless : shown;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
