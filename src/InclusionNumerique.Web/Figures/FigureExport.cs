using System.Security.Claims;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Figures;

/// <summary>The tables of the page as one CSV, with the same counts hidden.</summary>
public static class FigureExport
{
    public static void MapFigures(this WebApplication app) =>
        app.MapGet(FigureAddress.Export, ExportAsync).RequireAuthorization("Figures");

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportAsync(
        ClaimsPrincipal user, ActorLoader actors, FigureQueries queries, TimeProvider clock, HttpRequest request, CancellationToken cancellation)
    {
        var today = clock.Today();
        var filter = FigureAddress.Read(request.QueryString.Value ?? "", today);
        var actor = Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? await actors.LoadAsync(id, cancellation) : Actor.Nobody;
        if (await queries.FiguresAsync(filter, actor, cancellation) is not { } report)
        {
            return TypedResults.NotFound();
        }

        var name = $"chiffres-{FigureAddress.Iso(report.Filter.Period.From)}-{FigureAddress.Iso(report.Filter.Period.To)}.csv";
        // Spreadsheets take a file for UTF-8 only with its mark.
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(FigureCsv.Write(report, today))], "text/csv; charset=utf-8", name);
    }
}
