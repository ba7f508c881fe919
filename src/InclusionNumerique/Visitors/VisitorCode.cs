using System.Security.Cryptography;

namespace InclusionNumerique.Visitors;

/// <summary>The code on a person's card: three consonants that no eye or ear confuses, three figures. It says nothing about the person.</summary>
public static class VisitorCode
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    public static string Make() => RandomNumberGenerator.GetString(Letters, 3) + "-" + RandomNumberGenerator.GetString("0123456789", 3);

    /// <summary>The code as stored, from what was typed in any case, with or without its dash; null when it is none.</summary>
    public static string? Read(string? text)
    {
        var signs = string.Concat((text ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return signs.Length == 6 && signs[..3].All(Letters.Contains) && signs[3..].All(char.IsAsciiDigit) ? $"{signs[..3]}-{signs[3..]}" : null;
    }
}
