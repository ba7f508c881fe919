using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class QuestionnaireTranslationTests
{
    public static TheoryData<string> Languages => [.. ReportQuestionnaire.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_of_the_visitors_questionnaire_is_there_and_nothing_else(string language)
    {
        var translation = ReportQuestionnaire.Translation(language);

        translation.Keys.Should().Equal(French().Keys);
        translation.Values.Should().OnlyContain(t => t.Length > 0 && t.Trim() == t && (t.Length <= SurveyQuestion.TextMost || t == translation["but"]));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Names_of_places_stay(string language)
    {
        var (french, translation) = (French(), ReportQuestionnaire.Translation(language));
        french.Keys.Where(k => k.StartsWith("U02.", StringComparison.Ordinal) || k.StartsWith("U11.", StringComparison.Ordinal)).Should().HaveCount(16)
            .And.OnlyContain(k => translation[k] == french[k]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_rest_is_translated(string language)
    {
        var (french, translation) = (French(), ReportQuestionnaire.Translation(language));
        french.Keys.Where(k => translation[k] == french[k]).Should().OnlyContain(k => french[k].StartsWith("Quartier ") || french[k].StartsWith("ESC "));
    }

    [Fact]
    public void The_evaluators_remark_inside_a_line_is_not_translated() =>
        ReportQuestionnaire.Languages.Should().OnlyContain(l => !ReportQuestionnaire.Translation(l)["U08.6"].Contains('('));

    private static Dictionary<string, string> French()
    {
        var visitors = ReportQuestionnaire.Visitors();
        return SurveyTexts.Of(visitors.Title, visitors.Purpose, visitors.Form).ToDictionary(t => t.Key, t => t.French);
    }
}
