using System.Security.Cryptography;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>Secrets of a survey: of an invitation's link (128 bits) and of answers on the way (60 bits, short enough to copy by hand). Only prints of them are stored.</summary>
public static class SurveyToken
{
    // Without what is read for something else.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    private const int ResumeLength = 12;

    /// <summary>For an invitation.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, 26);

    /// <summary>For answers on the way.</summary>
    public static string NewResume() => RandomNumberGenerator.GetString(Letters, ResumeLength);

    /// <summary>A survey's public code.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Letters, Survey.CodeLength);

    /// <summary>In groups of four, in capitals.</summary>
    public static string Show(string resume) => string.Join('-', resume.Chunk(4).Select(c => new string(c))).ToUpperInvariant();

    /// <summary>As it was typed, with or without dashes; null when it can't be one.</summary>
    public static string? ReadResume(string? typed)
    {
        if (typed is null || typed.Length > 60)
        {
            return null;
        }

        var letters = new string([.. typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return letters.Length == ResumeLength && letters.All(Letters.Contains) ? letters : null;
    }

    /// <summary>Kept with the person who is invited.</summary>
    public static byte[] PersonPrint(string token) => Print("person", token);

    /// <summary>Kept once the link is used. Whoever has the one print cannot make the other without the secret, which only the e-mail holds.</summary>
    public static byte[] SpentPrint(string token) => Print("spent", token);

    /// <summary>Of answers on the way.</summary>
    public static byte[] DraftKey(string resume) => Print("draft", resume);

    private static byte[] Print(string purpose, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(purpose + ":" + secret));
}
