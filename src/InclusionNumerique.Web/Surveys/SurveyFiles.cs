using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>A survey as files: what it asks, for other tools, and what was answered.</summary>
public static class SurveyFiles
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapSurveyFiles(this WebApplication app)
    {
        app.MapGet("/questionnaires/{id:guid}/reponses.{format}", AnswersAsync).RequireAuthorization("SurveyPage");
        app.MapGet("/questionnaires/{id:guid}/structure.{format}", StructureAsync).RequireAuthorization("SurveyPage");
    }

    private static async Task<IResult> AnswersAsync(Guid id, string format, HttpContext http, ActorLoader actors, SurveyQueries queries, TimeProvider clock)
    {
        if (await queries.DataAsync(id, await ActorAsync(http, actors), http.RequestAborted) is not { } data)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            "csv" => File(data.ToCsv(), "text/csv; charset=utf-8", "csv"),
            "dictionnaire" => Results.File(data.ToCodebook(), "text/csv; charset=utf-8", $"dictionnaire-{clock.Today():yyyy-MM-dd}.csv"),
            "xlsx" => File(data.ToXlsx(), Xlsx, "xlsx"),
            "json" => File(data.ToJson(), "application/json", "json"),
            "sav" => File(data.ToSav(clock.GetUtcNow()), "application/octet-stream", "sav"),
            _ => Results.NotFound(),
        };

        IResult File(byte[] content, string type, string extension) => Results.File(content, type, $"reponses-{clock.Today():yyyy-MM-dd}.{extension}");
    }

    private static async Task<IResult> StructureAsync(Guid id, string format, HttpContext http, ActorLoader actors, SurveyQueries queries)
    {
        var actor = await ActorAsync(http, actors);
        if (await queries.OneAsync(id, actor, http.RequestAborted) is not { } survey)
        {
            return Results.NotFound();
        }

        var texts = await queries.TextsAsync(id, actor, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            "xlsx" => Results.File(XlsForm.Write(survey.Title, survey.Purpose, survey.Form, texts), Xlsx, "questionnaire-xlsform.xlsx"),
            "txt" => Results.File(LimeSurvey.Write(survey.Title, survey.Purpose, survey.Form, texts), "text/tab-separated-values; charset=utf-8", "questionnaire-limesurvey.txt"),
            _ => Results.NotFound(),
        };
    }

    private static Task<Actor> ActorAsync(HttpContext http, ActorLoader actors) => actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
}
