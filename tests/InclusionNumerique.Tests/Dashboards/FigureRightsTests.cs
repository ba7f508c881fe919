using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Tests.Dashboards;

public sealed class FigureRightsTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter ThisMonth = new(November);

    [Fact]
    public async Task A_mediator_and_a_professional_see_their_own_sites_together()
    {
        await AddVisitsAsync(20, Today, Blosne);
        await AddVisitsAsync(30, Today, Villejean);

        var mediator = await FiguresAsync(ThisMonth, Mediator);
        var professional = await FiguresAsync(ThisMonth, Professional);

        mediator.Visits.Now.Value.Should().Be(20);
        mediator.Sites.Select(s => s.Label).Should().Equal("Aimé Césaire", "Blosne");
        mediator.SiteLabel.Should().Be("Mes sites");
        professional.Visits.Now.Value.Should().Be(20);
    }

    [Fact]
    public async Task The_coordinator_sees_every_site_or_one()
    {
        await AddVisitsAsync(20, Today, Blosne);
        await AddVisitsAsync(30, Today, Villejean);

        (await FiguresAsync(ThisMonth, Coordinator)).Visits.Now.Value.Should().Be(50);
        (await FiguresAsync(ThisMonth with { SiteId = Villejean }, Coordinator)).Visits.Now.Value.Should().Be(30);
    }

    [Fact]
    public async Task Nobody_sees_a_site_that_is_not_theirs()
    {
        await AddVisitsAsync(20, Today, Villejean);

        (await Get<FigureQueries>().FiguresAsync(ThisMonth with { SiteId = Villejean }, Mediator, Cancellation)).Should().BeNull();
        (await Get<FigureQueries>().FiguresAsync(ThisMonth with { SiteId = 999_999 }, Coordinator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task Receptionist_volunteer_and_administrator_see_no_figures()
    {
        foreach (var actor in new[] { Receptionist, Volunteer, Administrator, InclusionNumerique.Access.Actor.Nobody })
        {
            (await Get<FigureQueries>().FiguresAsync(ThisMonth, actor, Cancellation)).Should().BeNull();
        }
    }
}
