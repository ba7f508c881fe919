using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>Alpha of a block, tables of counts and intervals beyond their reference values.</summary>
public sealed class BlockAndTableTests
{
    [Fact]
    public void A_reversed_item_counts_as_if_it_had_been_asked_the_other_way()
    {
        var people = References.People("structures").SelectMany(g => g).ToList();
        var turned = people.Select(p => p.Select((v, i) => i is 1 or 4 ? 9 - v : v).ToArray()).ToList();

        CronbachAlpha.Of(turned, new ReversedItems(new HashSet<int> { 1, 4 }, 1, 8)).Value.Should().BeEquivalentTo(CronbachAlpha.Of(people).Value);
    }

    [Fact]
    public void An_item_answered_by_all_alike_has_no_correlation()
    {
        var alpha = CronbachAlpha.Of([[1, 4, 2], [3, 4, 3], [5, 4, 7]]).Value!;

        alpha.Standardized.Should().BeNull();
        (alpha.Items[1].Deviation, alpha.Items[1].RestCorrelation).Should().Be((0, null));
        alpha.Items[1].AlphaWithout.Should().BeGreaterThan(alpha.Alpha);
    }

    [Fact]
    public void Two_equal_items_measure_one_thing()
    {
        var alpha = CronbachAlpha.Of([[1, 1], [3, 3], [4, 4]]).Value!;

        (alpha.Alpha, alpha.Low, alpha.High, alpha.Standardized).Should().Be((1, 1, 1, 1));
        alpha.Items.Should().OnlyContain(i => i.AlphaWithout == null && i.RestCorrelation == 1);
    }

    [Fact]
    public void The_note_tells_how_many_expected_counts_are_small()
    {
        ContingencyTable.Of(References.Table("tea")).Value!.Note.Should().Be("Effectif théorique inférieur à 5 dans 4 case(s) sur 4 : préférez le test exact de Fisher.");
        ContingencyTable.Of(References.Table("two")).Value!.Note.Should().BeNull();
    }

    [Fact]
    public void Yates_is_for_tables_of_four() => ContingencyTable.Of(References.Table("structures")).Value!.Yates.Should().BeNull();

    [Fact]
    public void The_corrected_strength_of_a_link_of_two_people_has_no_value() =>
        ContingencyTable.Of([[1, 0], [0, 1]]).Value!.CorrectedCramerV.Should().BeNull();

    [Fact]
    public void A_table_and_its_transpose_have_the_same_exact_p()
    {
        var table = References.Table("job");
        int[][] transposed = [.. Enumerable.Range(0, 4).Select(c => table.Select(row => row[c]).ToArray())];

        References.Relative(FisherExact.Of(transposed).Value!.P, FisherExact.Of(table).Value!.P).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void A_table_too_large_is_estimated_and_says_how_well()
    {
        var table = References.Table("missions");
        var exact = FisherExact.Of(table).Value!;
        var estimate = FisherExact.Of(table, 10).Value!;

        (exact.IsExact, estimate.IsExact).Should().Be((true, false));
        Math.Abs(estimate.P - exact.P).Should().BeLessThan(4 * estimate.StandardError!.Value);
        FisherExact.Of(table, 10).Value.Should().Be(estimate);
    }

    [Fact]
    public void A_table_of_six_by_eight_is_too_large()
    {
        var random = new Random(3);
        int[][] table = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 8).Select(_ => random.Next(1, 30)).ToArray())];
        var estimate = FisherExact.Of(table).Value!;

        estimate.StandardError.Should().BeInRange(1e-6, 0.002);
        estimate.P.Should().BeInRange(1.0 / (FisherExact.Draws + 1), 1);
    }

    [Fact]
    public void An_answer_beyond_the_scale_cannot_be_reversed() =>
        CronbachAlpha.Of([[1, 9], [3, 2]], new ReversedItems(new HashSet<int> { 1 }, 1, 8)).Refusal!.Message.Should().Be("Une réponse à inverser est hors de l’échelle.");

    [Fact]
    public void A_mean_of_equal_answers_has_no_interval()
    {
        var mean = MeanInterval.Of([4, 4, 4]).Value!;

        mean.Should().Be(new MeanInterval(3, 4, 0, null, null));
    }

    [Fact]
    public void A_single_answer_has_a_mean_and_nothing_else() => MeanInterval.Of([4.5m]).Value.Should().Be(new MeanInterval(1, 4.5, null, null, null));

    [Fact]
    public void No_answer_has_no_mean() => MeanInterval.Of([]).Refusal!.Message.Should().Be("Il n’y a aucune réponse.");

    [Fact]
    public void All_of_them_are_all_of_them()
    {
        var wilson = ProportionInterval.Wilson(95, 95).Value!;

        (wilson.Proportion, wilson.High).Should().Be((1, 1));
        wilson.Low.Should().BeApproximately(0.961, 0.0005);
        ProportionInterval.ClopperPearson(0, 95).Value!.Low.Should().Be(0);
    }
}
