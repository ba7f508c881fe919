using System.Buffers.Text;
using System.Security.Cryptography;

namespace InclusionNumerique.Staff;

/// <summary>The secret of an invitation link, of a calendar feed, and of the link that ends the letter. Who makes the link sees it once; the database keeps its SHA-256 only.</summary>
public static class InvitationToken
{
    public const int ValidDays = 7;

    private const int SecretBytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Null when the text is no token at all.</summary>
    internal static byte[]? HashOf(string? token)
    {
        var secret = new byte[SecretBytes];
        return token is not null && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, secret, out var length) && length == SecretBytes
            ? SHA256.HashData(secret)
            : null;
    }
}
