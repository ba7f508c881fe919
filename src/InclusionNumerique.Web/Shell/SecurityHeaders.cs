using Microsoft.AspNetCore.StaticAssets;

namespace InclusionNumerique.Web.Shell;

/// <summary>Marks an address whose answer is the same for whoever asks, and may be kept by any cache for an hour.</summary>
public sealed record ForEverybody;

public static class SecurityHeaders
{
    // The bars of the figures carry their length as an inline style; scripts are strict. Blazor needs its base element, hence base-uri 'self'.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        context.Response.OnStarting(() =>
        {
            SetCaching(context);
            return Task.CompletedTask;
        });
        return next();
    });

    // Files asked for with their version never change; all the rest is personal, exports included, but for what says that it is for everybody.
    private static void SetCaching(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForEverybody>() is not null && context.Response.StatusCode == StatusCodes.Status200OK)
        {
            context.Response.Headers.CacheControl = "public, max-age=3600";
        }
        else if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            context.Response.Headers.CacheControl = "no-store";
        }
        else if (context.Request.Query.ContainsKey("v") && context.Response.StatusCode == StatusCodes.Status200OK)
        {
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        }
    }
}
