namespace InclusionNumerique.Statistics;

/// <summary>A table of counts: Pearson's χ² of independence, what each cell contributes, and the strength of the link.</summary>
/// <param name="Yates">With Yates's correction for continuity; null unless the table is 2 × 2.</param>
/// <param name="Expected">Counts expected under independence, by line and column.</param>
/// <param name="Residuals">Pearson's: (observed − expected) / √expected.</param>
/// <param name="AdjustedResiduals">Standard normal under independence: beyond ±1.96 the cell stands out at 5 %.</param>
/// <param name="CramerV">0 to 1.</param>
/// <param name="CorrectedCramerV">Without its bias in small samples (Bergsma 2013); null when the sample is too small for the correction.</param>
/// <param name="Note">In French, when an expected count is under 5; null otherwise.</param>
public sealed record ContingencyTable(
    ChiSquareTest Pearson, ChiSquareTest? Yates, IReadOnlyList<IReadOnlyList<double>> Expected, IReadOnlyList<IReadOnlyList<double>> Residuals, IReadOnlyList<IReadOnlyList<double>> AdjustedResiduals, double CramerV, double? CorrectedCramerV, string? Note)
{
    public const double ExpectedLeast = 5;

    /// <param name="counts">Lines of as many columns each, two of both at least, none of them empty.</param>
    public static Calculation<ContingencyTable> Of(IReadOnlyList<IReadOnlyList<int>> counts) =>
        Margins.Refuse(counts) is { } refusal ? refusal : Of(counts, Margins.Of(counts));

    private static ContingencyTable Of(IReadOnlyList<IReadOnlyList<int>> counts, Margins margins)
    {
        var (rows, columns, total) = margins;
        double Expected(int r, int c) => (double)rows[r] * columns[c] / total;

        // The product is whole: no digit is lost where a cell is near its expectation.
        double Excess(int r, int c) => (double)(((Int128)counts[r][c] * total) - ((Int128)rows[r] * columns[c])) / total;
        double Residual(int r, int c) => Excess(r, c) / Math.Sqrt(Expected(r, c));
        double Adjusted(int r, int c) => Residual(r, c) * total / Math.Sqrt((double)(total - rows[r]) * (total - columns[c]));

        var df = (rows.Length - 1) * (columns.Length - 1);
        var statistic = margins.Cells(Residual).Sum(row => row.Sum(v => v * v));
        var correction = Math.Min(0.5, Math.Abs(Excess(0, 0)));
        var corrected = margins.Cells((r, c) => Math.Pow(Math.Abs(Excess(r, c)) - correction, 2) / Expected(r, c)).Sum(row => row.Sum());
        return new(
            Test(statistic, df),
            rows.Length == 2 && columns.Length == 2 ? Test(corrected, 1) : null,
            margins.Cells(Expected),
            margins.Cells(Residual),
            margins.Cells(Adjusted),
            Math.Sqrt(statistic / total / (Math.Min(rows.Length, columns.Length) - 1)),
            Corrected(statistic / total, margins),
            Warning(margins.Cells(Expected)));
    }

    private static ChiSquareTest Test(double statistic, int df) => new(statistic, df, Tails.ChiSquare(statistic, df));

    private static double? Corrected(double phiSquared, Margins margins)
    {
        double others = margins.Total - 1;
        double r = margins.Rows.Length - 1;
        double c = margins.Columns.Length - 1;
        var least = Math.Min(r - (r * r / others), c - (c * c / others));
        return least <= 0 ? null : Math.Sqrt(Math.Max(0, phiSquared - (r * c / others)) / least);
    }

    private static string? Warning(IReadOnlyList<IReadOnlyList<double>> expected)
    {
        var few = expected.Sum(row => row.Count(e => e < ExpectedLeast));
        var all = expected.Sum(row => row.Count);
        return few == 0 ? null : $"Effectif théorique inférieur à 5 dans {few} case(s) sur {all} : préférez le test exact de Fisher.";
    }
}

public sealed record ChiSquareTest(double Statistic, int Df, double P);

/// <summary>Sums of the lines and columns of a table of counts.</summary>
internal sealed record Margins(long[] Rows, long[] Columns, long Total)
{
    public static Margins Of(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        long[] rows = [.. counts.Select(row => row.Sum(c => (long)c))];
        return new(rows, [.. Enumerable.Range(0, counts[0].Count).Select(c => counts.Sum(row => (long)row[c]))], rows.Sum());
    }

    public static Refusal? Refuse(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        if (counts.Count < 2 || counts[0].Count < 2)
        {
            return Reasons.TableTooSmall;
        }

        if (counts.Any(row => row.Count != counts[0].Count))
        {
            return Reasons.RaggedTable;
        }

        if (counts.Any(row => row.Any(c => c < 0)))
        {
            return Reasons.NegativeCount;
        }

        var margins = Of(counts);
        return margins.Total == 0 ? Reasons.NoAnswers : margins.Rows.Contains(0) || margins.Columns.Contains(0) ? Reasons.EmptyMargin : null;
    }

    public IReadOnlyList<IReadOnlyList<double>> Cells(Func<int, int, double> value) =>
        [.. Enumerable.Range(0, Rows.Length).Select(r => Enumerable.Range(0, Columns.Length).Select(c => value(r, c)).ToArray())];
}
