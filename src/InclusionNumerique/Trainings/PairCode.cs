using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InclusionNumerique.Trainings;

/// <summary>
/// What a person derives anew each time from facts that colleagues don't know together, so that the answers before and after belong to each other and to no name.
/// Only its hash is stored, slow to compute and different for each session: trying all 54 million codes takes weeks, and two sessions of one person can't be joined.
/// </summary>
public sealed record PairCode(string? MotherLetters, string? BirthDay, string? TownLetter, string? PhoneDigits)
{
    private const int Iterations = 100_000;
    private const int HashBytes = 32;

    /// <summary>The refusals' fields are the properties.</summary>
    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (Letters(MotherLetters) is not { Length: 2 })
        {
            refusals.Add(new Refusal(nameof(MotherLetters), "Deux lettres."));
        }

        if (!int.TryParse(BirthDay?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 31)
        {
            refusals.Add(new Refusal(nameof(BirthDay), "Un nombre de 1 à 31."));
        }

        if (Letters(TownLetter) is not { Length: 1 })
        {
            refusals.Add(new Refusal(nameof(TownLetter), "Une lettre."));
        }

        if (PhoneDigits?.Trim() is not { Length: 2 } digits || !digits.All(char.IsAsciiDigit))
        {
            refusals.Add(new Refusal(nameof(PhoneDigits), "Deux chiffres."));
        }

        return refusals;
    }

    /// <summary>Of a code that <see cref="Check"/> does not refuse.</summary>
    public byte[] HashOf(Guid sessionId)
    {
        var text = $"{Letters(MotherLetters)}{int.Parse(BirthDay!.Trim(), CultureInfo.InvariantCulture):00}{Letters(TownLetter)}{PhoneDigits!.Trim()}";
        return Rfc2898DeriveBytes.Pbkdf2(text, sessionId.ToByteArray(bigEndian: true), Iterations, HashAlgorithmName.SHA256, HashBytes);
    }

    // Whoever writes É today writes E in three weeks.
    private static string Letters(string? text) =>
        string.Concat((text ?? "").Trim().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(char.ToUpperInvariant)) is var letters
        && letters.All(char.IsLetter) ? letters : "";
}
