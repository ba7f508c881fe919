using InclusionNumerique.Access;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Surveys;

/// <summary>The results of a survey as a PDF, a workbook or a CSV: one breakdown, or a whole chapter of them, of several questionnaires perhaps.</summary>
public static class SurveyResultFiles
{
    public static void MapSurveyResultFiles(this WebApplication app)
    {
        app.MapGet("/questionnaires/{id:guid}/resultats/pdf", PdfAsync).RequireAuthorization(nameof(SurveyResults));
        app.MapGet("/questionnaires/{id:guid}/resultats/export", ExportAsync).RequireAuthorization(nameof(SurveyResults));
    }

    private static async Task<IResult> PdfAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries, PagePdf pdf, TimeProvider clock)
    {
        if (await ReadAsync(id, http, actors, queries) is not { Count: > 0 } parts)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return PdfAnswer.Of(await pdf.PrintAsync<SurveyResultsPaper>(SurveyChapter.TitleOf(parts), Paper(parts, clock), http.RequestAborted), NameOf(clock));
    }

    /// <summary>Of <see cref="SurveyResultsPaper"/>.</summary>
    internal static Dictionary<string, object?> Paper(IReadOnlyList<IReadOnlyList<SurveyResult>> parts, TimeProvider clock) => new() { ["Parts"] = parts, ["Today"] = clock.Today() };

    /// <summary>What stands before the tables of a file.</summary>
    internal static string[] Head(IReadOnlyList<IReadOnlyList<SurveyResult>> parts, TimeProvider clock) =>
    [
        .. parts.Select((part, i) => parts.Count > 1 ? $"{i + 1} : {part[0].Title}" : part[0].Title), FigureDownload.Date(clock.Today()),
        .. parts.SelectMany(p => p).SelectMany(SurveySentences.ReadingNote).Distinct(),
    ];

    private static async Task<IResult> ExportAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries, TimeProvider clock) =>
        await ReadAsync(id, http, actors, queries) is { Count: > 0 } parts
            ? FigureDownload.File(http, NameOf(clock), Head(parts, clock), SurveyResultSheets.Of(parts))
            : TypedResults.NotFound();

    private static string NameOf(TimeProvider clock) => $"resultats-{FigureAddress.Iso(clock.Today())}";

    /// <summary>With "par", everybody together and then by each of its questions, of the surveys of "avec" too; otherwise as "groupe" says.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<SurveyResult>>> ReadAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries)
    {
        string? Said(string key) => http.Request.Query[key].FirstOrDefault();
        var choice = SurveyResultAddress.Read(Said("groupe"), Said("manquantes"), Said("lettres"), Said("public"), Said("complets"));
        var actor = await FigureDownload.ActorAsync(http, actors);
        if (http.Request.Query.ContainsKey("par"))
        {
            return await queries.ChapterAsync(SurveyResultAddress.Surveys(id, Said("avec")), choice, SurveyResultAddress.Breakdowns(Said("par")), actor, http.RequestAborted);
        }

        return await queries.OneAsync(id, choice, actor, http.RequestAborted) is { } result ? [[result]] : [];
    }
}
