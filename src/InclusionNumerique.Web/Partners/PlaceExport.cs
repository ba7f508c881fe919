using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Partners;

namespace InclusionNumerique.Web.Partners;

/// <summary>The directory as a file of the national standard.</summary>
public static class PlaceExport
{
    public const string Address = "/partenaires/export";

    public static void MapPlaceExport(this WebApplication app) => app.MapGet(Address, SendAsync).RequireAuthorization("PartnerImport");

    private static async Task SendAsync(HttpContext http, ActorLoader actors, ExportPlaces export, TimeProvider clock, string? producteur)
    {
        var producer = PlainText.Tidy(producteur);
        var actor = await actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{ExportPlaces.FileName(clock.Today(), producer)}\"";
        http.Response.Headers.CacheControl = "no-store";
        var outcome = await export.ExecuteAsync(new() { Producer = producer, Output = http.Response.Body }, actor, http.RequestAborted);
        if (!outcome.IsDone)
        {
            http.Response.Headers.Remove("Content-Disposition");
            http.Response.StatusCode = outcome.IsForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(outcome.Refusals[0].Message, http.RequestAborted);
        }
    }
}
