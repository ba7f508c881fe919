using System.Globalization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>
/// From answers to tables. One place for what may be shown: a group of fewer than <see cref="Least"/> is left out of everything, and others with it until no published number
/// leads to it (<see cref="Disclosure"/>); tests are made over the groups that are shown.
/// </summary>
public sealed class SurveyAnalysis(SurveyForm form, SurveyResultChoice choice, IReadOnlyList<SurveyAnswers> people)
{
    /// <summary>Fewer are not shown.</summary>
    public const int Least = 5;

    /// <summary>Fewer are shown with a mark.</summary>
    public const int FewBelow = 10;

    private readonly SurveyQuestion? _by = form.Questions.FirstOrDefault(q => q.Id == choice.GroupBy && CanGroup(q));

    private IReadOnlyList<(string Value, string Label)> _groups = [];

    /// <summary>Groups are made by one answer per person: whoever gave several is in none.</summary>
    public static bool CanGroup(SurveyQuestion question) => question.IsChoice || (question.Kind == QuestionKind.YesNo && question.Items.Count == 0);

    public SurveyResult Result(string title, int? complete)
    {
        if (people.Count < Least)
        {
            return new(title, form, choice, null, complete is null ? null : 0, [], [], []);
        }

        var all = _by is null ? [] : Options(_by);
        List<int> counts = [.. all.Select(g => people.Count(p => p.GetValueOrDefault(_by!.Id) == g.Value))];
        var shown = Shown(counts, people.Count - counts.Sum());
        _groups = [.. all.Where((_, i) => shown[i] is not null)];
        return new(
            title, form, choice, people.Count, complete, [.. _groups.Select(g => new SurveyGroup(g.Value, g.Label, people.Count(p => p.GetValueOrDefault(_by!.Id) == g.Value)))],
            [.. all.Where((_, i) => shown[i] is null).Select(g => g.Label)], [.. form.Questions.Where(q => q.Kind != QuestionKind.Text && q.Id != _by?.Id).Select(Of)]);
    }

    /// <summary>What of these counts may be shown, of which a reader knows the sum; 0 is none to show.</summary>
    private static int?[] Shown(List<int> counts, int others)
    {
        var disclosure = new Disclosure(Least);
        var cells = counts.Select(c => disclosure.Add(c)).ToList();
        // Who said no group is none, and lends no cover to one either.
        disclosure.Add(others, isKnown: true);
        disclosure.Hide();
        return [.. cells.Select((cell, i) => disclosure[cell].Mask == Mask.None && counts[i] > 0 ? counts[i] : (int?)null)];
    }

    private static List<(string Value, string Label)> Options(SurveyQuestion question)
    {
        List<(string, string)> options = question.Kind switch
        {
            QuestionKind.YesNo => [(SurveyAnswers.Yes, "Oui"), (SurveyAnswers.No, "Non")],
            _ => [.. question.Items.Select(i => (i.Id, i.Text))],
        };
        if (question is { Kind: QuestionKind.YesNo, HasDontKnow: true })
        {
            options.Add((SurveyAnswers.DontKnow, "Ne sait pas"));
        }

        if (question.HasOther)
        {
            options.Add((SurveyAnswers.Other, "Autre"));
        }

        return options;
    }

    private SurveyQuestionResult Of(SurveyQuestion question) => question.Kind switch
    {
        QuestionKind.Scale => Scale(question),
        QuestionKind.Number => new(question, [], [], Mean([.. Values(people, question.Id)], ""), NumberGroups(question.Id), null, null, null, 0),
        _ => new(question, [], [.. question.Keys.Select(key => new SurveyCountTable(key, question, Options(question), _by?.Id, _groups, people).Counts(Least))], null, [], null, null, null, 0),
    };

    private SurveyQuestionResult Scale(SurveyQuestion question)
    {
        var keys = question.Keys.ToList();
        var whole = people.Where(p => keys.TrueForAll(p.ContainsKey)).ToList();
        var asked = choice.Missing == MissingRule.ListWise ? whole : people;
        IReadOnlyList<decimal> Row(SurveyAnswers person) => [.. keys.Select(k => decimal.Parse(person[k], CultureInfo.InvariantCulture))];
        var reversed = new ReversedItems(question.Items.Index().Where(i => i.Item.IsReversed).Select(i => i.Index).ToHashSet(), question.Least, question.Most);
        var alpha = keys.Count >= 3 && whole.Count >= FewBelow ? CronbachAlpha.Of([.. whole.Select(Row)], reversed) : null;
        var block = _groups.Count >= 2 && keys.Count >= 2 ? Manova.Of([.. BlockGroups(whole).Select(g => (IReadOnlyList<IReadOnlyList<decimal>>)[.. g.Select(Row)])]) : null;
        return new(
            question, [.. keys.Select(key => Line(question, key, asked))], [], null, [], block?.Value, block?.Refusal?.Message, alpha?.Value, whole.Count);
    }

    private IEnumerable<List<SurveyAnswers>> BlockGroups(List<SurveyAnswers> whole)
    {
        var groups = _groups.Select(g => whole.Where(p => p.GetValueOrDefault(_by!.Id) == g.Value).ToList()).ToList();
        var shown = Shown([.. groups.Select(g => g.Count)], whole.Count - groups.Sum(g => g.Count));
        return groups.Where((_, i) => shown[i] is not null);
    }

    private SurveyScaleLine Line(SurveyQuestion question, string key, IReadOnlyList<SurveyAnswers> asked)
    {
        var item = question.Items.Find(i => i.Id == key);
        var all = Values(asked, key).ToList();
        var groups = _groups.Select(g => Values(asked.Where(p => p.GetValueOrDefault(_by!.Id) == g.Value), key).ToList()).ToList();
        var shown = Shown([.. groups.Select(g => g.Count)], all.Count - groups.Sum(g => g.Count));
        var compared = groups.Where((_, i) => shown[i] is not null).Cast<IReadOnlyList<decimal>>().ToList();
        var anova = compared.Count >= 2 ? OneWayAnova.Of(compared) : null;
        var letters = anova?.Value is { } overall && PairwiseTests.Lsd(compared).Value is { } pairs
            ? new Queue<string>(choice.IsUnprotected ? CompactLetters.Unprotected(pairs) : CompactLetters.Protected(overall, pairs))
            : new Queue<string>();
        return new(
            key, item?.Text ?? question.Text, item?.IsReversed ?? false, Mean(all, ""), Points(question, all),
            [.. groups.Select((g, i) => shown[i] is null ? new SurveyMean(null, null, null, null, null, "", false) : Mean(g, letters.TryDequeue(out var letter) ? letter : ""))],
            anova?.Value?.P, anova?.Value?.EtaSquared, anova?.Value is { } tested ? EvidenceOf.P(tested.P) : Evidence.None, anova?.Refusal?.Message,
            anova is null ? null : SurveyOtherTests.Of([.. _groups.Where((_, i) => shown[i] is not null).Select(g => g.Label)], compared));
    }

    private static IReadOnlyList<SurveyPoints> Points(SurveyQuestion question, List<decimal> all)
    {
        var points = Enumerable.Range(question.Least, question.Most - question.Least + 1).ToList();
        var classes = points.Count >= 6 && points.Count % 2 == 0 ? points.Chunk(2).ToList() : [.. points.Chunk(1)];
        var disclosure = new Disclosure(Least);
        var cells = classes.Select(c => disclosure.Add(all.Count(a => a >= c[0] && a <= c[^1]))).ToList();
        disclosure.Hide();
        return [.. classes.Select((c, i) => new SurveyPoints(c[0], c[^1], disclosure[cells[i]]))];
    }

    private IReadOnlyList<SurveyMean> NumberGroups(string key)
    {
        var groups = _groups.Select(g => Values(people.Where(p => p.GetValueOrDefault(_by!.Id) == g.Value), key).ToList()).ToList();
        var shown = Shown([.. groups.Select(g => g.Count)], Values(people, key).Count() - groups.Sum(g => g.Count));
        return [.. groups.Select((g, i) => shown[i] is null ? new SurveyMean(null, null, null, null, null, "", false) : Mean(g, ""))];
    }

    // A mean of fewer than may be shown is none.
    private static SurveyMean Mean(List<decimal> values, string letters) =>
        values.Count < Least || MeanInterval.Of(values).Value is not { } mean
            ? new(null, null, null, null, null, "", false)
            : new(mean.Count, mean.Mean, mean.Deviation, mean.Low, mean.High, letters, mean.Count < FewBelow);

    private static IEnumerable<decimal> Values(IEnumerable<SurveyAnswers> people, string key) =>
        people.Select(p => p.GetValueOrDefault(key)).OfType<string>().Select(v => decimal.Parse(v, CultureInfo.InvariantCulture));
}
