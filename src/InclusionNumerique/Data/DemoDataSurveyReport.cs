using System.Text.Json;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Data;

/// <summary>What the evaluation report published, which the demo's answers come near to.</summary>
/// <param name="Groups">Question and answer that make a group of professionals: three services, training yes and no, six missions.</param>
/// <param name="Means">By line of a scale: one mean for each group.</param>
/// <param name="VisitorMeans">By line of a scale: the mean and how many answered.</param>
/// <param name="Numbers">By question: the mean and, where it was printed, the standard deviation.</param>
/// <param name="Counts">By question or line: how many gave each answer.</param>
internal sealed record DemoDataSurveyReport(
    string[][] Groups, Dictionary<string, double[]> Means, Dictionary<string, double[]> VisitorMeans, Dictionary<string, double[]> Numbers, Dictionary<string, Dictionary<string, int>> Counts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static DemoDataSurveyReport Read()
    {
        using var stream = ReportQuestionnaire.Open("report-means");
        return JsonSerializer.Deserialize<DemoDataSurveyReport>(stream, Json)!;
    }
}
