using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Reports;

/// <summary>The files of an issued report, byte for byte as they were issued.</summary>
public static class ReportFiles
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapReports(this WebApplication app)
    {
        app.MapGet($"{ReportAddress.Page}/{{id:guid}}/pdf", (Guid id, HttpContext http, ActorLoader actors, ReportQueries queries) => SendAsync(id, true, http, actors, queries)).RequireAuthorization(nameof(ReportPage));
        app.MapGet($"{ReportAddress.Page}/{{id:guid}}/classeur", (Guid id, HttpContext http, ActorLoader actors, ReportQueries queries) => SendAsync(id, false, http, actors, queries)).RequireAuthorization(nameof(ReportPage));
    }

    /// <summary>The first sheet of the workbook: what it is, and how it was asked.</summary>
    internal static string[] Presentation(Report report, ReportFacts facts, DateTimeOffset at) =>
    [
        report.Title,
        $"Espaces sociaux communs de Rennes, {facts.Figures?.SiteLabel}",
        $"Période : {FigureTexts.Range(report.PeriodFrom, report.PeriodTo)}",
        report.Filter.Period.ComparedBy(report.Filter.Comparison) is var (from, to) ? $"« Avant » : {FigureTexts.Range(from, to)}" : "Sans comparaison",
        $"Émis le {FrenchTime.LongMoment(at)}",
        $"Requête : {ReportAddress.Figures(report.Filter, DateOnly.FromDateTime(at.ToParis()))}",
        FigureTexts.Masks,
    ];

    /// <summary>What the house wrote.</summary>
    internal static IEnumerable<FigureSheet> Words(Report report)
    {
        object?[][] words = [["Introduction", report.Introduction], .. report.Sections.Shown().Select(s => new object?[] { s.Part.Label(), s.Comment })];
        object?[][] written = [.. words.Where(w => !string.IsNullOrWhiteSpace((string?)w[1]))];
        return written.Length == 0 ? [] : [new("Commentaires", ["Section", "Commentaire"], written)];
    }

    private static async Task<IResult> SendAsync(Guid id, bool isPdf, HttpContext http, ActorLoader actors, ReportQueries queries)
    {
        if (await queries.FileAsync(id, isPdf, await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is not { } file)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        var name = $"rapport-{FigureAddress.Iso(file.From)}-{FigureAddress.Iso(file.To)}.{(isPdf ? "pdf" : "xlsx")}";
        return TypedResults.File(file.Content, isPdf ? "application/pdf" : Xlsx, name);
    }
}
