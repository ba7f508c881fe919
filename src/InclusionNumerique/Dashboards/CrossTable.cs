namespace InclusionNumerique.Dashboards;

/// <summary>A line or column of the cross table.</summary>
/// <param name="Key">Of the organisation or theme; null: several together.</param>
public sealed record CrossHead(string Label, int? Key, Figure Total);

/// <summary>Which organisations bring which themes: requests of the period. The most asked ones, the others together.</summary>
/// <param name="Counts">By line, then by column.</param>
public sealed record CrossTable(IReadOnlyList<CrossHead> Organisations, IReadOnlyList<CrossHead> Themes, IReadOnlyList<IReadOnlyList<Figure>> Counts);

/// <summary>What the cross table is made of, before its counts: who is told by name, who stands among the others.</summary>
/// <param name="Organisations">Keys of each line.</param>
/// <param name="Themes">Keys of each column.</param>
internal sealed record CrossSpec(IReadOnlyList<IReadOnlyList<int>> Organisations, IReadOnlyList<IReadOnlyList<int>> Themes)
{
    /// <summary>Between the organisation and the theme of a pair's key.</summary>
    public const int Base = 10_000;

    private const int OrganisationsMost = 8;

    private const int ThemesMost = 6;

    private readonly Dictionary<int, int> _lines = Places(Organisations);
    private readonly Dictionary<int, int> _columns = Places(Themes);

    public static CrossSpec Of(PeriodCounts counts, TableSpec organisations, TableSpec themes) => new(Split(counts, organisations, OrganisationsMost), Split(counts, themes, ThemesMost));

    public static int Cell(int line, int column) => (line * 100) + column;

    public int LineOf(int organisation) => _lines[organisation];

    public int ColumnOf(int theme) => _columns[theme];

    public int? CellOf(int organisation, int theme) => _lines.TryGetValue(organisation, out var line) && _columns.TryGetValue(theme, out var column) ? Cell(line, column) : null;

    // The most asked ones by themselves, from the least number of people that is shown; the others together; those without one.
    private static List<IReadOnlyList<int>> Split(PeriodCounts counts, TableSpec spec, int most)
    {
        int[] keys = [.. spec.Lines.Select(l => l.Key).Where(key => key != 0)];
        int[] named = [.. keys.Where(key => counts[spec.Dimension, key] >= Disclosure.Threshold).OrderByDescending(key => counts[spec.Dimension, key]).ThenBy(key => key).Take(most)];
        int[] others = [.. keys.Except(named)];
        List<IReadOnlyList<int>> lines = [.. named.Select(key => (IReadOnlyList<int>)[key])];
        if (others.Length > 0)
        {
            lines.Add(others);
        }

        lines.Add([0]);
        return lines;
    }

    private static Dictionary<int, int> Places(IReadOnlyList<IReadOnlyList<int>> lines) =>
        lines.SelectMany((keys, line) => keys.Select(key => (Key: key, Line: line))).ToDictionary(k => k.Key, k => k.Line);
}
