using MathNet.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>Fisher's exact test of independence in a table of any size (Freeman and Halton 1951).</summary>
/// <param name="P">Two-sided: the probability, with these margins, of the tables that are no more probable than the observed one (up to a relative 1e-7, as in R).</param>
/// <param name="StandardError">Of a P that is estimated from <see cref="Draws"/> random tables; null when P is exact.</param>
public sealed record FisherExact(double P, double? StandardError)
{
    /// <summary>Random tables for a table too large to be followed exactly; they always start from the same seed.</summary>
    public const int Draws = 100_000;

    /// <summary>How many steps of the exact computation are worth their time: a few seconds at most.</summary>
    public const int StepsMost = 3_000_000;

    internal const double Tolerance = 1e-7;

    public bool IsExact => StandardError is null;

    /// <param name="counts">Lines of as many columns each, two of both at least, none of them empty.</param>
    public static Calculation<FisherExact> Of(IReadOnlyList<IReadOnlyList<int>> counts) => Of(counts, StepsMost);

    internal static Calculation<FisherExact> Of(IReadOnlyList<IReadOnlyList<int>> counts, int stepsMost)
    {
        if (Margins.Refuse(counts) is { } refusal)
        {
            return refusal;
        }

        var (rows, columns, _) = Margins.Of(counts);
        int[] first = [.. rows.Select(r => (int)r)];
        int[] second = [.. columns.Select(c => (int)c)];

        // The shorter margin is followed, the longer one filled in. Π filled! / Π cell! is proportional to the probability of a table.
        var (followed, filled) = first.Length <= second.Length ? (first, second) : (second, first);
        var observed = filled.Sum(SpecialFunctions.FactorialLn) - counts.SelectMany(row => row).Sum(SpecialFunctions.FactorialLn);
        return new FisherNetwork(followed, filled, stepsMost).P(observed) is { } p ? new FisherExact(p, null) : Drawn(counts, first, second);
    }

    private static FisherExact Drawn(IReadOnlyList<IReadOnlyList<int>> counts, int[] rows, int[] columns)
    {
        var random = new Random(20221103);
        int[] rowOf = [.. rows.SelectMany((count, r) => Enumerable.Repeat(r, count))];
        int[] columnOf = [.. columns.SelectMany((count, c) => Enumerable.Repeat(c, count))];
        var logarithms = Enumerable.Range(0, rowOf.Length + 1).Select(SpecialFunctions.FactorialLn).ToArray();
        var observed = -counts.Sum(row => row.Sum(c => logarithms[c])) + Tolerance;
        var cells = new int[rows.Length * columns.Length];
        var asExtreme = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            random.Shuffle(columnOf);
            Array.Clear(cells);
            for (var i = 0; i < rowOf.Length; i++)
            {
                cells[(rowOf[i] * columns.Length) + columnOf[i]]++;
            }

            asExtreme += -cells.Sum(c => logarithms[c]) <= observed ? 1 : 0;
        }

        // The observed table counts as one of the draws: an estimate is never 0.
        var p = (asExtreme + 1.0) / (Draws + 1);
        return new(p, Math.Sqrt(p * (1 - p) / Draws));
    }
}
