using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>Cuts the periods of the overview into stretches that each lie in all of a period or in none of it, and adds their counts up again, through the disclosure rule.</summary>
internal sealed class OverviewComposer
{
    private readonly OverviewPeriod[] _columns;

    // The longest first: where two cannot stand side by side, it is the shorter one that is hidden.
    private readonly (DateOnly From, DateOnly To)[] _periods;
    private readonly DateOnly[] _bounds;

    public OverviewComposer(DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        OverviewPeriod Before(string label, FigurePeriod period, Comparison comparison)
        {
            var (from, to) = period.ComparedBy(comparison)!.Value;
            return new(label, period, from, to);
        }

        _columns =
        [
            new("Aujourd’hui", FigurePeriod.Of(FigureSpan.Day, today, today), today.AddDays(-7), today.AddDays(-7)),
            new("Cette semaine", new(FigureSpan.Free, monday, today), monday.AddDays(-7), today.AddDays(-7)),
            Before("Ce mois", FigurePeriod.Of(FigureSpan.Month, today, today), Comparison.Before),
            Before("Cette année", FigurePeriod.Of(FigureSpan.Year, today, today), Comparison.YearBefore),
        ];
        _periods = [.. _columns.Reverse().SelectMany(c => new[] { (c.Period.From, c.Period.To), (c.From, c.To) })];
        _bounds = [.. _periods.SelectMany(p => new[] { p.From, p.To.AddDays(1) }).Distinct().Order()];
    }

    /// <summary>First and last days of the periods.</summary>
    public (DateOnly[] First, DateOnly[] Last) Periods => ([.. _periods.Select(p => p.From)], [.. _periods.Select(p => p.To)]);

    /// <summary>First and last days of the stretches.</summary>
    public (DateOnly[] First, DateOnly[] Last) Stretches => (_bounds[..^1], [.. _bounds[1..].Select(b => b.AddDays(-1))]);

    public FigureOverview Compose(IReadOnlyList<OverviewRow> rows, IReadOnlyList<OverviewPeople> people)
    {
        var visits = Shown(rows, r => r.Dimension == (int)Dimension.State);
        var sessions = Under(visits, Shown(rows, r => r.Dimension == (int)Dimension.Minutes));
        var requests = Under(sessions, Shown(rows, r => r.Dimension == (int)Dimension.Outcome));
        static bool HasLeft(OverviewRow row) => row is { Dimension: (int)Dimension.State, Key: (int)VisitState.LeftUnseen };
        var others = Shown(rows, r => r.Dimension == (int)Dimension.State && !HasLeft(r));
        // Beside the visits, who left says how many did not; and the page hides it for the sake of a small number of those.
        var left = Under(visits, Shown(rows, HasLeft)).Select((figure, i) => figure.Mask == Mask.None && (others[i].Mask != Mask.None || HasSmallState(rows, i)) ? Figure.Withheld : figure).ToArray();
        return new(
            _columns,
            [
                new("Visites", Pairs(visits)), new("Accompagnements", Pairs(sessions)), new("Demandes", Pairs(requests)), new("Personnes suivies (fiche)", Pairs(PeopleOf(people, visits))),
                new("Reparties sans être reçues", Pairs(left)),
            ],
            [.. InOrder(visits.Select((v, i) => WaitOf(rows, i, v))).Select(w => new WaitLine("Attente médiane", w.Now, w.Before))]);
    }

    // A count of two periods that share a bound, or are led from one to the other by a third, gives that of the days between them.
    private Figure[] Shown(IReadOnlyList<OverviewRow> rows, Func<OverviewRow, bool> isCounted)
    {
        var counts = new long[_bounds.Length];
        foreach (var row in rows.Where(isCounted))
        {
            counts[row.Part] += row.Count;
        }

        var until = new long[_bounds.Length];
        for (var i = 1; i < until.Length; i++)
        {
            until[i] = until[i - 1] + counts[i];
        }

        var linked = Enumerable.Range(0, _bounds.Length).ToArray();
        return [.. _periods.Select(period =>
        {
            var (from, to) = BoundsOf(period);
            var count = until[to] - until[from];
            if (Disclosure.IsFew(count))
            {
                return Figure.Small;
            }

            var (one, other) = (linked[from], linked[to]);
            int[] Of(int link) => [.. Enumerable.Range(0, linked.Length).Where(bound => linked[bound] == link)];
            if (one != other && Of(one).Any(x => Of(other).Any(y => Disclosure.IsFew(Math.Abs(until[x] - until[y])))))
            {
                return Figure.Withheld;
            }

            Array.ForEach(Of(other), bound => linked[bound] = one);
            return Figure.Of(count);
        })];
    }

    // Persons do not add up; but of two periods one within the other, the rest came in one alone.
    private Figure[] PeopleOf(IReadOnlyList<OverviewPeople> people, Figure[] visits)
    {
        var counts = people.OrderBy(p => p.Part).Select(p => p.Count).ToArray();
        var shown = new List<int>();
        bool IsWithin(int inner, int outer) => _periods[inner].From >= _periods[outer].From && _periods[inner].To <= _periods[outer].To;
        return Under(visits, [.. counts.Select((count, i) =>
        {
            if (Disclosure.IsFew(count))
            {
                return Figure.Small;
            }

            if (shown.Any(other => (IsWithin(i, other) || IsWithin(other, i)) && Disclosure.IsFew(Math.Abs(counts[other] - count))))
            {
                return Figure.Withheld;
            }

            shown.Add(i);
            return Figure.Of(count);
        })]);
    }

    private bool HasSmallState(IReadOnlyList<OverviewRow> rows, int period) => Within(rows, period, Dimension.State).GroupBy(r => r.Key).Any(g => Disclosure.IsFew(g.Sum(r => r.Count)));

    private Wait WaitOf(IReadOnlyList<OverviewRow> rows, int period, Figure visits)
    {
        List<(int Minutes, long Count)> minutes = [.. Within(rows, period, Dimension.Wait).GroupBy(r => r.Key).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(r => r.Count)))];
        var isShown = visits.Mask == Mask.None && minutes.Sum(m => m.Count) >= Disclosure.Threshold;
        return new(visits.Mask == Mask.None && minutes.Count == 0, isShown ? (int)Math.Round(PeriodFacts.Quantile(minutes, 0.5)!.Value, MidpointRounding.AwayFromZero) : null, null);
    }

    private IEnumerable<OverviewRow> Within(IReadOnlyList<OverviewRow> rows, int period, Dimension dimension)
    {
        var (from, to) = BoundsOf(_periods[period]);
        return rows.Where(r => r.Dimension == (int)dimension && r.Part > from && r.Part <= to);
    }

    private (int From, int To) BoundsOf((DateOnly From, DateOnly To) period) => (Array.IndexOf(_bounds, period.From), Array.IndexOf(_bounds, period.To.AddDays(1)));

    // What belongs to a hidden count is hidden with it.
    private static Figure[] Under(Figure[] whole, Figure[] part) => [.. whole.Zip(part, (all, figure) => all.Mask != Mask.None && figure.Mask == Mask.None ? Figure.Withheld : figure)];

    private static Compared[] Pairs(Figure[] figures) => [.. InOrder(figures).Select(p => new Compared(p.Now, p.Before))];

    // From the year's order back to the day's.
    private static IEnumerable<(T Now, T Before)> InOrder<T>(IEnumerable<T> values) => values.Chunk(2).Reverse().Select(pair => (pair[0], pair[1]));
}
