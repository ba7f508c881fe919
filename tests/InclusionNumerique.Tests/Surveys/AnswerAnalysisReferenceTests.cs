using System.Globalization;
using System.Text.Json;
using InclusionNumerique.Tests.Statistics;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>From a file to JSON, against the values of R and of 50 digits that the statistics themselves are held to.</summary>
public sealed class AnswerAnalysisReferenceTests
{
    private static readonly string[] Statistics = ["Pillai", "Wilks", "Hotelling-Lawley", "Roy"];

    public static TheoryData<string> Cases => [.. new[] { "structures", "missions", "training", "four", "five", "contrast", "far", "iris", "sprays", "plants", "feed" }];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_test_of_every_item(string name)
    {
        var analysis = Analysed(name);

        foreach (var file in new[] { "references-r.csv", "references-precise.csv" })
        {
            var checks = Items("anova", (item, r) => r.Quantity is "F" or "p" ? item.Number("anova." + Low(r)) : null)
                .Concat(Items("welch", (item, r) => item.Number(r.Quantity == "df" ? "welch.df2" : "welch." + Low(r))))
                .Concat(Items("levene-mean", (item, r) => r.Quantity == "df" ? null : item.Number("levene." + Low(r))))
                .Concat(Items("kruskal", (item, r) => item.Number("kruskal." + Low(r))))
                .Concat(Items("lsd", (item, r) => item.GetProperty("lsd").EnumerateArray().Single(p => (p.Text("a"), p.Text("b")) == (Group(r.Pair().First), Group(r.Pair().Second))).Number("p")))
                .ToList();
            checks.Should().NotBeEmpty();
            checks.Where(c => c.Value is { } value && !(References.Relative(value, c.Reference.Value) < Bar(c.Reference))).Should().BeEmpty();

            IEnumerable<(Reference Reference, double? Value)> Items(string procedure, Func<JsonElement, Reference, double?> value) =>
                References.Values(file, procedure).Where(r => r.Case == name && Math.Abs(r.Value) > 1e-12).Select(r => (r, value(analysis.Item(r.Item - 1), r)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_items_together(string name)
    {
        var analysis = Analysed(name);
        var items = References.People(name)[0][0].Count;

        foreach (var file in new[] { "references-r.csv", "references-precise.csv" })
        {
            var checks = Statistics.SelectMany(s => References.Values(file, "manova-" + s).Where(r => r.Case == name && r.Item == items)
                    .Select(r => (Reference: r, Value: analysis.Number($"manova.{(s == "Hotelling-Lawley" ? "hotellingLawley" : s.ToLowerInvariant())}.{Low(r)}"))))
                .Concat(References.Values(file, "alpha").Where(r => r.Case == name && r.Quantity == "alpha").Select(r => (Reference: r, Value: analysis.Number("cronbach.alpha")))).ToList();
            checks.Should().HaveCount(items == 1 ? 0 : 21);
            checks.Where(c => !(References.Relative(c.Value!.Value, c.Reference.Value) < Bar(c.Reference))).Should().BeEmpty();
        }

        analysis.GetProperty("manova").GetProperty("n").GetInt32().Should().Be(References.People(name).Sum(g => g.Count));
        analysis.GetProperty("cronbach").GetProperty("items").GetInt32().Should().Be(items);
    }

    [Fact]
    public void A_shift_of_a_million_million_costs_no_digit()
    {
        decimal[] centres = [1.4m, 1.3m, 1.5m, 1.3m, 1.5m, 1.3m, 1.5m, 1.3m, 1.5m];
        var lines = centres.SelectMany((c, g) => Enumerable.Range(0, 2001).Select(i => string.Create(CultureInfo.InvariantCulture, $"{g},{1_000_000_000_000 + c + (i == 0 ? 0 : i % 2 == 1 ? -0.1m : 0.1m)}")));

        var item = AnalysedFile.Of("g,x\n" + string.Join('\n', lines), "--group", "g", "--items", "x").Item(0);

        References.Relative(item.Number("anova.f")!.Value, 2001).Should().BeLessThan(1e-14);
    }

    private static JsonElement Analysed(string name)
    {
        var people = References.People(name);
        var items = Enumerable.Range(1, people[0][0].Count).Select(i => $"q{i}").ToList();
        var lines = people.SelectMany((g, i) => g.Select(p => $"{Group(i)},{string.Join(',', p.Select(a => a.ToString(CultureInfo.InvariantCulture)))}"));
        return AnalysedFile.Of($"groupe,{string.Join(',', items)}\n{string.Join('\n', lines)}\n", "--group", "groupe", "--items", string.Join(',', items));
    }

    private static string Group(int index) => $"groupe {index}";

    private static string Low(Reference r) => r.Quantity.ToLowerInvariant();

    private static double Bar(Reference r) => !r.Quantity.EndsWith('p') ? 1e-10 : r.Value > 1e-15 ? 1e-8 : 1e-6;
}
