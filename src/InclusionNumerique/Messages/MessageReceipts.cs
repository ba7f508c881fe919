using System.Security.Cryptography;
using System.Text;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <summary>The SMS provider says that a message has reached its phone.</summary>
public sealed class MessageReceipts(IDbContextFactory<InclusionDb> factory, MessageSettings settings)
{
    /// <param name="Id">As the provider answered when it took the message.</param>
    /// <param name="Status">"delivered"; others are passed over.</param>
    public sealed record Receipt(string? Id, string? Status);

    public bool AreTaken => settings.ReceiptSecret is not null;

    public bool IsSecret(string? said) => settings.ReceiptSecret is { } secret && said is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(said)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public async Task TakeAsync(Receipt receipt, CancellationToken cancellation = default)
    {
        if (receipt.Status != "delivered" || receipt.Id is not { Length: > 0 and <= 200 } id || id.Contains('\0', StringComparison.Ordinal))
        {
            return;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Messages.Where(m => m.Receipt == id && m.Channel == MessageChannel.Sms && m.State == MessageState.Sent)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Delivered), cancellation);
    }
}
