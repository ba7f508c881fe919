using System.Globalization;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Data;

/// <summary>
/// The 143 professionals of the report. Who worked where with which mission was not published: this is a likely house in which its counts hold. Of 28 managers 5 took the
/// professionals' version and 23 their own; 45 people broke off, so that each question has as many answers as the report says.
/// </summary>
internal sealed class DemoDataSurveyStaff
{
    private const string Managers = "P03.6";

    // By mission: CCAS, CDAS, centre social, none said; of those who went to the end and of those who broke off; and how likely they were trained.
    private static readonly (string Mission, SurveyAudience Audience, int[] Ended, int[] Stopped, double Training)[] House =
    [
        ("P03.1", SurveyAudience.Professional, [6, 2, 1, 0], [8, 4, 2, 0], 0.2),
        ("P03.2", SurveyAudience.Professional, [15, 1, 1, 0], [5, 0, 0, 2], 0.6),
        ("P03.3", SurveyAudience.Professional, [18, 16, 1, 1], [3, 5, 0, 0], 0.35),
        ("P03.4", SurveyAudience.Professional, [0, 4, 0, 1], [0, 2, 0, 0], 0.1),
        ("P03.5", SurveyAudience.Professional, [6, 0, 7, 1], [0, 0, 2, 1], 0.6),
        (Managers, SurveyAudience.Professional, [3, 2, 0, 0], [0, 0, 0, 0], 0.4),
        (Managers, SurveyAudience.Manager, [6, 4, 2, 0], [5, 4, 1, 1], 0.4),
    ];

    // After which question how many broke off, and how many of them were trained.
    private static readonly (string After, int Professionals, int Managers, int Trained)[] Stops =
        [("P03", 1, 1, 0), ("P06", 1, 0, 0), ("P07", 4, 3, 2), ("P09", 9, 6, 6), ("P10", 3, 1, 2), ("P13", 10, 0, 4), ("P18", 2, 0, 0), ("P19", 4, 0, 0)];

    private readonly DemoDataSurveyReport _report;
    private readonly DemoDataSurveyDraw _draw;
    private readonly List<DemoDataRespondent> _people;

    private DemoDataSurveyStaff(DemoDataSurveyReport report)
    {
        (_report, _draw) = (report, new(new(11, 4), report));
        _people = [.. House.SelectMany(h => h.Ended.SelectMany((n, s) => Enumerable.Range(0, n).Select(_ => Person(h.Mission, h.Audience, s, null)))), .. Stopped()];
    }

    public static IReadOnlyList<DemoDataRespondent> People(DemoDataSurveyReport report)
    {
        var made = new DemoDataSurveyStaff(report);
        made.Choose();
        made.Count();
        made.Rate();
        return made._draw.Shuffled(made._people);
    }

    private IEnumerable<DemoDataRespondent> Stopped()
    {
        foreach (var audience in new[] { SurveyAudience.Professional, SurveyAudience.Manager })
        {
            var stops = _draw.Shuffled(Stops.SelectMany(s => Enumerable.Repeat(s.After, audience == SurveyAudience.Manager ? s.Managers : s.Professionals)));
            var seats = House.Where(h => h.Audience == audience).SelectMany(h => h.Stopped.SelectMany((n, s) => Enumerable.Repeat((h.Mission, Service: s), n)));
            foreach (var (seat, stop) in seats.Zip(stops))
            {
                yield return Person(seat.Mission, audience, seat.Service, stop);
            }
        }
    }

    private DemoDataRespondent Person(string mission, SurveyAudience audience, int service, string? stop)
    {
        var person = new DemoDataRespondent { Audience = audience, StopsAfter = stop, Leaning = _draw.Normal() };
        person.Answers["P03"] = mission;
        if (service < 3)
        {
            person.Answers["P01"] = _report.Groups[service][1];
        }

        return person;
    }

    private void Choose()
    {
        Train();
        _draw.DealSeveral("P02", _people, 135, "P02.7");
        _draw.DealSeveral("P08", Who("P08").Where(p => p.Answers["P07"] == SurveyAnswers.Yes), int.MaxValue);
        foreach (var key in new[] { "P06", "P09", "P19", "P21", "P22", "P23", "P26", "P28", "P30" })
        {
            _draw.Deal(key, Who(key));
        }

        _draw.Deal("P29", Said("P28"));
        // One person left the last question out.
        var last = _draw.Shuffled(Said("P30")).Take(_report.Counts["P31.1"][SurveyAnswers.Yes]).ToList();
        foreach (var key in new[] { "P31.1", "P31.2", "P31.3" })
        {
            _draw.Deal(key, last);
        }
    }

    // Of those who went to the end 34 professionals and 5 managers, as in the report's last tables; of the others as the table of stops says.
    private void Train()
    {
        Train(p => p.StopsAfter is null && p.Audience == SurveyAudience.Professional, 34);
        Train(p => p.StopsAfter is null && p.Audience == SurveyAudience.Manager, 5);
        foreach (var stop in Stops.Where(s => string.CompareOrdinal(s.After, "P07") >= 0))
        {
            Train(p => p.StopsAfter == stop.After, stop.Trained);
        }
    }

    private void Train(Func<DemoDataRespondent, bool> who, int trained)
    {
        var likely = House.DistinctBy(h => h.Mission).ToDictionary(h => h.Mission, h => h.Training);
        foreach (var (i, person) in _people.Where(who).Select(p => (p, _draw.Normal() + (2 * likely[p.Answers["P03"]]))).OrderByDescending(x => x.Item2).Select(x => x.p).Index())
        {
            person.Answers["P07"] = i < trained ? SurveyAnswers.Yes : SurveyAnswers.No;
        }
    }

    private void Count()
    {
        var people = _draw.Shuffled(Who("P05"));
        var (years, ages) = (_report.Numbers["P04"], _report.Numbers["P05"]);
        var half = ages[1] * Math.Sqrt(3);
        var old = _draw.Numbers(people.Select((_, i) => ages[0] + (half * (((2 * i) + 1.0) / people.Count - 1))), ages[0], 20, 67);
        var since = _draw.Numbers(people.Select((_, i) => -years[1] * Math.Log(1 - ((i + 0.5) / people.Count))), years[0], 0, 40);
        // The longest first, each to somebody who was of age then.
        var free = Enumerable.Range(0, people.Count).ToList();
        foreach (var time in since.OrderDescending())
        {
            var i = _draw.Shuffled(free).First(f => old[f] - time >= 18);
            free.Remove(i);
            (people[i].Answers["P04"], people[i].Answers["P05"]) = (time.ToString(CultureInfo.InvariantCulture), old[i].ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Rate()
    {
        foreach (var (key, means) in _report.Means)
        {
            var people = key.StartsWith("P24", StringComparison.Ordinal) ? [.. Said("P23")] : Who(key);
            var groups = _report.Groups.Select((g, n) => (people.Index().Where(p => p.Item.Answers.GetValueOrDefault(g[0]) == g[1]).Select(p => p.Index).ToHashSet(), means[n])).ToList();
            _draw.Rate(key, people, groups, 0.5);
        }
    }

    private IEnumerable<DemoDataRespondent> Said(string key) => _people.Where(p => p.Answers.GetValueOrDefault(key) == SurveyAnswers.Yes);

    /// <summary>Who was asked and still there; managers are not asked about their practice with visitors.</summary>
    private List<DemoDataRespondent> Who(string key)
    {
        var question = key.Split('.')[0];
        return [.. _people.Where(p => p.Saw(question) && (p.Audience == SurveyAudience.Professional || question is not ("P11" or "P12" or "P13" or "P19" or "P22")))];
    }
}
