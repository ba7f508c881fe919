using InclusionNumerique.Dashboards;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>Answers of one key, by option and by group: what may be shown of them, and whether the groups differ.</summary>
/// <param name="options">Value and label, in the question's order.</param>
/// <param name="by">The question that makes the groups.</param>
internal sealed class SurveyCountTable(string key, SurveyQuestion question, IReadOnlyList<(string Value, string Label)> options, string? by, IReadOnlyList<(string Value, string Label)> groups, IReadOnlyList<SurveyAnswers> people)
{
    private readonly List<SurveyAnswers> _answered = [.. people.Where(p => p.ContainsKey(key))];

    public SurveyCounts Counts(int least)
    {
        // Several answers add up to more than the people: each option then stands beside those who did not choose it.
        var cells = question.Kind == QuestionKind.MultipleChoice ? Several(least) : Single(least);
        return new(
            key, question.Items.Find(i => i.Id == key && !question.IsChoice)?.Text, cells.Base, cells.GroupBases,
            [.. options.Select((option, i) => new SurveyCountLine(option.Value, option.Label, cells.Totals[i], cells.Cells[i]))], Test(cells));
    }

    private int Count(string option, string? group) => _answered.Count(p => (group is null || p.GetValueOrDefault(by!) == group) && p.Chosen(key).Contains(option));

    private int Base(string group) => _answered.Count(p => p.GetValueOrDefault(by!) == group);

    // Groups lead from the whole, options back to it, and each cell from a group to an option. Who is in no group that is shown is one more group.
    private Shown Single(int least)
    {
        var disclosure = new Disclosure(least);
        int Option(int index) => Disclosure.End + 1 + index;
        int Group(int index) => Disclosure.End + 1 + options.Count + index;
        var totals = options.Select((o, i) => disclosure.Add(Count(o.Value, null), Option(i), Disclosure.End)).ToList();
        var bases = groups.Select((g, j) => disclosure.Add(Base(g.Value), Disclosure.Start, Group(j))).ToList();
        var cells = options.Select((o, i) => groups.Select((g, j) => disclosure.Add(Count(o.Value, g.Value), Group(j), Option(i))).ToList()).ToList();
        for (var i = 0; i < options.Count; i++)
        {
            disclosure.Add(Count(options[i].Value, null) - groups.Sum(g => Count(options[i].Value, g.Value)), Disclosure.Start, Option(i), isKnown: groups.Count > 0);
        }

        disclosure.Hide();
        return new(Whole(least), [.. bases.Select(b => disclosure[b])], [.. totals.Select(t => disclosure[t])], [.. cells.Select(row => (IReadOnlyList<Figure>)[.. row.Select(c => disclosure[c])])]);
    }

    private Shown Several(int least)
    {
        var bases = new Disclosure(least);
        var groupBases = groups.Select(g => bases.Add(Base(g.Value))).ToList();
        bases.Add(_answered.Count - groups.Sum(g => Base(g.Value)), isKnown: true);
        bases.Hide();
        var totals = new List<Figure>();
        var cells = new List<IReadOnlyList<Figure>>();
        foreach (var (value, _) in options)
        {
            var disclosure = new Disclosure(least);
            var (yes, no) = (Disclosure.End + 1, Disclosure.End + 2);
            var total = disclosure.Add(Count(value, null), yes, Disclosure.End);
            disclosure.Add(_answered.Count - Count(value, null), no, Disclosure.End);
            var row = groups.Select((g, j) =>
            {
                var cell = disclosure.Add(Count(value, g.Value), no + 1 + j, yes);
                disclosure.Add(Base(g.Value) - Count(value, g.Value), no + 1 + j, no);
                disclosure.Add(Base(g.Value), Disclosure.Start, no + 1 + j);
                return cell;
            }).ToList();
            disclosure.Add(Count(value, null) - groups.Sum(g => Count(value, g.Value)), Disclosure.Start, yes);
            disclosure.Add(_answered.Count - Count(value, null) - groups.Sum(g => Base(g.Value) - Count(value, g.Value)), Disclosure.Start, no);
            disclosure.Hide();
            totals.Add(disclosure[total]);
            cells.Add([.. row.Select(c => disclosure[c])]);
        }

        return new(Whole(least), [.. groupBases.Select(b => bases[b])], totals, cells);
    }

    private Figure Whole(int least) => _answered.Count > 0 && _answered.Count < least ? Figure.Small : Figure.Of(_answered.Count);

    // Of single answers only: mentions of one person are not independent. Over what is not hidden as a whole.
    private SurveyCountTest? Test(Shown shown)
    {
        if (question.Kind == QuestionKind.MultipleChoice || groups.Count < 2 || shown.GroupBases.Any(b => b.Mask != Mask.None))
        {
            return null;
        }

        List<IReadOnlyList<int>> rows = [.. groups.Select(g => (IReadOnlyList<int>)[.. options.Select(o => Count(o.Value, g.Value))]).Where(r => r.Sum() > 0)];
        var used = Enumerable.Range(0, options.Count).Where(i => rows.Sum(r => r[i]) > 0).ToList();
        List<IReadOnlyList<int>> table = [.. rows.Select(r => (IReadOnlyList<int>)[.. used.Select(i => r[i])])];
        if (ContingencyTable.Of(table).Value is not { } pearson)
        {
            return null;
        }

        return pearson.Note is not null && FisherExact.Of(table).Value is { } exact
            ? new(exact.IsExact ? "test exact de Fisher" : "test de Fisher, estimé par tirages", null, null, exact.P, pearson.CramerV, EvidenceOf.P(exact.P))
            : new("χ²", pearson.Pearson.Statistic, pearson.Pearson.Df, pearson.Pearson.P, pearson.CramerV, EvidenceOf.P(pearson.Pearson.P));
    }

    private sealed record Shown(Figure Base, IReadOnlyList<Figure> GroupBases, IReadOnlyList<Figure> Totals, IReadOnlyList<IReadOnlyList<Figure>> Cells);
}
