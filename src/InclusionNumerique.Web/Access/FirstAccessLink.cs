using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace InclusionNumerique.Web.Access;

/// <summary>The one-time secret, printed on the console of an empty product, that makes the first administrator. Ends with the process.</summary>
public sealed class FirstAccessLink
{
    public string Secret { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public bool IsOffered { get; private set; }

    public void Offer() => IsOffered = true;

    public void Close() => IsOffered = false;

    public bool Opens(string? secret) =>
        IsOffered && secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret));
}
