using InclusionNumerique.Data;
using InclusionNumerique.Statistics;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Welch, Levene, Kruskal-Wallis and Games-Howell beside the analysis of variance.</summary>
public sealed class SurveyOtherTestsTests
{
    private static readonly IReadOnlyList<SurveyAnswers> Professionals = [.. DemoDataSurveys.Professionals().Select(a => a.Answers)];

    [Fact]
    public void They_are_made_over_the_answers_of_the_groups_that_are_shown()
    {
        var result = new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, new("P01"), Professionals).Result("", 0);
        var line = result.Questions.Single(q => q.Question.Id == "P10").Scale[0];
        List<IReadOnlyList<decimal>> answers = [.. result.Groups.Select(g => (IReadOnlyList<decimal>)[.. Professionals.Where(p => p.GetValueOrDefault("P01") == g.Value && p.ContainsKey(line.Key)).Select(p => decimal.Parse(p[line.Key], System.Globalization.CultureInfo.InvariantCulture))])];

        line.Others!.Groups.Should().Equal(result.Groups.Select(g => g.Label));
        line.Others.Welch.Value.Should().Be(WelchAnova.Of(answers).Value);
        line.Others.Levene.Value.Should().Be(Levene.AroundMeans(answers).Value);
        line.Others.KruskalWallis.Value!.H.Should().Be(KruskalWallis.Of(answers).Value!.H);
        line.Others.Pairs.Value!.Pairs.Select(p => p.P).Should().Equal(PairwiseTests.GamesHowell(answers).Value!.Pairs.Select(p => p.P));
    }

    [Fact]
    public void A_group_that_is_not_shown_enters_none_of_them()
    {
        // Of six groups: with three, the small one takes another with it, and a single one is compared with nothing.
        var people = Professionals.Select(p => new SurveyAnswers(p)).ToList();
        var small = people.Where(p => p.ContainsKey("P03")).GroupBy(p => p["P03"]).MinBy(g => g.Count())!.Key;
        people.Where(p => p.GetValueOrDefault("P03") == small).Skip(4).ToList().ForEach(p => p.Remove("P10.1"));

        var result = new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, new("P03"), people).Result("", 0);
        var line = result.Questions.Single(q => q.Question.Id == "P10").Scale[0];
        var shown = result.Groups.Zip(line.Groups).Where(g => g.Second.Mean is not null).Select(g => g.First).ToList();

        shown.Should().HaveCountGreaterThan(1).And.NotContain(g => g.Value == small);
        line.Others!.Groups.Should().Equal(shown.Select(g => g.Label));
    }

    [Fact]
    public void Without_groups_there_are_none() =>
        new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, new(), Professionals).Result("", 0).Questions.SelectMany(q => q.Scale).Should().OnlyContain(l => l.Others == null);

    [Fact]
    public void The_sentence_says_where_they_agree_with_the_analysis_of_variance_and_where_not()
    {
        var sentences = SurveyOtherSentences.Of([Line("Même avis", 0.01, 0.02, 0.03), Line("Variances", 0.04, 0.06, 0.01, levene: 0.001), Line("Rangs", 0.2, 0.3, 0.04)]).ToList();

        sentences.Should().Equal(
            "Au seuil de 5 %, ces tests concluent tous comme l’analyse de variance sur 1 des 3 lignes, pas sur celles-ci :",
            "« Variances » : différence selon l’analyse de variance (p = 0,040), non selon Welch (p = 0,060).",
            "« Rangs » : aucune différence établie selon l’analyse de variance (p = 0,200), une selon Kruskal-Wallis (p = 0,040).",
            "Les variances sont inégales (Levene) pour « Variances » : Welch et Games-Howell y sont plus sûrs que l’analyse de variance.");
    }

    [Fact]
    public void What_is_refused_is_no_verdict()
    {
        var refused = new Refusal("", "Un groupe au moins n’a aucune variation.");
        var line = Line("Seule", 0.01, 0.02, 0.03) with { Others = new(["A", "B"], refused, refused, refused, refused) };

        SurveyOtherSentences.Of([line]).Should().Equal("Aucune ligne n’a pu être comparée par ces tests.");
        line.Others.LeastPairP.Should().BeNull();
    }

    private static SurveyScaleLine Line(string text, double p, double welch, double ranks, double levene = 0.5) => new(
        text, text, false, new(20, 4, 1, 3, 5, "", false), [], [], p, 0.1, EvidenceOf.P(p), null,
        new(["A", "B"], new FTest(4, 1, 18, welch), new FTest(1, 1, 18, levene), new KruskalWallis(3, 1, ranks, 0.1, []), new Refusal("", "Non comparés.")));
}
