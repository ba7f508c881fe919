using Bunit;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Tests.Ui;

public sealed class TilesTests : BunitContext
{
    private static readonly IReadOnlyList<Tile> Options = [new("", "—"), new("1", "CAF", "C"), new("2", "ANTS", "A")];

    private string? _chosen = "rien";

    [Fact]
    public void The_group_has_its_name_and_each_tile_its_label()
    {
        var tiles = Show(null);

        tiles.Find("fieldset > legend").TextContent.Should().Be("Organisme");
        tiles.FindAll("label").Select(l => l.TextContent).Should().Equal("—", "CAFC", "ANTSA");
    }

    [Fact]
    public void The_tile_of_the_value_is_the_checked_one()
    {
        var tiles = Show("2");

        tiles.FindAll("input").Select(i => i.HasAttribute("checked")).Should().Equal(false, false, true);
    }

    [Fact]
    public void Without_a_value_the_empty_tile_is_checked()
    {
        var tiles = Show(null);

        tiles.FindAll("input").Select(i => i.HasAttribute("checked")).Should().Equal(true, false, false);
    }

    [Fact]
    public void A_tile_says_its_key_to_eyes_and_to_assistive_tools()
    {
        var caf = Show(null).FindAll("label")[1];

        caf.QuerySelector("kbd")!.TextContent.Should().Be("C");
        caf.QuerySelector("kbd")!.GetAttribute("aria-hidden").Should().Be("true");
        caf.QuerySelector("input")!.GetAttribute("aria-keyshortcuts").Should().Be("C");
    }

    [Fact]
    public void Choosing_a_tile_gives_its_value()
    {
        Show(null).Find("fieldset").Input("1");

        _chosen.Should().Be("1");
    }

    [Fact]
    public void Choosing_the_empty_tile_gives_no_value()
    {
        Show("1").Find("fieldset").Input("");

        _chosen.Should().BeNull();
    }

    [Theory]
    [InlineData("3")]
    [InlineData("1 ")]
    [InlineData("<b>")]
    public void A_value_that_is_not_offered_changes_nothing(string forged)
    {
        Show("1").Find("fieldset").Input(forged);

        _chosen.Should().Be("rien");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "rien")]
    public void The_chosen_tile_can_be_taken_back_where_the_group_allows_it(bool canClear, string? expected)
    {
        var tiles = Render<Tiles>(parameters => parameters
            .Add(t => t.Legend, "Organisme").Add(t => t.Name, "organisme").Add(t => t.Options, Options.Skip(1).ToList()).Add(t => t.Value, "1")
            .Add(t => t.CanClear, canClear).Add(t => t.ValueChanged, chosen => _chosen = chosen));

        tiles.Find("fieldset").Input("");

        _chosen.Should().Be(expected);
    }

    [Fact]
    public void A_refusal_is_tied_to_the_group()
    {
        var tiles = Show(null, "Choisissez un organisme.");

        var id = tiles.Find("fieldset").GetAttribute("aria-describedby");
        tiles.Find($"#{id}").TextContent.Should().Be("Choisissez un organisme.");
    }

    [Fact]
    public void Without_a_refusal_the_group_describes_nothing()
    {
        var tiles = Show(null);

        tiles.Find("fieldset").HasAttribute("aria-describedby").Should().BeFalse();
        tiles.FindAll(".refusal").Should().BeEmpty();
    }

    private IRenderedComponent<Tiles> Show(string? value, string? refusal = null) => Render<Tiles>(parameters => parameters
        .Add(t => t.Legend, "Organisme")
        .Add(t => t.Name, "organisme")
        .Add(t => t.Options, Options)
        .Add(t => t.Value, value)
        .Add(t => t.Refusal, refusal)
        .Add(t => t.ValueChanged, chosen => _chosen = chosen));
}
