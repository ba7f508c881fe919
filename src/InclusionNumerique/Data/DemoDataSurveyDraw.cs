using System.Globalization;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Data;

/// <summary>Somebody who answers a survey of the demo.</summary>
internal sealed class DemoDataRespondent
{
    public SurveyAnswers Answers { get; } = [];

    public required SurveyAudience Audience { get; init; }

    /// <summary>The last question seen; null: all of them.</summary>
    public string? StopsAfter { get; init; }

    /// <summary>Who agrees with one sentence agrees a little more with the others.</summary>
    public required double Leaning { get; init; }

    public bool Saw(string questionId) => StopsAfter is null || string.CompareOrdinal(questionId, StopsAfter) <= 0;
}

/// <summary>Hands out answers so that the counts and means come out as the report's.</summary>
internal sealed class DemoDataSurveyDraw(DemoDataRandom random, DemoDataSurveyReport report)
{
    private const double Spread = 1.6;

    /// <summary>As many answers of each kind as the report counted; who is left over leaves the question out.</summary>
    public void Deal(string key, IEnumerable<DemoDataRespondent> people)
    {
        var answers = report.Counts[key].SelectMany(c => Enumerable.Repeat(c.Key, c.Value));
        foreach (var (person, answer) in Shuffled(people).Zip(answers))
        {
            person.Answers[key] = answer;
        }
    }

    /// <summary>Options of which one may tick several: everybody gets one, then the rest goes to whoever lacks it. An option that stands for all others goes alone.</summary>
    public void DealSeveral(string key, IEnumerable<DemoDataRespondent> people, int peopleMost, string? alone = null)
    {
        var options = report.Counts[key].Keys.ToList();
        var chosen = Shuffled(people).Take(peopleMost).Select(p => (Person: p, Options: new HashSet<string>(StringComparer.Ordinal))).ToList();
        // The rarest come last, when hardly anybody lacks the frequent ones any more.
        foreach (var option in report.Counts[key].OrderByDescending(c => c.Key == alone).ThenByDescending(c => c.Value).SelectMany(c => Enumerable.Repeat(c.Key, c.Value)))
        {
            chosen.Where(c => !c.Options.Contains(option) && (alone is null || !c.Options.Contains(alone))).MinBy(c => c.Options.Count).Options.Add(option);
        }

        foreach (var (person, ticked) in chosen)
        {
            person.Answers[key] = string.Join(' ', options.Where(ticked.Contains));
        }
    }

    /// <summary>Points of a scale whose means come as near to the targets as whole numbers allow.</summary>
    /// <param name="groups">Members by index, and the mean that they should have.</param>
    public void Rate(string key, IReadOnlyList<DemoDataRespondent> people, IReadOnlyList<(HashSet<int> Members, double Mean)> groups, double mood, (int Least, int Most)? bounds = null)
    {
        var (least, most) = bounds ?? (1, 8);
        var middle = groups.Average(g => g.Mean);
        var values = people.Select((p, i) =>
        {
            var apart = groups.Where(g => g.Members.Contains(i)).Sum(g => g.Mean - middle);
            return Math.Clamp((int)Math.Round(middle + (0.7 * apart) + (mood * p.Leaning) + (Spread * Normal())), least, most);
        }).ToArray();
        Fit(values, [.. groups.Where(g => g.Members.Count > 0)], least, most);
        for (var i = 0; i < people.Count; i++)
        {
            people[i].Answers[key] = values[i].ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>As <see cref="Rate"/>, when only the mean of all is known.</summary>
    public void RateAll(string key, IReadOnlyList<DemoDataRespondent> people, double mean, double mood = 1) => Rate(key, people, [([.. Enumerable.Range(0, people.Count)], mean)], mood);

    /// <summary>Numbers as they come, turned by steps of one until their mean is right.</summary>
    public int[] Numbers(IEnumerable<double> wished, double mean, int least, int most)
    {
        int[] values = [.. wished.Select(w => Math.Clamp((int)Math.Round(w), least, most))];
        Fit(values, [([.. Enumerable.Range(0, values.Length)], mean)], least, most);
        return values;
    }

    public List<T> Shuffled<T>(IEnumerable<T> values) => [.. values.Select(v => (v, random.Next())).OrderBy(x => x.Item2).Select(x => x.v)];

    /// <summary>Nearly normal; a sum, since logarithms and sines may differ in their last figure from one machine to the next.</summary>
    public double Normal() => (Enumerable.Range(0, 6).Sum(_ => random.Unit()) - 3) * Math.Sqrt(2);

    // One answer goes one point up or down, always the one that helps most; where several help alike, any of them.
    private void Fit(int[] values, List<(HashSet<int> Members, double Mean)> groups, int least, int most)
    {
        var sums = groups.Select(g => g.Members.Sum(i => values[i])).ToArray();
        var order = Shuffled(Enumerable.Range(0, values.Length));
        var mine = Enumerable.Range(0, values.Length).Select(i => Enumerable.Range(0, groups.Count).Where(g => groups[g].Members.Contains(i)).ToArray()).ToArray();
        while (true)
        {
            double[] up = [.. groups.Select((_, g) => Miss(g, 0) - Miss(g, 1))], down = [.. groups.Select((_, g) => Miss(g, 0) - Miss(g, -1))];
            var best = order.Select(i => (Who: i, Step: 1, Gain: values[i] < most ? mine[i].Sum(g => up[g]) : 0))
                .Concat(order.Select(i => (Who: i, Step: -1, Gain: values[i] > least ? mine[i].Sum(g => down[g]) : 0))).MaxBy(x => x.Gain);
            if (best.Gain < 1e-9)
            {
                return;
            }

            values[best.Who] += best.Step;
            Array.ForEach(mine[best.Who], g => sums[g] += best.Step);
            // To the back, so that the next one that helps alike is another.
            order.Remove(best.Who);
            order.Add(best.Who);
        }

        double Miss(int group, int step)
        {
            var miss = ((double)(sums[group] + step) / groups[group].Members.Count) - groups[group].Mean;
            return miss * miss;
        }
    }
}
