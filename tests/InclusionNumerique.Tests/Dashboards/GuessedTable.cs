using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>A small published table, and a reader who looks for any table that fits what is published.</summary>
internal sealed class GuessedTable(int threshold)
{
    private readonly Disclosure _disclosure = new(threshold);
    private readonly List<(long Count, int From, int To, bool IsKnown)> _cells = [];

    private long Total => _cells.Where(c => c.From == Disclosure.Start).Sum(c => c.Count);

    /// <summary>A smaller total is hidden itself, with all its tables.</summary>
    public bool HasEnough => Total >= threshold;

    public void Add(long count, int from = Disclosure.Start, int to = Disclosure.End, bool isKnown = false)
    {
        _cells.Add((count, from, to, isKnown));
        _disclosure.Add(count, from, to, isKnown);
    }

    /// <summary>One cell or two with that sum.</summary>
    public void AddSplit(long sum, int from, int to, Random random)
    {
        var part = random.Next(2) == 0 ? sum : random.NextInt64(sum + 1);
        Add(part, from, to);
        if (part < sum)
        {
            Add(sum - part, from, to);
        }
    }

    public long Into(int sum) => _cells.Where(c => c.To == sum).Sum(c => c.Count);

    /// <summary>What a reader can rule out, once the rule has done its work.</summary>
    public IReadOnlyList<string> Violations()
    {
        _disclosure.Hide();
        var allowed = _cells.Select((_, cell) => Allowed(cell)).ToArray();
        return [.. Enumerable.Range(0, _cells.Count).SelectMany(cell => Protected(cell)
            .Where(value => !Fits(allowed, cell, value)).Select(value => $"cell {cell} cannot be {value}"))];
    }

    public override string ToString() => string.Join(" ", _cells.Select((c, cell) => $"{c.From}-{c.Count}:{_disclosure[cell].Mask}-{c.To}"));

    // The values that must stay possible. What is withheld for its neighbours' sake holds enough people to need no protection.
    private IEnumerable<long> Protected(int cell) => _disclosure[cell].Mask switch
    {
        Mask.Small => Enumerable.Range(1, threshold - 1).Select(v => (long)v),
        Mask.Withheld when _cells[cell].Count < threshold => Enumerable.Range(0, threshold).Select(v => (long)v),
        _ => [],
    };

    // With others it adds up to a small sum.
    private bool IsPart(int cell)
    {
        bool IsSmall(int sum) => sum is not (Disclosure.Start or Disclosure.End) && Into(sum) >= 1 && Into(sum) < threshold;
        var (_, from, to, _) = _cells[cell];
        return (IsSmall(from) && _cells.Count(c => c.From == from && c.Count > 0) > 1) || (IsSmall(to) && _cells.Count(c => c.To == to && c.Count > 0) > 1);
    }

    // The reader knows the rule: a withheld count hides a neighbour, hence is not small itself, unless the whole table is withheld.
    private (long Low, long High) Allowed(int cell) => _disclosure[cell].Mask switch
    {
        Mask.None => (_cells[cell].Count, _cells[cell].Count),
        Mask.Small => (1, threshold - 1),
        _ when IsPart(cell) => (0, threshold - 1),
        _ when Enumerable.Range(0, _cells.Count).All(c => _cells[c].IsKnown || _disclosure[c].Mask == Mask.Withheld) => (0, Total),
        _ => (threshold, Total),
    };

    private bool Fits((long Low, long High)[] allowed, int cell, long value)
    {
        var known = ((long Low, long High)[])allowed.Clone();
        known[cell] = (value, value);
        return HasSolution(known);
    }

    private bool HasSolution((long Low, long High)[] known)
    {
        if (!Sums().All(sum => CanBalance(known, sum)))
        {
            return false;
        }

        var open = Enumerable.Range(0, known.Length).Where(c => known[c].Low < known[c].High).OrderBy(c => known[c].High - known[c].Low).FirstOrDefault(-1);
        for (var value = open < 0 ? 1 : known[open].Low; open >= 0 && value <= known[open].High; value++)
        {
            var tried = ((long Low, long High)[])known.Clone();
            tried[open] = (value, value);
            if (HasSolution(tried))
            {
                return true;
            }
        }

        return open < 0;
    }

    private IEnumerable<int> Sums() => _cells.SelectMany(c => new[] { c.From, c.To }).Distinct();

    private bool CanBalance((long Low, long High)[] known, int sum)
    {
        var least = 0L;
        var most = 0L;
        for (var cell = 0; cell < known.Length; cell++)
        {
            if (_cells[cell].From == sum)
            {
                (least, most) = (least + known[cell].Low, most + known[cell].High);
            }
            else if (_cells[cell].To == sum)
            {
                (least, most) = (least - known[cell].High, most - known[cell].Low);
            }
        }

        var balance = sum == Disclosure.Start ? Total : sum == Disclosure.End ? -Total : 0;
        return least <= balance && balance <= most;
    }
}
