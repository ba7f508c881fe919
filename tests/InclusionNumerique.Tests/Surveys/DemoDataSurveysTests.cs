using System.Globalization;
using InclusionNumerique.Data;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>The demo's answers against what the evaluation report published.</summary>
public sealed class DemoDataSurveysTests(ITestOutputHelper output)
{
    private static readonly DemoDataSurveyReport Report = DemoDataSurveyReport.Read();
    private static readonly IReadOnlyList<DemoDataSurveyAnswers> Professionals = DemoDataSurveys.Professionals();
    private static readonly IReadOnlyList<DemoDataSurveyAnswers> Visitors = DemoDataSurveys.Visitors();

    [Fact]
    public void They_are_the_same_each_time()
    {
        DemoDataSurveys.Professionals().Select(Text).Should().Equal(Professionals.Select(Text));
        DemoDataSurveys.Visitors().Select(Text).Should().Equal(Visitors.Select(Text));

        static string Text(DemoDataSurveyAnswers a) => $"{a.Audience} {a.Answers.ToJson()} {a.IsComplete} {a.Week} {a.Language} {a.Mode}";
    }

    [Fact]
    public void Those_who_answered_are_the_reports()
    {
        Professionals.Should().HaveCount(143).And.OnlyContain(a => a.Language == "fr" && a.Mode == SurveyMode.Alone);
        Professionals.Count(a => a.IsComplete).Should().Be(98);
        Professionals.Where(a => a.Answers["P03"] == "P03.6").Select(a => a.Audience).Should().HaveCount(28);
        Professionals.Where(a => a.Audience == SurveyAudience.Manager).Should().HaveCount(23).And.OnlyContain(a => a.Answers["P03"] == "P03.6");
        Visitors.Should().HaveCount(41).And.OnlyContain(a => a.IsComplete && a.Audience == SurveyAudience.Visitor);
        Visitors.Select(a => a.Language).Distinct().Should().BeSubsetOf(["fr", .. ReportQuestionnaire.Languages]).And.HaveCountGreaterThan(2);
        Visitors.Count(a => a.Mode == SurveyMode.Helped).Should().BeGreaterThan(25);
        Professionals.Concat(Visitors).Should().OnlyContain(a => a.Week >= 0 && a.Week < DemoDataSurveys.Weeks);
    }

    [Fact]
    public void Every_published_count_comes_out_but_the_filter_that_the_report_did_not_keep()
    {
        foreach (var (key, counts) in Report.Counts.Where(c => c.Key != "U13"))
        {
            var given = Given(key).SelectMany(v => v.Split(' ')).CountBy(v => v).ToDictionary();
            given.Should().BeEquivalentTo(counts.Where(c => c.Value > 0), key);
        }

        Given("U13").Should().HaveCount(41).And.Subject.Count(v => v == SurveyAnswers.Yes).Should().Be(37, "the report's 37th person answered what only the 36 were asked");
    }

    [Theory]
    [InlineData("P05", 141)]
    [InlineData("P10.1", 118)]
    [InlineData("P11.1", 102)]
    [InlineData("P14.1", 104)]
    [InlineData("P20.1", 98)]
    [InlineData("P24.1", 92)]
    [InlineData("P27.1", 98)]
    [InlineData("U10.1", 41)]
    [InlineData("U14", 36)]
    [InlineData("U19.1", 37)]
    public void Fewer_and_fewer_answer(string key, int count) => Given(key).Should().HaveCount(count);

    [Fact]
    public void Numbers_have_the_published_means()
    {
        foreach (var (key, published) in Report.Numbers)
        {
            var values = Numbers(Given(key));
            values.Average().Should().BeApproximately(published[0], 0.006, key);
            if (published.Length > 1)
            {
                var mean = values.Average();
                Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)).Should().BeApproximately(published[1], 0.3, key);
            }
        }

        Professionals.Where(a => a.Answers.ContainsKey("P04")).Select(a => Number(a, "P05") - Number(a, "P04")).Should().OnlyContain(age => age >= 18, "nobody began as a child");

        static int Number(DemoDataSurveyAnswers all, string key) => int.Parse(all.Answers[key], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Visitors_have_the_published_means() => Report.VisitorMeans.Should().OnlyContain(m => IsNear(m.Key, m.Value));

    [Fact]
    public void Professionals_come_near_to_the_published_means()
    {
        var misses = Report.Groups.Select(g => Report.Means.Select(m => Math.Abs(Mean(m.Key, g) - m.Value[Array.IndexOf(Report.Groups, g)])).ToList()).ToList();
        foreach (var (group, miss) in Report.Groups.Zip(misses))
        {
            output.WriteLine($"{string.Join('=', group)}: mean {miss.Average():0.000}, most {miss.Max():0.000}");
        }

        output.WriteLine($"all: mean {misses.SelectMany(m => m).Average():0.0000}, over 0.05: {misses.SelectMany(m => m).Count(m => m > 0.05)}");
        misses.Take(3).SelectMany(m => m).Average().Should().BeLessThan(0.05);
        misses.SelectMany(m => m).Average().Should().BeLessThan(0.08);
    }

    [Fact]
    public void Nothing_is_answered_that_was_not_asked_and_every_answer_is_one()
    {
        Check(Professionals, ReportQuestionnaire.Professionals().Form);
        Check(Visitors, ReportQuestionnaire.Visitors().Form);

        static void Check(IReadOnlyList<DemoDataSurveyAnswers> all, SurveyForm form)
        {
            foreach (var (i, one) in all.Index())
            {
                var route = new SurveyRoute(form, one.Audience, i);
                var pruned = new SurveyAnswers(one.Answers);
                route.Prune(pruned);
                pruned.Should().BeEquivalentTo(one.Answers);

                var sent = one.Answers.ToDictionary(a => a.Key, a => (IReadOnlyList<string>)(form.Questions.Any(q => q.Id == a.Key && q.IsChoice) ? a.Value.Split(' ') : [a.Value]));
                var reply = SurveyReply.Read([.. form.Questions], sent, isStrict: true);
                reply.Faults.Should().BeEmpty();
                reply.Answers.Should().BeEquivalentTo(one.Answers);
            }
        }
    }

    private static bool IsNear(string key, double[] published)
    {
        var values = Numbers(Given(key));
        return values.Count == (int)published[1] && Math.Abs(values.Average() - published[0]) <= 0.5 / values.Count;
    }

    private static double Mean(string key, string[] group) => Numbers(Given(key, a => a.GetValueOrDefault(group[0]) == group[1])).Average();

    private static List<double> Numbers(IEnumerable<string> values) => [.. values.Select(v => double.Parse(v, CultureInfo.InvariantCulture))];

    private static List<string> Given(string key, Func<SurveyAnswers, bool>? who = null) =>
        [.. (key[0] == 'P' ? Professionals : Visitors).Select(a => a.Answers).Where(a => a.ContainsKey(key) && (who is null || who(a))).Select(a => a[key])];
}
