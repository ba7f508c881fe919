using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Visits;
using Microsoft.AspNetCore.Mvc;

namespace InclusionNumerique.Web.Visits;

public static class HistoryExport
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The history as a file. The page posts, so that the search text stays out of the address; a GET serves an address that was kept.</summary>
    public static void MapHistoryExport(this WebApplication app)
    {
        app.MapGet("/historique/export", (HttpContext http, ActorLoader actors, ExportVisits export, TimeProvider clock, string? format) =>
            SendAsync(http, actors, export, clock, format, null)).RequireAuthorization("History");
        app.MapPost("/historique/export", (HttpContext http, ActorLoader actors, ExportVisits export, TimeProvider clock, [FromForm] string? format, [FromForm] string? texte) =>
            SendAsync(http, actors, export, clock, format, texte)).RequireAuthorization("History");
    }

    private static async Task SendAsync(HttpContext http, ActorLoader actors, ExportVisits export, TimeProvider clock, string? format, string? text)
    {
        var isXlsx = format == "xlsx";
        var filter = HistoryAddress.Filter(http.Request.QueryString.Value ?? "") with { Text = text };
        var actor = await actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
        http.Response.ContentType = isXlsx ? Xlsx : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"visites-{clock.Today():yyyy-MM-dd}.{(isXlsx ? "xlsx" : "csv")}\"";
        http.Response.Headers.CacheControl = "no-store";
        var form = new ExportVisits.Form(filter, isXlsx ? ExportFormat.Xlsx : ExportFormat.Csv, http.Response.Body);
        var outcome = await export.ExecuteAsync(form, actor, http.RequestAborted);
        if (!outcome.IsDone)
        {
            http.Response.Headers.Remove("Content-Disposition");
            http.Response.StatusCode = outcome.IsForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(outcome.Refusals[0].Message, http.RequestAborted);
        }
    }
}
