using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Figures;
using OrientationMode = InclusionNumerique.Orientations.OrientationMode;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>What is said of accompanying somebody never goes beyond the numbers.</summary>
public sealed class OrientationTextsTests
{
    private const string NotTheCause = "Cela ne dit pas que l’accompagnement en est la cause : personne n’a été tiré au sort";

    [Fact]
    public void A_gap_beyond_chance_is_said_with_its_interval_and_is_no_effect()
    {
        var said = Said((60, 100), (85, 100));

        said.Should().StartWith("Arrivent 85 % des personnes accompagnées (85 sur 100) et 60 % de celles à qui l’on a expliqué (60 sur 100) : 25 points d’écart, entre +13 et +36 à 95 %.");
        said.Should().Contain("arrivent plus souvent").And.Contain(NotTheCause);
    }

    [Fact]
    public void A_gap_the_other_way_is_said_too()
    {
        Said((85, 100), (60, 100)).Should().Contain("arrivent moins souvent").And.Contain(NotTheCause).And.Contain("entre −36 et −13");
    }

    [Fact]
    public void A_gap_that_chance_explains_shows_neither_an_effect_nor_that_there_is_none()
    {
        var said = Said((14, 20), (16, 20));

        said.Should().Contain("Le hasard suffit à expliquer cet écart").And.Contain("ni que cela ne la change pas").And.NotContain("plus souvent");
    }

    [Fact]
    public void Hidden_or_missing_numbers_are_not_compared()
    {
        OrientationTexts.Accompanying([Mode(Figure.Of(30), Figure.Of(40)), Mode(Figure.Small, Figure.Withheld)]).Should().StartWith("On ne peut pas comparer : il y a trop peu");
        OrientationTexts.Accompanying([Mode(Figure.Of(30), Figure.Of(40)), Mode(Figure.Of(0), Figure.Of(0))]).Should().EndWith("parmi les personnes accompagnées.");
        OrientationTexts.Accompanying([Mode(Figure.Of(0), Figure.Of(0)), Mode(Figure.Of(30), Figure.Of(40))]).Should().EndWith("à qui l’on a seulement expliqué.");
    }

    [Theory]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(20, 20, 0.8389, 1)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    public void Wilson_s_interval_is_the_published_one(long part, long whole, double low, double high)
    {
        var interval = Interval.Of(part, whole);

        interval.Low.Should().BeApproximately(low, 0.0001);
        interval.High.Should().BeApproximately(high, 0.0001);
    }

    /// <summary>Newcombe 1998, method 10: 56 of 70 less 48 of 80.</summary>
    [Fact]
    public void The_interval_of_a_gap_is_the_published_one()
    {
        var gap = Interval.OfGap((56, 70), (48, 80));

        gap.Low.Should().BeApproximately(0.0524, 0.0001);
        gap.High.Should().BeApproximately(0.3339, 0.0001);
    }

    private static string Said((long Part, long Whole) explained, (long Part, long Whole) accompanied) =>
        OrientationTexts.Accompanying([Mode(Figure.Of(explained.Part), Figure.Of(explained.Whole)), Mode(Figure.Of(accompanied.Part), Figure.Of(accompanied.Whole))]);

    private static ModeLine Mode(Figure arrived, Figure settled) => new(OrientationMode.Explained, "Mode", settled, Figure.Of(0), new Proportion(arrived, settled), null, new Wait(false, null, null));
}
