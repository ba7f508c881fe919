using System.Globalization;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Data;

/// <summary>One filled-in questionnaire of the demo.</summary>
/// <param name="Week">From 0, the week in which the survey opened.</param>
/// <param name="Language">Two letters.</param>
internal sealed record DemoDataSurveyAnswers(SurveyAudience Audience, SurveyAnswers Answers, bool IsComplete, int Week, string Language, SurveyMode Mode);

/// <summary>Answers to the report's two questionnaires, with its counts and near its means. Nobody gave them.</summary>
internal static class DemoDataSurveys
{
    public const int Weeks = 8;

    // By mail, with two reminders.
    private static readonly (double, int)[] StaffWeeks = [(34, 0), (12, 1), (24, 2), (9, 3), (4, 4), (12, 5), (3, 6), (2, 7)];

    // The report's people answered with a mediator beside them, and in French; the product makes room for others.
    private static readonly (SurveyMode Mode, int People)[] VisitorModes = [(SurveyMode.Helped, 33), (SurveyMode.Kiosk, 3), (SurveyMode.Paper, 3), (SurveyMode.Alone, 2)];

    private static readonly (string Language, int People)[] VisitorLanguages = [("fr", 31), ("ar", 4), ("tr", 2), ("pt", 1), ("en", 1), ("ru", 1), ("uk", 1)];

    public static IReadOnlyList<DemoDataSurveyAnswers> Professionals()
    {
        var random = new DemoDataRandom(11, 1);
        return [.. DemoDataSurveyStaff.People(DemoDataSurveyReport.Read()).Select(p =>
            new DemoDataSurveyAnswers(p.Audience, p.Answers, p.StopsAfter is null, random.Pick(StaffWeeks), "fr", SurveyMode.Alone))];
    }

    public static IReadOnlyList<DemoDataSurveyAnswers> Visitors()
    {
        var (report, random) = (DemoDataSurveyReport.Read(), new DemoDataRandom(11, 2));
        var draw = new DemoDataSurveyDraw(random, report);
        var modes = draw.Shuffled(VisitorModes.SelectMany(m => Enumerable.Repeat(m.Mode, m.People)));
        var languages = draw.Shuffled(VisitorLanguages.SelectMany(l => Enumerable.Repeat(l.Language, l.People)));
        return [.. VisitorPeople(report).Select((p, i) => new DemoDataSurveyAnswers(p.Audience, p.Answers, true, random.Below(Weeks), languages[i], modes[i]))];
    }

    private static List<DemoDataRespondent> VisitorPeople(DemoDataSurveyReport report)
    {
        const int People = 41;
        var draw = new DemoDataSurveyDraw(new(11, 3), report);
        List<DemoDataRespondent> people = [.. Enumerable.Range(0, People).Select(_ => new DemoDataRespondent { Audience = SurveyAudience.Visitor, Leaning = draw.Normal() })];
        var came = Came(people, report, draw);
        foreach (var key in report.Counts.Keys.Where(k => k[0] == 'U' && k is not "U11" and not "U13"))
        {
            draw.Deal(key, string.CompareOrdinal(key, "U14") > 0 ? came : people);
        }

        draw.DealSeveral("U11", people, People);
        Ages(people, report, draw);
        var reversed = ReportQuestionnaire.Visitors().Form.Questions.SelectMany(q => q.Items).Where(i => i.IsReversed).Select(i => i.Id).ToHashSet();
        foreach (var (key, published) in report.VisitorMeans)
        {
            var asked = string.CompareOrdinal(key, "U14") > 0 ? came : people;
            draw.RateAll(key, [.. draw.Shuffled(asked).Take((int)published[1])], published[0], reversed.Contains(key) ? -1 : 1);
        }

        return people;
    }

    // The report has 36 who had been to a digital space and 37 who answered what only they were asked. The product asks nobody else: here, 37 had been.
    private static List<DemoDataRespondent> Came(List<DemoDataRespondent> people, DemoDataSurveyReport report, DemoDataSurveyDraw draw)
    {
        var came = draw.Shuffled(people).Take((int)report.VisitorMeans["U16.1"][1]).ToList();
        people.ForEach(p => p.Answers["U13"] = came.Contains(p) ? SurveyAnswers.Yes : SurveyAnswers.No);
        var counting = came.Take(report.Counts["U13"][SurveyAnswers.Yes]).ToList();
        var mean = report.Numbers["U14"][0];
        // Most came a few times, some often.
        var times = draw.Numbers(Enumerable.Range(0, counting.Count).Select(i => 1 - ((mean - 1) * Math.Log(1 - ((i + 0.5) / counting.Count)))), mean, 1, 40);
        Number("U14", counting, times);
        return came;
    }

    private static void Ages(List<DemoDataRespondent> people, DemoDataSurveyReport report, DemoDataSurveyDraw draw)
    {
        var mean = report.Numbers["U03"][0];
        Number("U03", draw.Shuffled(people), draw.Numbers(Enumerable.Range(0, people.Count).Select(i => mean + (44 * (((i + 0.5) / people.Count) - 0.5))), mean, 16, 90));
    }

    private static void Number(string key, List<DemoDataRespondent> people, int[] values)
    {
        foreach (var (person, value) in people.Zip(values))
        {
            person.Answers[key] = value.ToString(CultureInfo.InvariantCulture);
        }
    }
}
