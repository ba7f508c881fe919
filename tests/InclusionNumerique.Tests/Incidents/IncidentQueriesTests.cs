using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Incidents;

public sealed class IncidentQueriesTests(TestServer server) : IncidentTest(server)
{
    private static readonly FigurePeriod Month = new(FigureSpan.Free, new(2026, 11, 1), Today);

    [Fact]
    public async Task Open_ones_come_first_those_that_block_before_the_others()
    {
        var late = await ReportAsync(time: new(10, 0));
        var blocking = await ReportAsync(IncidentKind.Network, new(9, 0), isBlocking: true);
        var solved = await ReportAsync(time: new(8, 0));
        await SolveAsync(solved);
        await ReportAsync(siteId: AimeCesaire, time: new(7, 0));

        (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows.Select(r => (r.Id, r.Site)).Take(2).Should().Equal((blocking, "Blosne"), (late, "Blosne"));
        (await Queries.ListAsync(new(IsClosed: true), 1, Mediator, Cancellation)).Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = solved, SolvedBy = (SolvedBy?)SolvedBy.ItDepartment, MayRemove = true });
        (await Queries.ListAsync(new(SiteId: AimeCesaire), 1, Mediator, Cancellation)).Rows.Should().ContainSingle();
        (await Queries.ListAsync(new(Kind: IncidentKind.Network), 1, Mediator, Cancellation)).Rows.Should().ContainSingle();
        var seenByReception = (await Queries.ListAsync(new(), 1, Receptionist, Cancellation)).Rows;
        seenByReception.Should().HaveCount(2).And.OnlyContain(r => r.Site == "Blosne" && !r.MayRemove);
    }

    [Fact]
    public async Task A_long_list_has_pages()
    {
        for (var i = 0; i < IncidentQueries.PageSize + 1; i++)
        {
            await ReportAsync();
        }

        var page = await Queries.ListAsync(new(), 1, Mediator, Cancellation);
        (page.Rows.Count, page.Total, page.HasMore).Should().Be((IncidentQueries.PageSize, IncidentQueries.PageSize + 1, true));
        (await Queries.ListAsync(new(), 2, Mediator, Cancellation)).Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task A_blocking_one_costs_its_duration_while_somebody_was_to_receive()
    {
        await OpenAsync(new(9, 30), new(12, 0));
        await SolveAsync(await ReportAsync(IncidentKind.Network, new(9, 0), isBlocking: true), new(10, 0));
        await ReportAsync(IncidentKind.Network, new(10, 15), isBlocking: true);
        await ReportAsync(IncidentKind.Printer, new(9, 30));

        var report = (await Queries.FiguresAsync(Month, null, Mediator, Cancellation))!;

        report.BySite.Select(l => (l.Label, l.Incidents, l.Open, l.Blocking, l.LostMinutes, l.OfflineMinutes)).Should().Equal(("Aimé Césaire", 0, 0, 0, 0, 0), ("Blosne", 3, 2, 2, 45, 45));
        report.ByKind.Single(l => l.Label == "Imprimante").LostMinutes.Should().Be(0);
    }

    [Fact]
    public async Task What_people_state_goes_before_what_is_counted()
    {
        await OpenAsync(new(9, 0), new(12, 0));
        await SolveAsync(await ReportAsync(IncidentKind.Software, new(9, 0), isBlocking: true), lost: 7);
        await SolveAsync(await ReportAsync(IncidentKind.Printer, new(9, 0)), lost: 15);

        var report = (await Queries.FiguresAsync(Month, Blosne, Coordinator, Cancellation))!;

        (report.Total.LostMinutes, report.Total.OfflineMinutes, report.BySite.Count).Should().Be((22, 0, 1));
    }

    [Fact]
    public async Task One_that_began_before_counts_for_the_part_in_the_period()
    {
        await OpenAsync(new(9, 0), new(10, 0), daysAgo: 1);
        await OpenAsync(new(9, 0), new(10, 0));
        await using (var db = OpenDb())
        {
            db.Incidents.Add(new Incident { Id = Guid.CreateVersion7(), SiteId = Blosne, Kind = IncidentKind.Network, StartedAt = Now.AddDays(-2), IsBlocking = true, ReportedById = Mediator.Id, ReportedAt = Now });
            await db.SaveChangesAsync(Cancellation);
        }

        (await Queries.FiguresAsync(new(FigureSpan.Day, Today, Today), Blosne, Mediator, Cancellation))!.Total.LostMinutes.Should().Be(60);
        (await Queries.FiguresAsync(new(FigureSpan.Free, Today.AddDays(-1), Today), Blosne, Mediator, Cancellation))!.Total.LostMinutes.Should().Be(120);
        (await Queries.FiguresAsync(new(FigureSpan.Free, Today.AddDays(-9), Today.AddDays(-3)), Blosne, Mediator, Cancellation))!.Total.Incidents.Should().Be(0);
    }

    [Fact]
    public async Task A_site_that_was_closed_since_keeps_its_incidents()
    {
        await ReportAsync(IncidentKind.Printer, new(9, 0));
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsActive, false), Cancellation);
        }

        var report = (await Queries.FiguresAsync(Month, Blosne, Coordinator, Cancellation))!;

        (report.SiteLabel, report.Total.Incidents).Should().Be(("Blosne", 1));
        (await Queries.FiguresAsync(Month, null, Coordinator, Cancellation))!.Total.Incidents.Should().Be(1);
    }

    [Fact]
    public async Task Websites_are_told_by_organisation_and_a_foreign_site_shows_nothing()
    {
        await EndAsync(await DownAsync());
        await DownAsync(Ants);
        Clock.Advance(TimeSpan.FromMinutes(30));

        var report = (await Queries.FiguresAsync(Month, null, Mediator, Cancellation))!;

        report.Outages.Select(o => (o.Organisation, o.Outages, o.Minutes, o.FailedRequests)).Should().Equal(("ANTS", 1, 30, 0), ("CAF", 1, 0, 0));
        (await Queries.FiguresAsync(Month, Villejean, Mediator, Cancellation)).Should().BeNull();
    }

    private async Task OpenAsync(TimeOnly from, TimeOnly to, int daysAgo = 0)
    {
        await using var db = OpenDb();
        db.OpeningRules.Add(new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, SiteId = Blosne, Kind = OpeningKind.WalkIn, Weekday = (short)(2 - daysAgo), StartsAt = from, EndsAt = to, ValidFrom = Today.AddDays(-daysAgo), ValidTo = Today.AddDays(-daysAgo),
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
