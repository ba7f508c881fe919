namespace InclusionNumerique.Dashboards;

/// <summary>
/// The lines of one table in every view that is answered beyond the team. Months add up to quarters, quarters to the year, and the year splits into sites: line by
/// line one flow, so that <see cref="Disclosure"/> knows all that a reader of all views can work out.
/// </summary>
/// <remarks>What is hidden is not told apart: "fewer than 11" at a sum and at its parts would say more than either. A quarter is decided alone when it is over, and stands: the year that comes later hides only in itself and in its sites.</remarks>
internal sealed class OutsideTable
{
    private readonly IReadOnlyList<int> _lines;
    private readonly Func<int, int, long> _count;
    private readonly OutsideFrame _frame;
    private readonly Dictionary<int, int[]> _months = [];
    private readonly Dictionary<(int Line, int Place), Figure> _figures = [];

    /// <param name="count">Of a line at a place.</param>
    public OutsideTable(IReadOnlyList<int> lines, Func<int, int, long> count, OutsideFrame frame)
    {
        (_lines, _count, _frame) = (lines, (line, place) => place == OutsideFrame.Others ? count(line, OutsideFrame.Year) - frame.Sites.Sum(s => count(line, s)) : count(line, place), frame);
        foreach (var quarter in frame.Quarters)
        {
            HideQuarter(quarter);
        }

        if (frame.HasYear)
        {
            HideYear();
        }
    }

    public Figure this[int line, int place] => _figures.GetValueOrDefault((line, place), Figure.Withheld);

    private long Total(int place) => _lines.Sum(line => _count(line, place));

    // From the months' totals over each line's months to its quarter. Where these cannot all be protected, the quarter goes without its months.
    private void HideQuarter(int quarter)
    {
        int[] months = [.. OutsideFrame.MonthsOf(quarter).Where(_frame.Months.Contains)];
        if (!Decide(quarter, months) && months.Length > 0)
        {
            Decide(quarter, []);
        }
    }

    private bool Decide(int quarter, int[] months)
    {
        _months[quarter] = months;
        var disclosure = new Disclosure();
        AddTotals(disclosure, quarter);
        List<(int Line, int Place, int Cell)> cells = [];
        foreach (var (i, line) in _lines.Index())
        {
            cells.AddRange(months.Select(m => (line, m, disclosure.Add(_count(line, m), SumOf(m), SumOf(i, quarter), isHidden: IsFew(line, quarter), least: LeastOf(line, m)))));
            cells.Add((line, quarter, disclosure.Add(_count(line, quarter), months.Length > 0 ? SumOf(i, quarter) : SumOf(quarter), Disclosure.End, isDear: true, least: 1)));
        }

        return Keep(disclosure, cells);
    }

    // The same up to the end of the year, and on to its sites; without them where these cannot all be protected.
    private void HideYear()
    {
        int[] parts = [.. _frame.Parts];
        if (!DecideYear(parts) && parts.Length > 0)
        {
            DecideYear([]);
        }
    }

    private bool DecideYear(int[] parts)
    {
        const int into = 0, outOf = 1;
        var disclosure = new Disclosure();
        List<(int Line, int Place, int Cell)> cells = [];
        void AddDecided(int line, int place, int from, int to)
        {
            var isShown = _figures[(line, place)].Mask == Mask.None;
            disclosure.Add(_count(line, place), from, to, isKnown: isShown, isHidden: !isShown, least: LeastOf(line, place));
        }

        foreach (var (quarter, months) in _months)
        {
            AddTotals(disclosure, quarter);
            foreach (var (i, line) in _lines.Index())
            {
                Array.ForEach(months, m => AddDecided(line, m, SumOf(m), SumOf(i, quarter)));
                AddDecided(line, quarter, months.Length > 0 ? SumOf(i, quarter) : SumOf(quarter), SumOf(i, into));
            }
        }

        foreach (var (i, line) in _lines.Index())
        {
            var end = parts.Length > 0 ? SumOf(i, outOf) : Disclosure.End;
            cells.Add((line, OutsideFrame.Year, disclosure.Add(_count(line, OutsideFrame.Year), SumOf(i, into), end, isDear: true, least: LeastOf(line, OutsideFrame.Year))));
            cells.AddRange(parts.Select(p => (line, p, disclosure.Add(_count(line, p), end, SumOf(p), isHidden: IsFew(line, OutsideFrame.Year), least: LeastOf(line, p)))));
        }

        Array.ForEach(parts, p => disclosure.Add(Total(p), SumOf(p), Disclosure.End, isKnown: true));
        return Keep(disclosure, cells);
    }

    private bool IsFew(int line, int place) => Disclosure.IsFew(_count(line, place));

    // A hidden number is no zero, for zeros are shown; but where a line's quarter or year is few, all its parts are hidden, zeros too: else each would say that the others are fewer still.
    private int LeastOf(int line, int place) => place switch
    {
        OutsideFrame.Year => IsFew(line, place) ? _frame.Quarters.Count(q => _count(line, q) > 0) : 1,
        < 13 => IsFew(line, OutsideFrame.QuarterOf(place)) ? 0 : 1,
        < OutsideFrame.Year => 1,
        _ => IsFew(line, OutsideFrame.Year) ? 0 : 1,
    };

    private void AddTotals(Disclosure disclosure, int quarter)
    {
        foreach (var place in _months[quarter].DefaultIfEmpty(quarter))
        {
            disclosure.Add(Total(place), Disclosure.Start, SumOf(place), isKnown: true);
        }
    }

    // False, and nothing kept but that it is hidden: not all of it can be protected.
    private bool Keep(Disclosure disclosure, List<(int Line, int Place, int Cell)> cells)
    {
        disclosure.Hide();
        var isAnyShown = cells.Exists(c => disclosure[c.Cell].Mask == Mask.None);
        foreach (var (line, place, cell) in cells)
        {
            _figures[(line, place)] = disclosure[cell];
        }

        return isAnyShown;
    }

    // Sums of all lines at a place, and of one line over places; start and end have the first two numbers.
    private static int SumOf(int place) => Disclosure.End + place;

    private static int SumOf(int line, int part) => 10_000_000 + (line * 100) + part;
}
