using System.Globalization;
using System.Text;

namespace InclusionNumerique.Staff;

/// <summary>Length counts, not composition (ASVS 6.2.5, CNIL); what everybody tries first does not count as length.</summary>
public static class PasswordRule
{
    public const int LengthLeast = 15;
    public const int LengthMost = 200;
    private const int DistinctLeast = 5;

    /// <summary>Letters and digits that must remain once common words are taken out.</summary>
    private const int UncommonLeast = 8;

    /// <summary>Shorter parts of a name would refuse ordinary words.</summary>
    private const int NamePartLeast = 4;

    // Longest first, so that "motdepasse" goes before "passe".
    private static readonly string[] CommonWords = [.. ReadCommonWords().Distinct().OrderByDescending(word => word.Length)];

    public static void Check(List<Refusal> refusals, string field, string? password, string email, string name)
    {
        if (Problem(password ?? "", email, name) is { } problem)
        {
            refusals.Add(new Refusal(field, problem));
        }
    }

    public static void CheckAgain(List<Refusal> refusals, string field, string? password, string? again)
    {
        if (again != password)
        {
            refusals.Add(new Refusal(field, "Les deux saisies diffèrent. Saisissez le même mot de passe deux fois."));
        }
    }

    private static string? Problem(string password, string email, string name)
    {
        if (password.Length < LengthLeast)
        {
            return $"{LengthLeast} caractères au moins ; il y en a {password.Length}. Une phrase de plusieurs mots convient, espaces compris.";
        }

        if (password.Length > LengthMost)
        {
            return $"{LengthMost} caractères au plus ; il y en a {password.Length:N0}.";
        }

        if (password.Distinct().Count() < DistinctLeast)
        {
            return $"{DistinctLeast} caractères différents au moins : celui-ci se répète.";
        }

        var folded = Fold(password);
        if (OwnWords(email, name).Any(folded.Contains))
        {
            return "Le mot de passe contient votre nom ou votre adresse : ce sont les premiers essais d’un intrus. Choisissez d’autres mots.";
        }

        return CommonWords.Aggregate(folded, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)).Length < UncommonLeast
            ? "Ce mot de passe est fait de mots ou de suites que tout le monde essaie. Ajoutez deux ou trois mots sans rapport entre eux."
            : null;
    }

    private static IEnumerable<string> OwnWords(string email, string name) =>
        name.Split([' ', '-', '\'', '’'], StringSplitOptions.RemoveEmptyEntries)
            .Append(email)
            .Append(email.Split('@')[0])
            .Select(Fold)
            .Where(word => word.Length >= NamePartLeast);

    /// <summary>Lower-case letters without accents, and digits: what a person takes for the same word.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        // Only letters and digits reach Normalize, which throws on what is not a character.
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(Rune.IsLetterOrDigit))
            {
                folded.Append(Rune.ToLower(part, CultureInfo.InvariantCulture));
            }
        }

        return folded.ToString();
    }

    private static List<string> ReadCommonWords()
    {
        using var stream = typeof(PasswordRule).Assembly.GetManifestResourceStream("InclusionNumerique.Staff.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
