using System.Text.RegularExpressions;

namespace InclusionNumerique.Visits;

/// <summary>Finds in a note what should not be there: identifiers that name the person.</summary>
public static partial class NoteWarnings
{
    /// <summary>French names of what was found, in the order of the text's importance; empty for a clean note.</summary>
    public static IReadOnlyList<string> Find(string? note)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            return [];
        }

        var found = new List<string>();
        var rest = Take(note, Nir(), "un numéro de sécurité sociale", found);
        rest = Take(rest, Iban(), "un IBAN", found);
        rest = Take(rest, Phone(), "un numéro de téléphone", found);
        Take(rest, Email(), "une adresse électronique", found);
        return found;
    }

    /// <summary>The sentence shown before saving, or null.</summary>
    public static string? Message(string? note) =>
        Find(note) is { Count: > 0 } found
            ? $"Cette note semble contenir {string.Join(" et ", found)}. La personne peut demander à la lire : retirez-le, ou confirmez que c’est indispensable."
            : null;

    // What one pattern has taken must not be counted again by the next: the digits of a NIR also look like a phone number.
    private static string Take(string text, Regex pattern, string name, List<string> found)
    {
        if (!pattern.IsMatch(text))
        {
            return text;
        }

        found.Add(name);
        return pattern.Replace(text, " ");
    }

    [GeneratedRegex(@"(?<!\d)[12378][\s.\-]*\d{2}[\s.\-]*(?:0[1-9]|1[0-2]|[2-9]\d)[\s.\-]*(?:\d{2}|2[AB])[\s.\-]*\d{3}[\s.\-]*\d{3}(?:[\s.\-/]*\d{2})?(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Nir();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?:[\s\-]?[A-Z0-9]{4}){3,7}(?:[\s\-]?[A-Z0-9]{1,4})?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Iban();

    [GeneratedRegex(@"(?<!\d)(?:(?:\+|00)\s?33[\s.\-]?(?:\(0\)[\s.\-]?)?|0)[1-9](?:[\s.\-/]?\d{2}){4}(?!\d)", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Email();
}
