using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>
/// What a respondent's browser keeps of a survey: the secret of the answers, the language, and how they are given. One cookie under the survey's own address, so that no
/// address, form or log holds the secret.
/// </summary>
public sealed record SurveyVisit(string Resume, string Language, SurveyMode Mode)
{
    private const string Cookie = "questionnaire";

    // As long as answers on the way are kept.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7 * SurveyGathering.WeeksUntouched);

    public static SurveyVisit? Of(HttpRequest request) =>
        request.Cookies[Cookie]?.Split('.') is [var resume, { Length: 2 } language, var mode]
        && SurveyToken.ReadResume(resume) is { } known && Enum.TryParse<SurveyMode>(mode, out var how) && Enum.IsDefined(how)
            ? new(known, language, how)
            : null;

    /// <summary>The page's language: asked for in the address, or that of the answers.</summary>
    public static string LanguageOf(HttpRequest request) =>
        SurveyChrome.For(request.Query["langue"].ToString() is { Length: 2 } asked ? asked : Of(request)?.Language ?? SurveyChrome.French).Code;

    /// <summary>On one's own device it lasts; on a device of the house it ends with the browser, and the kiosk forgets it by itself.</summary>
    public void Keep(HttpContext http, string code) => http.Response.Cookies.Append(Cookie, $"{Resume}.{Language}.{(short)Mode}", new CookieOptions
    {
        Path = $"/q/{code}", HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = Mode == SurveyMode.Alone ? Kept : null,
    });

    public static void Forget(HttpContext http, string code) => http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = $"/q/{code}" });
}
