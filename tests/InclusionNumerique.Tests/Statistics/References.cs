using System.Globalization;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>The answers and values written by <c>References/references.R</c> and <c>References/precise.py</c>.</summary>
internal static class References
{
    private static readonly Lazy<Dictionary<string, IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>>>> AllAnswers = new(() =>
        Read("answers.csv").GroupBy(l => l[0]).ToDictionary(
            c => c.Key,
            c => (IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>>)[.. c.GroupBy(l => Whole(l[1])).OrderBy(g => g.Key).Select(g => g.Select(l => l[2..].Select(Decimal).ToArray()).ToArray())]));

    private static readonly Lazy<Dictionary<string, IReadOnlyList<IReadOnlyList<int>>>> AllTables = new(() =>
        Read("tables.csv").GroupBy(l => l[0]).ToDictionary(t => t.Key, t => (IReadOnlyList<IReadOnlyList<int>>)[.. t.Select(l => l[1..].Select(Whole).ToArray())]));

    /// <summary>Groups of people of a case, each with the answers to all items.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>> People(string name) => AllAnswers.Value[name];

    /// <summary>Groups of answers to one item, counted from 1 as in the files.</summary>
    public static IReadOnlyList<IReadOnlyList<decimal>> Item(string name, int item) => [.. People(name).Select(g => g.Select(p => p[item - 1]).ToArray())];

    public static IReadOnlyList<IReadOnlyList<int>> Table(string name) => AllTables.Value[name];

    public static IEnumerable<Reference> Values(string file, string procedure) =>
        Read(file).Where(l => l[1] == procedure).Select(l => new Reference(l[0], Whole(l[2]), l[3], double.Parse(l[4], CultureInfo.InvariantCulture)));

    public static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Statistics", "References", file));

    public static double Relative(double value, double reference) => value == reference ? 0 : Math.Abs((value - reference) / reference);

    private static IEnumerable<string[]> Read(string file) => Lines(file).Select(l => l.Split(','));

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <param name="Quantity">With what it is of after a colon: "p:0-2" for example.</param>
internal sealed record Reference(string Case, int Item, string Quantity, double Value)
{
    /// <summary>The two positions behind the colon, from 0.</summary>
    public (int First, int Second) Pair()
    {
        int[] parts = [.. Quantity.Split(':').First(p => p.Contains('-')).Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        return (parts[0], parts[1]);
    }
}
