using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

public sealed class FigureDisclosureTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter ThisMonth = new(November);

    [Fact]
    public async Task Ten_visits_show_nothing_at_all()
    {
        await AddVisitsAsync(10, Today, minutes: 60, requests: [new RequestForm { ThemeId = 1 }, new RequestForm { ThemeId = 1 }]);

        var report = await FiguresAsync(ThisMonth);

        report.IsTooSmall.Should().BeTrue();
        report.Requests.Now.Should().Be(Figure.Withheld, "20 demands of 10 people are still 10 people");
        report.Durations.Should().Be(new Durations(null, null));
        report.Tables.Values.SelectMany(t => t.Lines).Should().OnlyContain(l => l.Count.Now.Mask != Mask.None && l.Share == null);
        report.Columns.Should().OnlyContain(c => c.Count.Mask != Mask.None);
        report.Sites.Should().OnlyContain(s => s.Visits.Now.Mask != Mask.None && s.Median == null);
    }

    [Fact]
    public async Task A_small_site_is_hidden_with_a_neighbour_and_so_is_its_median()
    {
        await AddVisitsAsync(5, Today, AimeCesaire);
        await AddVisitsAsync(40, Today, Blosne);
        await AddVisitsAsync(90, Today, Villejean);

        var sites = (await FiguresAsync(ThisMonth)).Sites;

        sites.Select(s => s.Visits.Now.Mask).Should().Equal(Mask.None, Mask.None, Mask.Small, Mask.Withheld, Mask.None, Mask.None);
        sites.Where(s => s.Median is not null).Select(s => s.Label).Should().Equal("Villejean");
        sites.Where(s => s.Share is not null).Select(s => s.Visits.Now.Value).Should().Equal(0, 0, 0, 90);
    }

    [Fact]
    public async Task A_small_count_of_the_compared_period_is_hidden_with_the_change()
    {
        await AddVisitsAsync(20, Today, requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(4, new DateOnly(2026, 10, 6), requests: new RequestForm { OrganisationId = Caf });

        var report = await FiguresAsync(ThisMonth);

        report.Visits.Should().Be(new Compared(Figure.Of(20), Figure.Small));
        report.Visits.Change.Should().BeNull();
        report.DurationsBefore.Should().Be(new Durations(null, null));
        report.Tables["organismes"].Lines.Should().OnlyContain(l => l.Count.Before!.Value.Mask != Mask.None);
    }

    [Fact]
    public async Task A_small_day_cannot_be_worked_out_from_its_half_days_or_its_hours()
    {
        // One week: each day is also the whole weekday of the half-day table.
        var monday = new DateOnly(2026, 11, 16);
        await AddVisitsAsync(3, monday, hour: 9);
        await AddVisitsAsync(40, monday.AddDays(1), hour: 10);
        await AddVisitsAsync(35, monday.AddDays(2), hour: 15);

        var report = await FiguresAsync(new FigureFilter(new FigurePeriod(FigureSpan.Free, monday, monday.AddDays(6))));

        report.Columns[0].Count.Mask.Should().Be(Mask.Small);
        report.HalfDays[0].Morning.Mask.Should().Be(Mask.Small);
        report.Columns.Count(c => c.Count.Mask != Mask.None).Should().BeGreaterThan(1);
        report.HalfDays.SelectMany(h => new[] { h.Morning, h.Afternoon }).Count(f => f.Mask != Mask.None).Should().BeGreaterThan(1);
        report.Tables["heures"].Lines.Count(l => l.Count.Now.Mask != Mask.None).Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task A_small_district_cannot_be_worked_out_from_the_priority_districts()
    {
        // 10 and 12 are the only priority districts with visits.
        foreach (var (district, count) in new[] { (10, 7), (12, 40), (1, 50), (2, 60) })
        {
            await AddVisitsAsync(count, Today, facts: new VisitFacts { DistrictId = district });
        }

        var report = await FiguresAsync(ThisMonth);

        Line(report, "quartiers", "Le Blosne").Count.Now.Mask.Should().Be(Mask.Small);
        Line(report, "quartiers", "Villejean – Beauregard").Count.Now.Mask.Should().Be(Mask.Withheld);
        Count(report, "qpv", "Quartier prioritaire").Should().Be(47);
    }

    [Fact]
    public async Task Few_causes_of_failure_are_all_hidden()
    {
        await AddVisitsAsync(90, Today);
        await AddVisitsAsync(3, Today, requests: new RequestForm { ThemeId = 1, Outcome = RequestOutcome.Impossible, CauseId = 1 });
        await AddVisitsAsync(4, Today, requests: new RequestForm { ThemeId = 1, Outcome = RequestOutcome.Impossible, CauseId = 2 });

        var causes = (await FiguresAsync(ThisMonth)).Tables["causes"];

        causes.Total.Now.Should().Be(Figure.Small);
        causes.Lines.Should().OnlyContain(l => l.Count.Now == Figure.Withheld);
    }
}
