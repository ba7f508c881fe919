using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Figures;

/// <summary>The page of figures on paper, with the same counts hidden.</summary>
public static class FigurePdf
{
    public static void MapFigurePdf(this WebApplication app) => app.MapGet(FigureAddress.Pdf, PrintAsync).RequireAuthorization("Figures");

    private static async Task<IResult> PrintAsync(HttpContext http, ActorLoader actors, FigureQueries queries, PagePdf pdf, TimeProvider clock)
    {
        var (today, query) = (clock.Today(), http.Request.QueryString.Value ?? "");
        if (await queries.FiguresAsync(FigureAddress.Read(query, today), await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is not { } report)
        {
            return TypedResults.NotFound();
        }

        var title = $"Chiffres, {FigureTexts.Range(report.Filter.Period.From, report.Filter.Period.To)}, {report.SiteLabel}";
        http.Response.Headers.CacheControl = "no-store";
        return PdfAnswer.Of(await pdf.PrintAsync<FigurePaper>(title, new() { ["Report"] = report, ["Now"] = clock.GetUtcNow() }, http.RequestAborted), FigureDownload.NameOf("chiffres", report.Filter.Period));
    }
}
