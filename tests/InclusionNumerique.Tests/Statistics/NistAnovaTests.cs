using System.Globalization;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>
/// The eleven one-way data sets of NIST's Statistical Reference Datasets with their certified values: 13 correct digits.
/// The two observed sets are NIST's own files; the nine generated ones (Simon and Lesage 1989) follow from three numbers each.
/// </summary>
public sealed class NistAnovaTests
{
    // A certified value has 15 digits itself.
    private const double ThirteenDigits = 1e-13;

    [Theory]
    [InlineData("SiRstv.dat", 5.11462616000000E-02, 2.16636560000000E-01, 1.18046237440255E+00)]
    [InlineData("AtmWtAg.dat", 3.63834187500000E-09, 1.04951729166667E-08, 1.59467335677930E+01)]
    public void Observed(string file, double between, double within, double f)
    {
        var groups = References.Lines(file).Skip(60).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .GroupBy(l => l[0], l => decimal.Parse(l[1], CultureInfo.InvariantCulture)).Select(g => g.ToArray());

        Check([.. groups], between, within, f);
    }

    [Theory]
    [InlineData(0, 21, 1.68, 1.8, 21)]
    [InlineData(0, 201, 16.08, 18, 201)]
    [InlineData(0, 2001, 160.08, 180, 2001)]
    [InlineData(1_000_000, 21, 1.68, 1.8, 21)]
    [InlineData(1_000_000, 201, 16.08, 18, 201)]
    [InlineData(1_000_000, 2001, 160.08, 180, 2001)]
    [InlineData(1_000_000_000_000, 21, 1.68, 1.8, 21)]
    [InlineData(1_000_000_000_000, 201, 16.08, 18, 201)]
    [InlineData(1_000_000_000_000, 2001, 160.08, 180, 2001)]
    public void Generated(long leading, int replicates, double between, double within, double f)
    {
        decimal[] centres = [1.4m, 1.3m, 1.5m, 1.3m, 1.5m, 1.3m, 1.5m, 1.3m, 1.5m];
        var shift = leading == 0 ? 0 : leading - 1;
        var groups = centres.Select(c => Enumerable.Range(0, replicates).Select(i => shift + c + (i == 0 ? 0 : i % 2 == 1 ? -0.1m : 0.1m)).ToArray());

        Check([.. groups], between, within, f);
    }

    private static void Check(decimal[][] groups, double between, double within, double f)
    {
        var anova = OneWayAnova.Of(groups).Value!;

        References.Relative(anova.Between, between).Should().BeLessThan(ThirteenDigits);
        References.Relative(anova.Within, within).Should().BeLessThan(ThirteenDigits);
        References.Relative(anova.F, f).Should().BeLessThan(ThirteenDigits);
        References.Relative(anova.EtaSquared, between / (between + within)).Should().BeLessThan(ThirteenDigits);
        References.Relative(Math.Sqrt(anova.MeanSquareWithin), Math.Sqrt(within / (groups.Sum(g => g.Length) - groups.Length))).Should().BeLessThan(ThirteenDigits);
    }
}
