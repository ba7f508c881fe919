using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>
/// Every value of the files against R and against 50 digits: statistics to a relative 1e-10, p to 1e-8 down to 1e-15 and to 1e-6 below.
/// </summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    private const string R = "references-r.csv";
    private const string Precise = "references-precise.csv";

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Analysis_of_variance(string file) => Check(file, "anova", r =>
    {
        var anova = OneWayAnova.Of(References.Item(r.Case, r.Item)).Value!;
        return r.Quantity switch
        {
            "between" => anova.Between,
            "within" => anova.Within,
            "F" => anova.F,
            "p" => anova.P,
            "eta" => anova.EtaSquared,
            _ => anova.OmegaSquared,
        };
    });

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Welch(string file) => Check(file, "welch", r => Part(WelchAnova.Of(References.Item(r.Case, r.Item)).Value!, r));

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Levene_around_means(string file) => Check(file, "levene-mean", r => Part(Levene.AroundMeans(References.Item(r.Case, r.Item)).Value!, r));

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Levene_around_medians(string file) =>
        Check(file, "levene-median", r => Part(Levene.AroundMedians(References.Item(r.Case, r.Item)).Value!, r));

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Least_significant_difference(string file) => Check(file, "lsd", r => Pair(PairwiseTests.Lsd(References.Item(r.Case, r.Item)), r).P);

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Holm(string file) => Check(file, "holm", r => Pair(PairwiseTests.Holm(References.Item(r.Case, r.Item)), r).P);

    // The ptukey of R is itself only good to some 1e-9: its digits, and small p, are left to the other file.
    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Games_Howell(string file)
    {
        var known = new Dictionary<(string, int), Calculation<PairwiseTests>>();
        Check(file, "gameshowell", r =>
        {
            if (!known.TryGetValue((r.Case, r.Item), out var tests))
            {
                known[(r.Case, r.Item)] = tests = PairwiseTests.GamesHowell(References.Item(r.Case, r.Item));
            }

            var test = Pair(tests, r);
            return r.Quantity.EndsWith('t') ? test.T : r.Quantity.EndsWith("df", StringComparison.Ordinal) ? test.Df : test.P;
        });
    }

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Kruskal_Wallis(string file) => Check(file, "kruskal", r =>
    {
        var test = KruskalWallis.Of(References.Item(r.Case, r.Item)).Value!;
        return r.Quantity == "H" ? test.H : test.P;
    });

    [Fact]
    public void Mann_Whitney() => Check(R, "mannwhitney", r =>
    {
        var groups = References.Item(r.Case, r.Item);
        var test = MannWhitney.Of(groups[0], groups[1]).Value!;
        return r.Quantity == "U" ? test.U : r.Quantity == "normal" ? test.PNormal : test.PExact!.Value;
    });

    [Theory]
    [InlineData(R, "Pillai")]
    [InlineData(R, "Wilks")]
    [InlineData(R, "Hotelling-Lawley")]
    [InlineData(R, "Roy")]
    [InlineData(Precise, "Pillai")]
    [InlineData(Precise, "Wilks")]
    [InlineData(Precise, "Hotelling-Lawley")]
    [InlineData(Precise, "Roy")]
    public void Multivariate_analysis(string file, string name) => Check(file, "manova-" + name, r =>
    {
        var manova = Manova.Of([.. References.People(r.Case).Select(g => g.Select(p => p.Take(r.Item).ToArray()).ToArray())]).Value!;
        var test = name switch { "Pillai" => manova.Pillai, "Wilks" => manova.Wilks, "Roy" => manova.Roy, _ => manova.HotellingLawley! };
        return r.Quantity switch { "value" => test.Value, "F" => test.F, "df1" => test.Df1, "df2" => test.Df2, _ => test.P };
    });

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Cronbach_alpha(string file) => Check(file, "alpha", r =>
    {
        var alpha = CronbachAlpha.Of([.. References.People(r.Case).SelectMany(g => g)]).Value!;
        return r.Quantity switch
        {
            "alpha" => alpha.Alpha,
            "standardized" => alpha.Standardized!.Value,
            "low" => alpha.Low,
            "high" => alpha.High,
            "rest" => alpha.Items[r.Item - 1].RestCorrelation!.Value,
            _ => alpha.Items[r.Item - 1].AlphaWithout!.Value,
        };
    });

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Chi_square(string file) => Check(file, "chisquare", r =>
    {
        var table = ContingencyTable.Of(References.Table(r.Case)).Value!;
        return r.Quantity.Split(':')[0] switch
        {
            "X" => table.Pearson.Statistic,
            "p" => table.Pearson.P,
            "V" => table.CramerV,
            "corrected" => table.CorrectedCramerV!.Value,
            "expected" => table.Expected[r.Pair().First][r.Pair().Second],
            "residual" => table.Residuals[r.Pair().First][r.Pair().Second],
            _ => table.AdjustedResiduals[r.Pair().First][r.Pair().Second],
        };
    });

    [Fact]
    public void Yates_correction() => Check(R, "yates", r =>
    {
        var test = ContingencyTable.Of(References.Table(r.Case)).Value!.Yates!;
        return r.Quantity == "X" ? test.Statistic : test.P;
    });

    [Theory]
    [InlineData(R)]
    [InlineData(Precise)]
    public void Fisher_exact(string file) => Check(file, "fisher", r => FisherExact.Of(References.Table(r.Case)).Value!.P);

    [Fact]
    public void Mean_intervals() => Check(R, "mean", r =>
    {
        var mean = MeanInterval.Of(References.Item(r.Case, r.Item)[0]).Value!;
        return r.Quantity == "mean" ? mean.Mean : r.Quantity == "low" ? mean.Low!.Value : mean.High!.Value;
    });

    [Fact]
    public void Wilson_intervals() => Check(R, "wilson", r => Bound(ProportionInterval.Wilson, r));

    [Fact]
    public void Clopper_Pearson_intervals() => Check(R, "clopper", r => Bound(ProportionInterval.ClopperPearson, r));

    private static double Part(FTest test, Reference r) => r.Quantity == "F" ? test.F : r.Quantity == "df" ? test.Df2 : test.P;

    private static PairwiseTest Pair(Calculation<PairwiseTests> tests, Reference r) => tests.Value!.Pairs.Single(p => (p.First, p.Second) == r.Pair());

    private static double Bound(Func<int, int, double, Calculation<ProportionInterval>> method, Reference r)
    {
        int[] counts = [.. r.Case.Split('/').Select(int.Parse)];
        var interval = method(counts[0], counts[1], 0.95).Value!;
        return r.Quantity == "low" ? interval.Low : interval.High;
    }

    private void Check(string file, string procedure, Func<Reference, double> compute)
    {
        var measured = References.Values(file, procedure).Select(r => (Reference: r, Value: compute(r))).Select(m => (m.Reference, m.Value, Error: Difference(m.Reference, m.Value))).ToList();

        var worst = measured.MaxBy(m => m.Error / Bar(file, procedure, m.Reference));
        output.WriteLine($"{procedure} {file}: {measured.Count} values, worst of a statistic {measured.Where(m => !IsP(m.Reference)).Select(m => m.Error).DefaultIfEmpty().Max():E1}, of a p {measured.Where(m => IsP(m.Reference)).Select(m => m.Error).DefaultIfEmpty().Max():E1}; {worst}");
        measured.Should().NotBeEmpty();
        measured.Where(m => !(m.Error < Bar(file, procedure, m.Reference))).Should().BeEmpty();
    }

    private static bool IsP(Reference r) => r.Quantity is "p" or "normal" or "exact" || r.Quantity.EndsWith(":p", StringComparison.Ordinal);

    private static double Bar(string file, string procedure, Reference r) =>
        file == R && procedure == "gameshowell" && IsP(r) ? 1e-8 / r.Value : !IsP(r) ? 1e-10 : r.Value > 1e-15 ? 1e-8 : 1e-6;

    // Means that are equal make statistics of 0, which R shows as its rounding.
    private static double Difference(Reference r, double value) => Math.Abs(r.Value) < 1e-12 && !IsP(r) && Math.Abs(value) < 1e-12 ? 0 : References.Relative(value, r.Value);
}
