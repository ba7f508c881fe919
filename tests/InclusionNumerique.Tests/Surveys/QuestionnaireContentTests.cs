using System.Text.Json;
using System.Text.Json.Serialization;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>The two questionnaires against the wording of the evaluation report, copied beside this file.</summary>
public sealed class QuestionnaireContentTests
{
    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = { new JsonStringEnumConverter() } };
    private static readonly List<Wording> Report = ReadReport();
    private static readonly SurveyForm Professionals = ReportQuestionnaire.Professionals().Form;
    private static readonly SurveyForm Visitors = ReportQuestionnaire.Visitors().Form;

    private static List<SurveyQuestion> All => [.. Professionals.Questions, .. Visitors.Questions];

    [Fact]
    public void Counts_are_those_of_the_report()
    {
        Professionals.Questions.Should().HaveCount(31);
        Visitors.Questions.Should().HaveCount(19);
        All.Where(q => !q.IsChoice).Sum(q => q.Items.Count).Should().Be(138);
        All.Where(q => q.Kind == QuestionKind.Scale).Sum(q => q.Items.Count).Should().Be(121);
        All.Where(q => q.Kind == QuestionKind.Scale).Should().HaveCount(23);

        // The report counts "Oui" and "Non" of a single question as its options.
        var options = All.Where(q => q.IsChoice).Sum(q => q.Items.Count) + (2 * All.Count(q => q.Kind == QuestionKind.YesNo && q.Items.Count == 0));
        options.Should().Be(63);
    }

    [Fact]
    public void Every_question_stands_in_its_place_to_the_letter() => All.Select(q => (q.Id, q.Text)).Should().Equal(Report.Select(r => (r.Id, r.Text)));

    [Fact]
    public void Every_item_and_option_stands_in_its_place_to_the_letter()
    {
        foreach (var (question, report) in All.Zip(Report))
        {
            if (question.Kind == QuestionKind.YesNo && question.Items.Count == 0)
            {
                report.Options.Values.Should().Equal("Oui", "Non");
                continue;
            }

            var (lines, none) = question.IsChoice ? (report.Options, report.Items) : (report.Items, report.Options);
            question.Items.ToDictionary(i => i.Id, i => i.Text).Should().Equal(lines);
            question.Items.Select(i => i.Id).Should().Equal(lines.Keys);
            none.Should().BeEmpty();
        }
    }

    [Fact]
    public void Scales_have_eight_points_with_both_ends_named() => All.Where(q => q.Kind == QuestionKind.Scale).Should().OnlyContain(q =>
        q.Least == 1 && q.Most == 8 && q.LeastLabel == "pas du tout d’accord" && q.MostLabel == "tout à fait d’accord" && q.ShufflesItems == q.Items.Count > 1);

    [Fact]
    public void Scale_questions_are_those_of_the_report() => All.Where(q => q.Kind == QuestionKind.Scale).Select(q => q.Id).Should().Equal(Report.Where(r => r.IsScale).Select(r => r.Id));

    [Fact]
    public void Only_what_the_report_took_from_managers_is_for_professionals_alone()
    {
        All.Where(q => q.Audiences.Count > 0).Should().OnlyContain(q => q.Audiences.SequenceEqual(new[] { SurveyAudience.Professional }));
        All.Where(q => q.Audiences.Count > 0).Select(q => q.Id).Should().Equal(Report.Where(r => r.IsForManagers == false).Select(r => r.Id)).And.Equal("P11", "P12", "P13", "P19", "P22");
        Professionals.Audiences.Should().Equal(SurveyAudience.Professional, SurveyAudience.Manager);
        Visitors.Audiences.Should().Equal(SurveyAudience.Visitor);
    }

    [Fact]
    public void Follow_up_questions_hang_on_the_yes_of_an_earlier_one()
    {
        var conditions = All.SelectMany(q => q.Conditions.Select(c => (q.Id, c.Key, string.Join(' ', c.Values))));
        conditions.Should().Equal(
            ("P08", "P07", "oui"), ("P24", "P23", "oui"), ("P29", "P28", "oui"), ("P31", "P30", "oui"),
            ("U14", "U13", "oui"), ("U15", "U13", "oui"), ("U16", "U13", "oui"), ("U17", "U13", "oui"), ("U18", "U13", "oui"), ("U19", "U13", "oui"));
    }

    [Fact]
    public void Only_unease_is_turned_round() =>
        All.SelectMany(q => q.Items).Where(i => i.IsReversed).Select(i => i.Text).Should().Equal("Angoissé", "Perdu", "Seul");

    [Fact]
    public void Pages_stay_short_and_nothing_has_to_be_answered()
    {
        All.Should().OnlyContain(q => !q.IsRequired);
        foreach (var form in new[] { Professionals, Visitors })
        {
            form.ShufflesBlocks.Should().BeFalse("conditions look back over blocks");
            form.Blocks.Select(b => b.Id).Should().OnlyHaveUniqueItems().And.HaveCountLessThanOrEqualTo(SurveyForm.BlocksMost);
            form.Blocks.Should().OnlyContain(b => b.Title.Length > 0 && b.Questions.Count(q => !q.IsChoice && q.Items.Count > 0) <= 2);
            form.Audiences.SelectMany(a => new SurveyRoute(form, a, 1).Pages).Should().OnlyContain(p => p.Questions.Sum(q => q.IsChoice ? 1 : q.Keys.Count()) <= 12);
        }
    }

    [Fact]
    public void They_may_be_opened_as_they_are()
    {
        foreach (var questionnaire in new[] { ReportQuestionnaire.Professionals(), ReportQuestionnaire.Visitors() })
        {
            SurveyFormChecks.ForOpening(questionnaire.Form).Should().BeEmpty();
            questionnaire.Title.Length.Should().BeInRange(1, Survey.TitleMost);
            questionnaire.Purpose.Length.Should().BeInRange(1, Survey.PurposeMost);
        }
    }

    [Theory]
    [InlineData("professionnels")]
    [InlineData("usagers")]
    public void The_file_says_nothing_that_the_form_does_not_read(string name)
    {
        using var stream = typeof(SurveyForm).Assembly.GetManifestResourceStream($"InclusionNumerique.Surveys.Questionnaires.{name}.json")!;
        using var file = JsonDocument.Parse(stream);
        file.RootElement.EnumerateObject().Select(p => p.Name).Should().Equal("title", "purpose", "form");
        var form = file.RootElement.GetProperty("form").Deserialize<SurveyForm>(Strict)!;
        SurveyForm.Parse(form.ToJson()).Should().BeEquivalentTo(form);
    }

    private static List<Wording> ReadReport()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Surveys", "References", "seed-wording.json"));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("questions").Deserialize<List<Wording>>()!;
    }

    private sealed record Wording(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("wording")] string Text,
        [property: JsonPropertyName("scale")] bool IsScale,
        [property: JsonPropertyName("encadrant")] bool? IsForManagers,
        [property: JsonPropertyName("items")] Dictionary<string, string> Items,
        [property: JsonPropertyName("options")] Dictionary<string, string> Options);
}
