using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Memos;
using Microsoft.Net.Http.Headers;

namespace InclusionNumerique.Web.Memos;

/// <summary>A memo's file, to be saved and never opened in the site's name: whatever it holds, no browser runs it here.</summary>
public static class MemoFileEndpoint
{
    private const string Path = "/memos/fichiers";

    public static string AddressOf(Guid id) => $"{Path}/{id}";

    public static void MapMemoFiles(this WebApplication app) => app.MapGet(Path + "/{id:guid}", SendAsync).RequireAuthorization("MemoPage");

    private static async Task<IResult> SendAsync(Guid id, HttpContext http, ActorLoader actors, MemoQueries queries)
    {
        var actor = await actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
        if (await queries.FileAsync(id, actor, http.RequestAborted) is not { } file)
        {
            return Results.NotFound();
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Bytes(file.Content, file.Kind.ContentType());
    }
}
