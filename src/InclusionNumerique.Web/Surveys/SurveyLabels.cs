using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

public static class SurveyLabels
{
    // Reading and tapping a line of a scale, and thinking over any other question.
    private const int SecondsOfLine = 6;
    private const int SecondsOfQuestion = 15;

    public static string Audience(SurveyAudience audience, SurveyChrome chrome) => audience switch
    {
        SurveyAudience.Professional => chrome.AudienceProfessional,
        SurveyAudience.Manager => chrome.AudienceManager,
        _ => chrome.AudienceVisitor,
    };

    /// <summary>What an unhurried person needs.</summary>
    public static int Minutes(SurveyForm form) => Math.Max(1, (int)Math.Ceiling(form.Questions.Sum(q => !q.IsChoice && q.Items.Count > 0 ? q.Items.Count * SecondsOfLine : SecondsOfQuestion) / 60.0));
}
