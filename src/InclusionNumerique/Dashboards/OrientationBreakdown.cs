namespace InclusionNumerique.Dashboards;

/// <summary>
/// Who sent, how, or where to: line by line, and in groups of lines, how many were sent and what became of them. Their sums are shown elsewhere on the page, by the
/// same rule; where they are hidden there, only the sent ones are told apart here.
/// </summary>
internal sealed class OrientationBreakdown
{
    private const int Arrived = 0, Awaited = 1, Missing = 2, Together = 3;

    private readonly Dictionary<(string Name, int Part), Figure> _lines = [];
    private readonly Dictionary<(string Name, int Part), Figure> _groups = [];

    /// <param name="lines">Every line, with the group that it is added up in.</param>
    /// <param name="keyOf">The line of a count; null: of another table.</param>
    /// <param name="isByWait">Of those not arrived, the awaited ones are told apart.</param>
    public OrientationBreakdown(OrientationCounts counts, IReadOnlyList<(string Key, string Group)> lines, Func<OrientationRow, string?> keyOf, bool isByWait = false)
    {
        var areSumsShown = new[] { counts.At(Stage.Arrived), counts[OrientationPart.Awaited], counts[OrientationPart.Missing] }.Take(isByWait ? 3 : 1).All(f => f.Mask == Mask.None);
        (int Part, Func<OrientationRow, bool> IsCounted)[] parts = areSumsShown
            ? [(Arrived, r => r.IsArrived), (Awaited, r => isByWait && r.IsAwaited), (Missing, r => !r.IsArrived && !(isByWait && r.IsAwaited))]
            : [(Missing, _ => true)];
        var groupOf = lines.ToDictionary(l => l.Key, l => l.Group);
        var rows = counts.Rows.Select(r => (Row: r, Key: keyOf(r))).Where(r => r.Key is not null).Select(r => (r.Row, Key: r.Key!, Group: groupOf[r.Key!])).ToArray();
        var nodes = new Dictionary<string, int>();
        int Node(string name) => nodes.TryGetValue(name, out var known) ? known : nodes[name] = Disclosure.End + 1 + nodes.Count;
        var disclosure = new Disclosure();
        List<(Dictionary<(string, int), Figure> To, string Name, int Part, int Cell)> cells = [];
        foreach (var (part, isCounted) in parts)
        {
            var counted = rows.Where(r => isCounted(r.Row)).ToArray();
            disclosure.Add(counted.Sum(r => r.Row.Count), Disclosure.Start, Node($"part {part}"), isKnown: true);
            foreach (var group in lines.Select(l => l.Group).Distinct())
            {
                cells.Add((_groups, group, part, disclosure.Add(counted.Where(r => r.Group == group).Sum(r => r.Row.Count), Node($"part {part}"), Node($"group {part} {group}"))));
            }

            foreach (var (key, group) in lines)
            {
                cells.Add((_lines, key, part, disclosure.Add(counted.Where(r => r.Key == key).Sum(r => r.Row.Count), Node($"group {part} {group}"), Node($"line {key}"))));
            }
        }

        foreach (var (key, group) in lines)
        {
            cells.Add((_lines, key, Together, disclosure.Add(rows.Where(r => r.Key == key).Sum(r => r.Row.Count), Node($"line {key}"), Node($"all of {group}"))));
        }

        foreach (var group in lines.Select(l => l.Group).Distinct())
        {
            cells.Add((_groups, group, Together, disclosure.Add(rows.Where(r => r.Group == group).Sum(r => r.Row.Count), Node($"all of {group}"))));
        }

        if (counts.Sent.Mask != Mask.None)
        {
            return;
        }

        disclosure.Hide();
        foreach (var (to, name, part, cell) in cells.Where(c => areSumsShown || c.Part == Together))
        {
            to[(name, part)] = disclosure[cell];
        }
    }

    /// <summary>Arrived among sent.</summary>
    public Proportion Line(string key) => new(Of(_lines, key, Arrived), Of(_lines, key, Together));

    public Proportion Group(string group) => new(Of(_groups, group, Arrived), Of(_groups, group, Together));

    public Figure AwaitedOf(string key) => Of(_lines, key, Awaited);

    /// <summary>Arrived among those that are not awaited any more.</summary>
    public Proportion Settled(string key)
    {
        var (arrived, missing) = (Of(_lines, key, Arrived), Of(_lines, key, Missing));
        return new(arrived, arrived.Value is { } one && missing.Value is { } other ? Figure.Of(one + other) : Figure.Withheld);
    }

    private static Figure Of(Dictionary<(string, int), Figure> figures, string name, int part) => figures.GetValueOrDefault((name, part), Figure.Withheld);
}
