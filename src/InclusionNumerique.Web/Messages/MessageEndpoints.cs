using InclusionNumerique.Messages;
using Microsoft.AspNetCore.Mvc;

namespace InclusionNumerique.Web.Messages;

public static class MessageEndpoints
{
    public const string ReceiptPath = "/messages/accuses";

    /// <summary>Where the SMS provider says that a message reached its phone; absent unless a secret is set.</summary>
    public static void MapMessages(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MessageReceipts>().AreTaken)
        {
            app.MapPost(ReceiptPath, async (
                [FromBody] MessageReceipts.Receipt receipt, [FromHeader(Name = "X-Receipt-Secret")] string? secret, MessageReceipts receipts, CancellationToken cancellation) =>
            {
                if (!receipts.IsSecret(secret))
                {
                    return Results.StatusCode(StatusCodes.Status403Forbidden);
                }

                await receipts.TakeAsync(receipt, cancellation);
                return Results.NoContent();
            }).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(4096));
        }
    }
}
