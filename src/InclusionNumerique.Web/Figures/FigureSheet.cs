using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>One table of a page of figures: a sheet of a workbook, or lines of a CSV.</summary>
/// <param name="Name">As the page calls it.</param>
/// <param name="Head">Each once.</param>
/// <param name="Rows">Texts, whole numbers, decimals, or nothing.</param>
public sealed record FigureSheet(string Name, string[] Head, IReadOnlyList<object?[]> Rows)
{
    private const int ComparedMost = 2;

    /// <summary>The columns that are set beside those of another view, the one whose change is told first. None: its lines are not those of another view.</summary>
    public int[] Compared { get; init; } = [];

    /// <summary>Its lines are days or months: another site has the same, another period has not.</summary>
    public bool IsDated { get; init; }

    /// <summary>The number to reckon with, or what stands for one that is not shown.</summary>
    public static object Cell(Figure figure) => figure.Value is { } value ? value : FigureTexts.Text(figure);

    /// <summary>What the lines are and the first compared columns alone: as much as half a page holds beside those of another view.</summary>
    public FigureSheet Narrow() => new(Name, Pick(Head), [.. Rows.Select(Pick)]) { Compared = [.. Compared.Take(ComparedMost).Select((_, i) => i + 1)], IsDated = IsDated };

    /// <summary>Beside each compared column the same of another view, line by line, and how much the first one changed.</summary>
    /// <param name="others">The tables of the other view; without one of that name, or without a line of both, this one stays as it is.</param>
    public FigureSheet Beside(IEnumerable<FigureSheet> others, Versus versus)
    {
        if (Compared.Length == 0 || (IsDated && !versus.IsOfSite) || others.FirstOrDefault(o => o.Name == Name) is not { } other)
        {
            return this;
        }

        var before = other.Rows.DistinctBy(r => r[0]).ToDictionary(r => r[0]!);
        if (!Rows.Any(r => before.ContainsKey(r[0]!)))
        {
            return this;
        }

        string[] Headings(int column) => column == Compared[0] ? [Head[column], versus.Of(Head[column]), $"{versus.Change} (%)"] : Compared.Contains(column) ? [Head[column], versus.Of(Head[column])] : [Head[column]];
        object?[] Cells(object?[] row, int column)
        {
            var then = before.GetValueOrDefault(row[0]!)?[column];
            return column == Compared[0] ? [row[column], then, Change(row[column], then)] : Compared.Contains(column) ? [row[column], then] : [row[column]];
        }

        var columns = Enumerable.Range(0, Head.Length).ToArray();
        var gone = other.Rows.Where(r => Rows.All(own => !own[0]!.Equals(r[0]))).Select(r => columns.Select(c => c == 0 ? r[0] : null).ToArray());
        return new(Name, [.. columns.SelectMany(Headings)], [.. Rows.Concat(gone).Select(row => columns.SelectMany(c => Cells(row, c)).ToArray())]);
    }

    private static double? Change(object? now, object? before) => (Number(now), Number(before)) is ({ } after, > 0 and { } whole) ? Math.Round((after - whole) / whole * 100) : null;

    private static double? Number(object? cell) => cell switch { int count => count, long count => count, double number => number, _ => null };

    private T[] Pick<T>(T[] row) => [row[0], .. Compared.Take(ComparedMost).Select(c => row[c])];
}
