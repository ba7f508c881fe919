using InclusionNumerique.Dashboards;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Random requests by organisation, theme and way of coming up; and a reader of all the tables that they are shown in.</summary>
internal static class GuessedCross
{
    private static readonly NameRow[] Names =
    [
        .. Enumerable.Range(1, 11).Select(id => new NameRow((int)Dimension.Organisation, id, $"Organisme {id}", true, false)),
        .. Enumerable.Range(1, 9).Select(id => new NameRow((int)Dimension.Theme, id, $"Thème {id}", true, false)),
        new((int)Dimension.District, 1, "Quartier", true, false),
    ];

    /// <summary>Values of hidden counts that the reader can rule out.</summary>
    public static IReadOnlyList<string> Violations(Random random)
    {
        var facts = new Dictionary<(Dimension, int), long>();
        void Add(Dimension dimension, int key, long count) => facts[(dimension, key)] = facts.GetValueOrDefault((dimension, key)) + count;
        var most = random.Next(3) switch { 0 => 8, 1 => 25, _ => 90 };
        for (var organisation = 0; organisation <= 11; organisation++)
        {
            for (var theme = organisation == 0 ? 1 : 0; theme <= 9; theme++)
            {
                var count = random.Next(3) == 0 ? random.Next(most) : 0;
                var found = random.Next(count + 1);
                Add(Dimension.Pair, (organisation * CrossSpec.Base) + theme, count);
                Add(Dimension.Organisation, organisation, count);
                Add(Dimension.Theme, theme, count);
                Add(Dimension.FoundTheme, theme, found);
                Add(Dimension.Found, 1, found);
                Add(Dimension.Found, 0, count - found);
                Add(Dimension.Outcome, 1, count);
                Add(Dimension.Minutes, 5, count);
                Add(Dimension.State, (int)VisitState.Seen, count);
            }
        }

        var counts = new PeriodCounts(new(2026, 11, 1), new(2026, 11, 1), FigureStep.Day, new PeriodFacts([.. facts.Select(f => new FactRow((int)f.Key.Item1, 1, f.Key.Item2, f.Value))], [], []), Names);
        var specs = TableSpec.All(Names, (_, _) => true);
        var (organisations, themes) = (specs.Single(s => s.Dimension == Dimension.Organisation), specs.Single(s => s.Dimension == Dimension.Theme));
        var cross = CrossSpec.Of(counts, organisations, themes);
        counts.Count(cross);
        var shown = new DisclosedCounts(counts, specs, [1], new HashSet<int>(), FigureStep.Day, cross);
        return shown.Requests.Mask == Mask.None ? Violations(counts, shown, cross, organisations, themes) : [];
    }

    private static List<string> Violations(PeriodCounts counts, DisclosedCounts shown, CrossSpec cross, TableSpec organisations, TableSpec themes)
    {
        var total = counts.Requests;
        // A count that hides another one is not small itself, unless all are hidden.
        var isWhole = Enumerable.Range(0, cross.Organisations.Count).Any(line => Enumerable.Range(0, cross.Themes.Count).Any(column => shown[Dimension.Cross, CrossSpec.Cell(line, column)].Mask != Mask.Withheld));
        var ranges = new Dictionary<(Dimension Dimension, int Key), (long Low, long High)>();
        (Dimension, int) Cell(Dimension dimension, int key)
        {
            ranges[(dimension, key)] = shown[dimension, key] switch
            {
                { Value: { } value } => (value, value),
                { Mask: Mask.Small } => (1, Disclosure.Threshold - 1),
                _ when !isWhole => (0, total),
                // A part of a small sum, which the reader sees.
                _ when counts[dimension, key] < Disclosure.Threshold => (0, Disclosure.Threshold - 1),
                _ => (Disclosure.Threshold, total),
            };
            return (dimension, key);
        }

        var sums = new List<((Dimension, int)[] Parts, (Dimension, int)[] Wholes)>();
        int[] lines = [.. Enumerable.Range(0, cross.Organisations.Count)], columns = [.. Enumerable.Range(0, cross.Themes.Count)];
        foreach (var line in lines)
        {
            sums.Add(([.. columns.Select(c => Cell(Dimension.Cross, CrossSpec.Cell(line, c)))], [.. cross.Organisations[line].Select(o => Cell(Dimension.Organisation, o))]));
        }

        foreach (var column in columns)
        {
            sums.Add(([.. lines.Select(l => Cell(Dimension.Cross, CrossSpec.Cell(l, column)))], [.. cross.Themes[column].Select(t => Cell(Dimension.Theme, t))]));
        }

        sums.AddRange(themes.Lines.Select(t => (new[] { Cell(Dimension.FoundTheme, t.Key), Cell(Dimension.StatedThemes, t.Key) }, new[] { Cell(Dimension.Theme, t.Key) })));
        sums.Add(([.. themes.Lines.Select(t => Cell(Dimension.FoundTheme, t.Key))], [Cell(Dimension.Found, 1)]));
        sums.Add(([.. themes.Lines.Select(t => Cell(Dimension.StatedThemes, t.Key))], [Cell(Dimension.Found, 0)]));
        ranges[(Dimension.Outcome, 0)] = (total, total);
        (Dimension, int)[] all = [(Dimension.Outcome, 0)];
        sums.Add(([.. organisations.Lines.Select(o => Cell(Dimension.Organisation, o.Key))], all));
        sums.Add(([.. themes.Lines.Select(t => Cell(Dimension.Theme, t.Key))], all));
        sums.Add(([Cell(Dimension.Found, 0), Cell(Dimension.Found, 1)], all));
        Narrow(ranges, sums);
        return [.. ranges.Where(r => counts[r.Key.Dimension, r.Key.Key] >= 1 && counts[r.Key.Dimension, r.Key.Key] < Disclosure.Threshold && r.Key.Dimension != Dimension.Outcome && (r.Value.Low > 1 || r.Value.High < Disclosure.Threshold - 1))
            .Select(r => $"{r.Key} is {counts[r.Key.Dimension, r.Key.Key]}, told to be from {r.Value.Low} to {r.Value.High}")];
    }

    // What the other side of each sum leaves to each of its counts, again and again.
    private static void Narrow(Dictionary<(Dimension, int), (long Low, long High)> ranges, List<((Dimension, int)[] Parts, (Dimension, int)[] Wholes)> sums)
    {
        for (var isSettled = false; !isSettled;)
        {
            isSettled = true;
            foreach (var (one, other) in sums.SelectMany(s => new[] { (s.Parts, s.Wholes), (s.Wholes, s.Parts) }))
            {
                foreach (var cell in one)
                {
                    var rest = one.Where(c => c != cell).ToArray();
                    var (low, high) = (other.Sum(c => ranges[c].Low) - rest.Sum(c => ranges[c].High), other.Sum(c => ranges[c].High) - rest.Sum(c => ranges[c].Low));
                    var narrowed = (Math.Max(low, ranges[cell].Low), Math.Min(high, ranges[cell].High));
                    isSettled &= narrowed == ranges[cell];
                    ranges[cell] = narrowed;
                }
            }
        }
    }
}
