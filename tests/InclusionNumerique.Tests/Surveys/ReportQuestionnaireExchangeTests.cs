using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>The evaluation report's questionnaires go to other tools and come back to the letter, with their translations.</summary>
public sealed class ReportQuestionnaireExchangeTests
{
    public static TheoryData<string> Names => ["professionnels", "usagers"];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_xlsform(string name)
    {
        var (asked, texts) = Of(name);

        Check(XlsForm.Read(XlsForm.Write(asked.Title, asked.Purpose, asked.Form, texts)), asked, texts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void As_limesurvey_structure(string name)
    {
        var (asked, texts) = Of(name);

        Check(LimeSurvey.Read(LimeSurvey.Write(asked.Title, asked.Purpose, asked.Form, texts)), asked, texts);
    }

    private static (ReportQuestionnaire Asked, SurveyFileText[] Texts) Of(string name)
    {
        var asked = name == "usagers" ? ReportQuestionnaire.Visitors() : ReportQuestionnaire.Professionals();
        SurveyFileText[] texts = name == "usagers" ? [.. ReportQuestionnaire.Languages.SelectMany(l => ReportQuestionnaire.Translation(l).Select(t => new SurveyFileText(l, t.Key, t.Value)))] : [];
        return (asked, texts);
    }

    private static void Check(SurveyFileContent read, ReportQuestionnaire asked, SurveyFileText[] texts)
    {
        read.Faults.Should().BeEmpty();
        (read.Title, read.Purpose).Should().Be((asked.Title, asked.Purpose));
        read.Form!.ToJson().Should().Be(asked.Form.ToJson());
        // A translation that is the French word all the same is shown in French as well.
        var french = SurveyTexts.Of(asked.Title, asked.Purpose, asked.Form).ToDictionary(t => t.Key, t => t.French);
        string[] expected = [.. texts.Where(t => t.Text != french.GetValueOrDefault(t.Key)).Select(t => $"{t.Language} {t.Key} {t.Text}").Order(StringComparer.Ordinal)];
        read.Texts.Select(t => $"{t.Language} {t.Key} {t.Text}").Order(StringComparer.Ordinal).Should().Equal(expected);
    }
}
