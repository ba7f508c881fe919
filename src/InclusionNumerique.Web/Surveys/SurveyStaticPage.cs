using InclusionNumerique.Surveys;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Surveys;

/// <summary>A page of a questionnaire for the public: plain HTML and forms, in the respondent's language, never kept by the browser.</summary>
public abstract class SurveyStaticPage : ComponentBase
{
    /// <summary>On the kiosk, a page that nobody touches for as long asks whether somebody is there.</summary>
    protected const int KioskSeconds = 180;

    [Parameter]
    public string Code { get; set; } = "";

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected SurveyVisit? Visit { get; private set; }

    protected SurveyChrome Chrome { get; private set; } = SurveyChrome.All[0];

    protected override void OnInitialized()
    {
        Visit = SurveyVisit.Of(Http.Request);
        Chrome = SurveyChrome.For(SurveyVisit.LanguageOf(Http.Request));
        // Neither the back button nor the next person at the same screen may see what was answered.
        Http.Response.Headers.CacheControl = "no-store";
        Http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>The browser goes there by itself: a header, since it must work without script.</summary>
    protected void GoesOn(int seconds, string address) => Http.Response.Headers["Refresh"] = $"{seconds};url={address}";

    protected void Forget() => SurveyVisit.Forget(Http, Code);
}
