using System.Globalization;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>Tail probabilities down to 1e-300 against 50 digits, see <c>References/precise.py</c>.</summary>
public sealed class TailTests(ITestOutputHelper output)
{
    [Fact]
    public void Tails_keep_their_digits() => Check("tail", r =>
    {
        var parts = Numbers(r);
        return r.Quantity.Split(':') switch
        {
            ["F", ..] => Tails.F(parts[0], r.Item, parts[1]),
            ["T", ..] => Tails.T(parts[0], parts[1]),
            ["X", ..] => Tails.ChiSquare(parts[0], r.Item),
            _ => Tails.Normal(parts[0]),
        };
    });

    [Fact]
    public void The_tail_of_the_studentized_range_keeps_its_digits() => Check("range", r => StudentizedRange.Upper(Numbers(r)[0], r.Item, Numbers(r)[1]));

    [Theory]
    [InlineData(0.05, 3, 20.5)]
    [InlineData(0.05, 6, 74)]
    [InlineData(0.1, 2, 3)]
    [InlineData(0.001, 5, 120)]
    [InlineData(0.05, 3, 1)]
    [InlineData(0.5, 20, 6)]
    public void The_critical_range_is_exceeded_with_the_probability_asked(double probability, int groups, double df) =>
        References.Relative(StudentizedRange.Upper(StudentizedRange.Critical(probability, groups, df), groups, df), probability).Should().BeLessThan(1e-11);

    [Theory]
    [InlineData(0.05, 3)]
    [InlineData(0.05, 1)]
    [InlineData(0.01, 82.5)]
    [InlineData(0.1, 18000)]
    [InlineData(1e-6, 10)]
    public void The_critical_t_is_exceeded_with_the_probability_asked(double probability, double df)
    {
        References.Relative(Tails.T(Tails.CriticalT(probability, df), df), probability).Should().BeLessThan(1e-12);
        References.Relative(Math.Pow(Tails.CriticalT(probability, df), 2), Tails.CriticalF(probability, 1, df)).Should().BeLessThan(1e-11);
    }

    [Fact]
    public void The_range_of_two_is_the_t_test() =>
        References.Relative(StudentizedRange.Upper(4.4 * Math.Sqrt(2), 2, 17.3), Tails.T(4.4, 17.3)).Should().BeLessThan(1e-12);

    [Fact]
    public void No_distance_at_all_is_certain_to_be_exceeded() =>
        new[] { Tails.F(0, 3, 10), Tails.T(0, 4), Tails.ChiSquare(0, 2), Tails.Normal(0), StudentizedRange.Upper(0, 3, 10) }.Should().AllBeEquivalentTo(1.0);

    private static double[] Numbers(Reference r) => [.. r.Quantity.Split(':').Where(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).Select(p => double.Parse(p, CultureInfo.InvariantCulture))];

    private void Check(string procedure, Func<Reference, double> compute)
    {
        var measured = References.Values("references-precise.csv", procedure).Select(r => (Reference: r, Value: compute(r))).Select(m => (m.Reference, m.Value, Error: References.Relative(m.Value, m.Reference.Value))).ToList();

        output.WriteLine($"{procedure}: worst {measured.MaxBy(m => m.Error)}");
        measured.Should().NotBeEmpty();
        measured.Where(m => !(m.Error < (m.Reference.Value > 1e-15 ? 1e-8 : 1e-6))).Should().BeEmpty();
    }
}
