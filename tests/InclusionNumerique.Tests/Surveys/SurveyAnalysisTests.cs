using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>From answers to tables: the report's numbers, and nothing about too few.</summary>
public sealed class SurveyAnalysisTests
{
    private static readonly IReadOnlyList<SurveyAnswers> Professionals = [.. DemoDataSurveys.Professionals().Select(a => a.Answers)];

    [Fact]
    public void Counts_and_percentages_stand_on_those_who_answered()
    {
        var service = Of(new()).Questions.Single(q => q.Question.Id == "P06").Counts.Single();

        service.Base.Value.Should().Be(141);
        service.Lines.Sum(l => l.Count.Value).Should().Be(141);
    }

    [Fact]
    public void Groups_of_two_and_three_people_are_left_out_of_everything()
    {
        var people = Professionals.Select(p => new SurveyAnswers(p)).ToList();
        foreach (var (person, i) in people.Where(p => p.GetValueOrDefault("P01") == "P01.3").Take(14).Select((p, i) => (p, i)))
        {
            person.Remove("P01");
        }

        var result = new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, new("P01"), people).Result("", 0);

        result.Hidden.Should().Contain("Centre social (ARCS)");
        result.Groups.Should().NotContain(g => g.Value == "P01.3");
        result.Questions.SelectMany(q => q.Scale).Should().OnlyContain(l => l.Groups.Count == result.Groups.Count);
    }

    [Fact]
    public void No_hidden_count_can_be_worked_out_from_the_sums_beside_it()
    {
        var result = Of(new("P01"));

        foreach (var counts in result.Questions.Where(q => q.Question.Kind is QuestionKind.SingleChoice or QuestionKind.YesNo).SelectMany(q => q.Counts))
        {
            counts.Lines.SelectMany(l => l.Groups.Append(l.Count)).Should().NotContain(f => f.Value >= 1 && f.Value < SurveyAnalysis.Least);
            counts.Lines.Count(l => l.Count.Mask != Mask.None).Should().NotBe(1, "one hidden option is the base less the others");
        }
    }

    [Fact]
    public void Of_a_question_with_several_answers_those_who_gave_one_make_the_groups()
    {
        var result = Of(new("P02"));

        result.Groups.Should().NotBeEmpty();
        result.Groups.Should().OnlyContain(g => g.Count == Professionals.Count(p => p.GetValueOrDefault("P02") == g.Value));
        result.Groups.Sum(g => g.Count).Should().BeLessThan(Professionals.Count, "somebody works in several places");
        SurveySentences.ReadingNote(result).Should().Contain(s => s.Contains("plusieurs n’est dans aucun groupe"));
    }

    [Fact]
    public void Whoever_answers_less_than_five_shows_nothing()
    {
        var result = new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, new(), [.. Professionals.Take(4)]).Result("", 4);

        result.Respondents.Should().BeNull();
        result.Questions.Should().BeEmpty();
    }

    [Fact]
    public void Means_by_structure_carry_their_number_deviation_and_letters()
    {
        var line = Of(new("P01")).Questions.Single(q => q.Question.Id == "P10").Scale[0];

        line.Groups.Should().HaveCount(3).And.OnlyContain(g => g.Count > 0 && g.Mean >= 1 && g.Mean <= 8 && g.Deviation > 0 && g.Letters.Length > 0);
        line.All.Count.Should().BeGreaterThanOrEqualTo(line.Groups.Sum(g => g.Count!.Value));
    }

    [Fact]
    public void Protected_letters_are_all_equal_where_the_groups_do_not_differ()
    {
        var lines = Of(new("P01")).Questions.SelectMany(q => q.Scale).Where(l => l.Evidence != Evidence.Significant && l.P is not null).ToList();

        lines.Should().NotBeEmpty().And.OnlyContain(l => l.Groups.Where(g => g.Mean != null).All(g => g.Letters == "a"));
    }

    [Fact]
    public void List_wise_rests_on_whole_blocks_only()
    {
        var question = Of(new(Missing: MissingRule.ListWise)).Questions.Single(q => q.Question.Id == "P12");

        question.Scale.Select(l => l.All.Count).Should().AllBeEquivalentTo(question.ListWiseCount);
    }

    [Fact]
    public void A_reversed_line_is_turned_round_for_the_coherence_of_its_block()
    {
        var answers = DemoDataSurveys.Visitors().Select(a => a.Answers).ToList();
        var straight = ReportQuestionnaire.Visitors().Form;
        straight.Questions.SelectMany(q => q.Items).ToList().ForEach(i => i.IsReversed = false);

        Alpha(ReportQuestionnaire.Visitors().Form, answers).Should().BeGreaterThan(Alpha(straight, answers));
    }

    [Fact]
    public void Sentences_name_only_what_the_table_shows()
    {
        var result = Of(new("P01"));

        foreach (var question in result.Questions)
        {
            var sentences = SurveySentences.Of(question, result.Groups).ToList();
            sentences.Count(s => s.Contains("diffèrent (p", StringComparison.Ordinal)).Should().Be(question.Scale.Count(l => l.Evidence == Evidence.Significant));
            sentences.Count(s => s.Contains("tendance à une différence", StringComparison.Ordinal)).Should().Be(question.Scale.Count(l => l.Evidence == Evidence.Tendency));
        }
    }

    private static double Alpha(SurveyForm form, List<SurveyAnswers> answers) => new SurveyAnalysis(form, new(), answers).Result("", 0).Questions.Single(q => q.Question.Id == "U07").Alpha!.Alpha;

    private static SurveyResult Of(SurveyResultChoice choice) => new SurveyAnalysis(ReportQuestionnaire.Professionals().Form, choice, Professionals).Result("Essai", 98);
}
