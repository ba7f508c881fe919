using System.Globalization;

namespace InclusionNumerique.Dashboards;

/// <summary>Requests by organisation and theme together, by how they came up, and over time.</summary>
internal sealed class RequestComposer(DisclosedCounts shown, CrossSpec cross, TableSpec organisations, TableSpec themes)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public CrossTable Cross()
    {
        var lines = Heads(cross.Organisations, organisations, "Autres organismes");
        var columns = Heads(cross.Themes, themes, "Autres thèmes");
        return new([.. lines.Select(l => l.Head)], [.. columns.Select(c => c.Head)],
            [.. lines.Select(l => (IReadOnlyList<Figure>)[.. columns.Select(c => shown[Dimension.Cross, CrossSpec.Cell(l.Place, c.Place)])])]);
    }

    /// <summary>In the house's order, the themes of no request left out.</summary>
    public IReadOnlyList<ProportionLine> FoundByTheme() =>
    [
        .. themes.Lines.Select(l => new ProportionLine(l.Label, new(shown[Dimension.FoundTheme, l.Key], shown[Dimension.Theme, l.Key]), null)).Where(l => l.Now.Whole.Value != 0),
    ];

    public FigureTable? OverTime(FigureFilter filter, IReadOnlyList<ColumnRow> rows)
    {
        var (spec, key) = filter.OrganisationId is { } organisation ? (organisations, organisation) : (themes, filter.ThemeId);
        if (key is not { } asked || !spec.Lines.Any(l => l.Key == asked))
        {
            return null;
        }

        var (label, total, step) = (spec.Lines.First(l => l.Key == asked).Label, shown[spec.Dimension, asked], StepOf(filter.Period));
        var disclosure = new Disclosure();
        var cells = ColumnsOf(filter.Period, step).Select(start => (Start: start, Cell: disclosure.Add(rows.FirstOrDefault(r => r.Start == start)?.Count ?? 0))).ToArray();
        if (total.Mask == Mask.None)
        {
            disclosure.Hide();
        }

        return new("dans-le-temps", $"{label} : demandes {(step == FigureStep.Week ? "par semaine" : "par mois")}", step == FigureStep.Week ? "Semaine" : "Mois", "demandes", new(total, null),
        [
            .. cells.Select(c =>
            {
                var count = total.Mask == Mask.None ? disclosure[c.Cell] : Figure.Withheld;
                return new FigureLine(LabelOf(c.Start, step), new(count, null), total.Value is > 0 and { } whole ? (double?)count.Value / whole : null);
            }),
        ]);
    }

    /// <summary>Days hold too few requests of one organisation.</summary>
    public static FigureStep StepOf(FigurePeriod period) => period.Step == FigureStep.Month ? FigureStep.Month : FigureStep.Week;

    private static string LabelOf(DateOnly start, FigureStep step) => step == FigureStep.Week ? $"du {FrenchTime.ShortDay(start)} {start.Year}" : start.ToString("MMMM yyyy", French);

    private static IEnumerable<DateOnly> ColumnsOf(FigurePeriod period, FigureStep step)
    {
        for (var day = period.From; day <= period.To; day = step == FigureStep.Week ? day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7)) : new DateOnly(day.Year, day.Month, 1).AddMonths(1))
        {
            yield return day;
        }
    }

    // What is hidden keeps the house's order after what is shown: its rank would say how many it holds.
    private (CrossHead Head, int Place)[] Heads(IReadOnlyList<IReadOnlyList<int>> places, TableSpec spec, string others)
    {
        var heads = places.Select((keys, place) => (Head: Head(keys, spec, others), Place: place, Order: Order(keys, spec))).Where(h => h.Head.Total.Value != 0);
        return [.. heads.OrderBy(h => h.Order.Last).ThenByDescending(h => h.Head.Total.Value ?? 0).ThenBy(h => h.Order.House).Select(h => (h.Head, h.Place))];
    }

    private CrossHead Head(IReadOnlyList<int> keys, TableSpec spec, string others)
    {
        if (keys.Count == 1 && spec.Lines.First(l => l.Key == keys[0]) is var (key, label))
        {
            return new(label, key, shown[spec.Dimension, key]);
        }

        var counts = keys.Select(k => shown[spec.Dimension, k].Value).ToArray();
        return new(others, null, counts.Any(c => c is null) ? Figure.Withheld : Figure.Of(counts.Sum(c => c!.Value)));
    }

    private static (int Last, int House) Order(IReadOnlyList<int> keys, TableSpec spec) =>
        (keys.Count > 1 ? 1 : keys[0] == 0 ? 2 : 0, spec.Lines.TakeWhile(l => l.Key != keys[0]).Count());
}
