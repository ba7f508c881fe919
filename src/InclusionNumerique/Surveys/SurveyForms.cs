using System.Collections.Concurrent;

namespace InclusionNumerique.Surveys;

/// <summary>Frozen questionnaires, read once: each page of each respondent needs one. Not to be changed by who gets it.</summary>
internal static class SurveyForms
{
    private const int Most = 200;

    private static readonly ConcurrentDictionary<(Guid, short), SurveyForm> Read = new();

    public static SurveyForm Of(Guid surveyId, short number, string json)
    {
        if (Read.Count > Most)
        {
            Read.Clear();
        }

        return Read.GetOrAdd((surveyId, number), _ => SurveyForm.Parse(json));
    }
}
