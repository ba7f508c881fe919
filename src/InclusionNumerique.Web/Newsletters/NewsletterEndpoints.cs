using InclusionNumerique.Newsletters;
using Microsoft.AspNetCore.Mvc;

namespace InclusionNumerique.Web.Newsletters;

public static class NewsletterEndpoints
{
    /// <summary>
    /// Where mail programs post when their own button to end the letter is pressed (RFC 8058): no cookie, no page, no redirection. The secret is the right; a program that only
    /// follows links ends nothing.
    /// </summary>
    public static void MapNewsletters(this WebApplication app)
    {
        app.MapPost("/" + NewsletterStop.OneClickPath, async (string? jeton, StopLetterByLink stop, CancellationToken cancellation) =>
            (await stop.ExecuteAsync(new(jeton), cancellation)).IsDone
                ? Results.Text("La lettre ne vous sera plus envoyée.", "text/plain; charset=utf-8")
                : Results.Text("Ce lien est incomplet ou trop ancien.", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound))
            .AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(4096));
        app.MapGet("/" + NewsletterStop.OneClickPath, (string? jeton) => Results.LocalRedirect($"/{NewsletterStop.PagePath}?jeton={Uri.EscapeDataString(jeton ?? "")}")).AllowAnonymous();
    }
}
