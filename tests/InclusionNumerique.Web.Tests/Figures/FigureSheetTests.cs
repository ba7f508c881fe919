using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Tests.Figures;

public sealed class FigureSheetTests
{
    private static readonly FigureSheet Now = Sheet(["Centre", 30L, 3], ["Blosne", "< 11", 1]);

    [Fact]
    public void Counts_of_another_view_stand_beside_each_and_only_numbers_have_a_change()
    {
        var both = Now.Beside([Sheet(["Blosne", 20L, 2], ["Centre", 40L, 4])], Versus.Period);

        both.Head.Should().Equal("Site", "Présences", "Présences avant", "Évolution (%)", "Séances");
        both.Rows.Should().BeEquivalentTo(new object?[][] { ["Centre", 30L, 40L, -25.0, 3], ["Blosne", "< 11", 20L, null, 1] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public void A_line_that_is_no_more_is_still_told_and_one_that_is_new_has_nothing_before()
    {
        var both = Now.Beside([Sheet(["Centre", 0L, 0], ["Cleunay", 12L, 1])], Versus.Site("Villejean"));

        both.Head.Should().Equal("Site", "Présences", "Présences, Villejean", "Écart (%)", "Séances");
        both.Rows.Should().BeEquivalentTo(new object?[][] { ["Centre", 30L, 0L, null, 3], ["Blosne", "< 11", null, null, 1], ["Cleunay", null, 12L, null, null] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Lines_of_which_none_is_in_both_are_left_alone()
    {
        Now.Beside([Sheet(["Cleunay", 12L, 1])], Versus.Period).Should().BeSameAs(Now);
        Now.Beside([Sheet(["Centre", 12L, 1]) with { Name = "Par thème" }], Versus.Period).Should().BeSameAs(Now);
    }

    [Fact]
    public void A_page_holds_the_first_compared_columns_alone()
    {
        var wide = new FigureSheet("Par site", ["Site", "Tenues", "Places", "Présences", "Remplissage"], [["Centre", 1, 2, 3, 4]]) { Compared = [3, 1, 4] };

        var narrow = wide.Narrow();

        narrow.Head.Should().Equal("Site", "Présences", "Tenues");
        narrow.Rows.Should().BeEquivalentTo(new object?[][] { ["Centre", 3, 1] }, o => o.WithStrictOrdering());
        narrow.Beside([narrow], Versus.Period).Head.Should().Equal("Site", "Présences", "Présences avant", "Évolution (%)", "Tenues", "Tenues avant");
    }

    [Fact]
    public void Months_stand_beside_those_of_another_site_and_never_beside_those_of_another_period()
    {
        var months = Now with { IsDated = true };

        months.Beside([months], Versus.Period).Should().BeSameAs(months);
        months.Beside([months], Versus.Site("Villejean")).Head.Should().Contain("Présences, Villejean");
    }

    private static FigureSheet Sheet(params object?[][] rows) => new("Par site", ["Site", "Présences", "Séances"], rows) { Compared = [1] };
}
