using InclusionNumerique.Access;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Surveys;

/// <summary>The results of a survey as a PDF, a workbook or a CSV: one breakdown, or a whole chapter of them.</summary>
public static class SurveyResultFiles
{
    public static void MapSurveyResultFiles(this WebApplication app)
    {
        app.MapGet("/questionnaires/{id:guid}/resultats/pdf", PdfAsync).RequireAuthorization(nameof(SurveyResults));
        app.MapGet("/questionnaires/{id:guid}/resultats/export", ExportAsync).RequireAuthorization(nameof(SurveyResults));
    }

    private static async Task<IResult> PdfAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries, PagePdf pdf, TimeProvider clock)
    {
        if (await ReadAsync(id, http, actors, queries) is not { Count: > 0 } results)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return PdfAnswer.Of(await pdf.PrintAsync<SurveyResultsPaper>($"{results[0].Title} : résultats", new() { ["Results"] = results, ["Today"] = clock.Today() }, http.RequestAborted), NameOf(clock));
    }

    private static async Task<IResult> ExportAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries, TimeProvider clock) =>
        await ReadAsync(id, http, actors, queries) is { Count: > 0 } results
            ? FigureDownload.File(http, NameOf(clock), [results[0].Title, FigureDownload.Date(clock.Today()), .. results.SelectMany(SurveySentences.ReadingNote).Distinct()], SurveyResultSheets.Of(results))
            : TypedResults.NotFound();

    private static string NameOf(TimeProvider clock) => $"resultats-{FigureAddress.Iso(clock.Today())}";

    /// <summary>With "par", everybody together and then by each of its questions; otherwise as "groupe" says.</summary>
    private static async Task<IReadOnlyList<SurveyResult>> ReadAsync(Guid id, HttpContext http, ActorLoader actors, SurveyResultQueries queries)
    {
        string? Said(string key) => http.Request.Query[key].FirstOrDefault();
        var choice = SurveyResultAddress.Read(Said("groupe"), Said("manquantes"), Said("lettres"), Said("public"), Said("complets"));
        var actor = await FigureDownload.ActorAsync(http, actors);
        if (http.Request.Query.ContainsKey("par"))
        {
            return await queries.ChapterAsync(id, choice, SurveyResultAddress.Breakdowns(Said("par")), actor, http.RequestAborted);
        }

        return await queries.OneAsync(id, choice, actor, http.RequestAborted) is { } result ? [result] : [];
    }
}
