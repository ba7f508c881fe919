namespace InclusionNumerique.Web.Access;

public static class SameOrigin
{
    /// <summary>Circuits open from pages of this site alone: a browser asks no leave (CORS) before a web socket to another host (ASVS 4.4.2).</summary>
    public static void UseSameOrigin(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor") || IsOurs(context.Request))
        {
            return next();
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsOurs(HttpRequest request) =>
        request.Headers.Origin.Count == 0
        || (Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value);
}
