using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

/// <summary>What cannot be computed is refused with its reason, and what can be is never infinite nor "not a number".</summary>
public sealed class StatisticsRefusalTests
{
    private const string NoAnswers = "Il n’y a aucune réponse.";
    private const string OneGroup = "Il faut au moins deux groupes.";
    private const string EmptyGroup = "Un groupe ne compte aucune réponse.";

    public static TheoryData<string, string, string> OneWayRefusals => new()
    {
        { "anova lsd holm welch games levene median kruskal", "", NoAnswers },
        { "anova lsd holm welch games levene median kruskal", "|", NoAnswers },
        { "anova lsd holm welch games levene median kruskal", "1 2 3", OneGroup },
        { "anova lsd holm welch games levene median kruskal", "1 2 3||4 5", EmptyGroup },
        { "anova lsd holm levene median", "1|2|3", "Il faut au moins un groupe de deux réponses ou plus." },
        { "welch games", "1|2 3|4 5", "Chaque groupe doit compter au moins deux réponses." },
        { "anova lsd holm kruskal", "4 4|4 4 4", "Toutes les réponses sont identiques." },
        { "anova lsd holm", "4 4|5 5 5", "L’item n’a aucune variation à l’intérieur des groupes." },
        { "welch", "4 4|5 6 5|1 2", "Un groupe au moins n’a aucune variation : le test de Welch ne peut pas le pondérer." },
        { "games", "4 4|5 5 5|1 2", "Deux groupes n’ont aucune variation : ils ne peuvent pas être comparés." },
        { "levene median", "4 6|1 3|5 5", "Dans chaque groupe, toutes les réponses sont à la même distance du centre : les dispersions ne peuvent pas être comparées." },
    };

    [Theory]
    [MemberData(nameof(OneWayRefusals))]
    public void Groups_that_cannot_be_compared(string procedures, string groups, string reason)
    {
        foreach (var procedure in procedures.Split(' '))
        {
            Refusal(procedure, Read(groups)).Should().Be(new Refusal("", reason), procedure);
        }
    }

    [Theory]
    [InlineData("4|4 5 6")]
    [InlineData("4 4|5 6")]
    public void A_small_or_constant_group_beside_others_is_no_obstacle_to_the_analysis_of_variance(string groups)
    {
        var anova = OneWayAnova.Of(Read(groups)).Value!;

        double.IsFinite(anova.F).Should().BeTrue();
        anova.P.Should().BeInRange(0, 1);
    }

    [Fact]
    public void A_constant_group_can_be_compared_with_another_by_games_and_howell()
    {
        var pair = PairwiseTests.GamesHowell(Read("4 4 4|5 6 7 5")).Value!.Pairs.Single();

        pair.Df.Should().Be(3);
        pair.P.Should().BeInRange(0.001, 0.1);
        pair.Low.Should().BeLessThan(pair.Difference);
    }

    [Fact]
    public void The_largest_numbers_there_are_keep_a_finite_answer()
    {
        var anova = OneWayAnova.Of([[decimal.MaxValue, decimal.MaxValue - 1], [decimal.MinValue, 0]]).Value!;

        // Means M − 1/2 and −M/2: between (3M/2)², within M²/2 on two degrees of freedom, but for terms far below M².
        References.Relative(anova.F, 9).Should().BeLessThan(1e-12);
        double.IsFinite(anova.Within).Should().BeTrue();
    }

    [Fact]
    public void The_smallest_differences_there_are_count() =>
        References.Relative(OneWayAnova.Of([[1e-28m, 2e-28m, 3e-28m], [4e-28m, 5e-28m, 6e-28m]]).Value!.F, 13.5).Should().BeLessThan(1e-15);

    [Fact]
    public void Equal_means_are_no_difference_at_all()
    {
        var anova = OneWayAnova.Of(Read("1 2 3|2 2 2|0 4")).Value!;

        (anova.F, anova.P, anova.EtaSquared).Should().Be((0, 1, 0));
        anova.OmegaSquared.Should().BeNegative();
    }

    [Theory]
    [InlineData("", "", NoAnswers)]
    [InlineData("1 2", "", EmptyGroup)]
    [InlineData("3 3", "3", "Toutes les réponses sont identiques.")]
    public void Two_groups_that_cannot_be_ranked(string first, string second, string reason) =>
        MannWhitney.Of(Read(first)[0], Read(second)[0]).Refusal!.Message.Should().Be(reason);

    [Theory]
    [InlineData("", NoAnswers)]
    [InlineData("1 2;3 4;5 7", OneGroup)]
    [InlineData("1 2;3 5|", EmptyGroup)]
    [InlineData("1 2;3 4|5 6 7", "Toutes les personnes doivent avoir répondu aux mêmes items.")]
    [InlineData("1 2;3 5|5 6", "Il n’y a pas assez de réponses : les degrés de liberté de l’erreur sont moins nombreux que les items.")]
    [InlineData("1 2;3 2;5 2|4 3;5 3;1 3", "L’item n° 2 n’a aucune variation à l’intérieur des groupes.")]
    [InlineData("1 2 3;3 1 4;5 2 7;2 2 4|4 3 7;5 1 6;1 3 4;4 4 8", "Un item se déduit des autres : la matrice de l’erreur est singulière.")]
    public void Blocks_that_cannot_be_analysed(string people, string reason) =>
        Manova.Of([.. people.Split('|').Select(g => Read(g.Replace(';', '|')).Where(p => p.Length > 0).ToArray())]).Refusal!.Message.Should().Be(reason);

    [Fact]
    public void A_block_without_items_is_refused() => Manova.Of([[[], []], [[]]]).Refusal!.Message.Should().Be("Il n’y a aucun item.");

    [Theory]
    [InlineData("", NoAnswers)]
    [InlineData("3|4|2", "Il faut au moins deux items.")]
    [InlineData("3 4", "Il faut au moins deux personnes.")]
    [InlineData("3 4|4 4|4", "Toutes les personnes doivent avoir répondu aux mêmes items.")]
    [InlineData("3 4|4 3|5 2", "Le score total est le même pour toutes les personnes.")]
    public void Blocks_without_an_alpha(string people, string reason) =>
        CronbachAlpha.Of([.. Read(people).Where(p => p.Length > 0)]).Refusal!.Message.Should().Be(reason);

    [Fact]
    public void An_unknown_item_cannot_be_reversed() =>
        CronbachAlpha.Of(Read("3 4|5 4|1 2"), new ReversedItems(new HashSet<int> { 2 }, 1, 8)).Refusal!.Message.Should().Be("Un item à inverser ne fait pas partie du bloc.");

    [Theory]
    [InlineData("", "Il faut au moins deux lignes et deux colonnes.")]
    [InlineData("3 4", "Il faut au moins deux lignes et deux colonnes.")]
    [InlineData("3|4", "Il faut au moins deux lignes et deux colonnes.")]
    [InlineData("3 4|4", "Toutes les lignes du tableau doivent avoir le même nombre de colonnes.")]
    [InlineData("3 4|4 -1", "Un effectif ne peut pas être négatif.")]
    [InlineData("0 0|0 0", NoAnswers)]
    [InlineData("3 0|4 0", "Une ligne ou une colonne du tableau est vide.")]
    public void Tables_that_cannot_be_tested(string counts, string reason)
    {
        int[][] table = [.. Read(counts).Select(row => row.Select(v => (int)v).ToArray())];

        ContingencyTable.Of(table).Refusal!.Message.Should().Be(reason);
        FisherExact.Of(table).Refusal!.Message.Should().Be(reason);
    }

    [Theory]
    [InlineData(0, 0, NoAnswers)]
    [InlineData(-1, 4, "Le nombre de cas doit être compris entre zéro et l’effectif.")]
    [InlineData(5, 4, "Le nombre de cas doit être compris entre zéro et l’effectif.")]
    public void Proportions_that_are_none(int cases, int count, string reason)
    {
        ProportionInterval.Wilson(cases, count).Refusal!.Message.Should().Be(reason);
        ProportionInterval.ClopperPearson(cases, count).Refusal!.Message.Should().Be(reason);
    }

    private static Refusal? Refusal(string procedure, decimal[][] groups) => procedure switch
    {
        "anova" => OneWayAnova.Of(groups).Refusal,
        "lsd" => PairwiseTests.Lsd(groups).Refusal,
        "holm" => PairwiseTests.Holm(groups).Refusal,
        "welch" => WelchAnova.Of(groups).Refusal,
        "games" => PairwiseTests.GamesHowell(groups).Refusal,
        "levene" => Levene.AroundMeans(groups).Refusal,
        "median" => Levene.AroundMedians(groups).Refusal,
        _ => KruskalWallis.Of(groups).Refusal,
    };

    // "" is one empty group.
    private static decimal[][] Read(string groups) =>
        [.. groups.Split('|').Select(g => g.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => decimal.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
}
