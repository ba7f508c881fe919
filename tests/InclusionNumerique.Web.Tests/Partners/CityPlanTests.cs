using Bunit;
using InclusionNumerique.Partners;
using InclusionNumerique.Web.Partners;

namespace InclusionNumerique.Web.Tests.Partners;

public sealed class CityPlanTests : BunitContext
{
    private static readonly PartnerPlan Rennes = new([new(4, "Blosne", 48.0874, -1.6598)], [new(1, "Thabor – Saint-Hélier", 48.1085, -1.6630)], []);

    [Fact]
    public void A_place_is_a_link_with_its_number_and_name_and_the_list_describes_the_plan()
    {
        var id = Guid.CreateVersion7();
        var plan = Show(new PlanPlace(id, 21, "Médiathèque Démo", 48.1088, -1.6735));

        plan.Find("svg").GetAttribute("aria-describedby").Should().Be("lieux");
        plan.Find("a.place").GetAttribute("href").Should().Be($"/partenaires/{id}");
        plan.Find("a.place").GetAttribute("aria-label").Should().Be("21. Médiathèque Démo");
        plan.Find("a.place text").TextContent.Should().Be("21");
        plan.Find("text.site-name").TextContent.Should().Be("Blosne");
        plan.FindAll("text.district").Select(t => t.TextContent).Should().Equal("Thabor", "Saint-Hélier");
    }

    [Fact]
    public void North_is_up_and_east_is_right_and_a_kilometre_is_as_long_both_ways()
    {
        PlanFrame.Y(48.12).Should().BeLessThan(PlanFrame.Y(48.10));
        PlanFrame.X(-1.65).Should().BeGreaterThan(PlanFrame.X(-1.70));
        var (north, east) = (PlanFrame.Y(48.10) - PlanFrame.Y(48.10 + (1 / 111.195)), PlanFrame.X(-1.70 + (1 / 74.25)) - PlanFrame.X(-1.70));
        north.Should().BeApproximately(east, 0.3);
    }

    [Fact]
    public void A_district_s_name_does_not_stand_on_a_site()
    {
        var lines = PlanLabels.Of(new([new(1, "Villejean", 48.1207, -1.7025)], [new(12, "Villejean – Beauregard", 48.1210, -1.7030)], []));

        lines.Select(l => l.Words).Should().Equal("Villejean", "Beauregard");
        lines.Should().OnlyContain(l => l.Y < PlanFrame.Y(48.1207) - 8 || l.Y > PlanFrame.Y(48.1207) + 17);
    }

    [Fact]
    public void What_is_outside_the_frame_or_has_no_position_is_named_below()
    {
        var plan = Show(new PlanPlace(Guid.CreateVersion7(), 1, "Relais de Redon", 47.65, -2.08), new PlanPlace(Guid.CreateVersion7(), 2, "Sans position", null, null));

        plan.FindAll("a.place").Should().BeEmpty();
        plan.Find(".outside").TextContent.Should().Be("Hors du plan : 1. Relais de Redon, 2. Sans position.");
    }

    [Fact]
    public void Places_at_one_address_do_not_hide_each_other()
    {
        var plan = Show([.. Enumerable.Range(1, 20).Select(n => new PlanPlace(Guid.CreateVersion7(), n, $"Lieu {n}", 48.11, -1.68))]);

        var dots = plan.FindAll("a.place circle").Select(c => (X: c.GetAttribute("cx"), Y: c.GetAttribute("cy"))).ToList();
        dots.Should().HaveCount(20).And.OnlyHaveUniqueItems();
    }

    private IRenderedComponent<CityPlan> Show(params PlanPlace[] places) =>
        Render<CityPlan>(p => p.Add(c => c.Plan, Rennes).Add(c => c.Places, places).Add(c => c.Label, "Plan de Rennes").Add(c => c.DescribedBy, "lieux"));
}
