using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>One site beside another on the same days, and waits down to the half-day.</summary>
public sealed class SiteComparisonTests(TestServer server) : FigureTest(server)
{
    private static readonly DateOnly Monday = new(2026, 11, 16);

    private static readonly FigureFilter BlosneAndVillejean = new(November, Blosne, Comparison.None, Villejean);

    [Fact]
    public async Task The_other_site_stands_where_the_period_before_would()
    {
        await AddVisitsAsync(30, new(2026, 11, 3), minutes: 20, requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(40, new(2026, 11, 4), Villejean, minutes: 35);
        await AddVisitsAsync(99, new(2026, 10, 6));
        await AddVisitsAsync(77, new(2026, 11, 5), AimeCesaire);

        var report = await FiguresAsync(BlosneAndVillejean);

        (report.SiteLabel, report.BesideLabel).Should().Be(("Blosne", "Villejean"));
        report.Visits.Should().Be(new Compared(Figure.Of(30), Figure.Of(40)));
        Line(report, "organismes", "CAF").Count.Should().Be(new Compared(Figure.Of(30), Figure.Of(0)));
        report.DurationsBefore.Should().Be(new Durations(40 * 35, 35));
        report.Sites.Should().ContainSingle().Which.Visits.Should().Be(report.Visits);
        report.Waiting.HalfDaysOfSites.Should().Equal(new HalfDayLine("Blosne", 1, 30, 1, 40));
        report.Columns.Zip(report.ColumnsBefore!).Where(c => c.First.Count.Value > 0 || c.Second.Count.Value > 0).Should().Equal(
            (new FigureColumn(new(2026, 11, 3), Figure.Of(30)), new FigureColumn(new(2026, 11, 3), Figure.Of(0))),
            (new FigureColumn(new(2026, 11, 4), Figure.Of(0)), new FigureColumn(new(2026, 11, 4), Figure.Of(40))));
        (report.HalfDays[1].Morning.Value, report.HalfDaysBefore![2].Morning.Value).Should().Be((30, 40));
    }

    [Fact]
    public async Task Each_site_is_counted_as_on_its_own_page()
    {
        await AddVisitsAsync(30, new(2026, 11, 3), hour: 15);
        await AddVisitsAsync(5, new(2026, 11, 4), Villejean, state: VisitState.LeftUnseen);
        await AddVisitsAsync(40, new(2026, 11, 4), Villejean, facts: new() { AgeBand = AgeBand.From70 });

        var together = await FiguresAsync(BlosneAndVillejean);
        var alone = await FiguresAsync(new(November, Villejean, Comparison.None));

        together.Tables.Values.Sum(t => t.Lines.Count).Should().BeGreaterThan(50);
        foreach (var table in alone.Tables.Values)
        {
            foreach (var line in table.Lines.Where(l => l.Count.Now.Value != 0))
            {
                together.Tables[table.Id].Lines.Single(l => l.Label == line.Label).Count.Before.Should().Be(line.Count.Now, "{0}, {1}", table.Id, line.Label);
            }
        }

        together.Waiting.HalfDays.SessionsBefore.Should().Be(alone.Waiting.HalfDays.Sessions);
        together.Appointments.Coverage.Should().BeEquivalentTo(new { PromisedBefore = alone.Appointments.Coverage.Promised, HeldBefore = alone.Appointments.Coverage.Held });
        together.Appointments.CoverageOfSites.Should().ContainSingle().Which.PromisedBefore.Should().Be(alone.Appointments.Coverage.Promised);
        together.Orientations.Sent.Before.Should().Be(alone.Orientations.Sent.Now);
    }

    [Fact]
    public async Task Both_sites_must_be_within_reach()
    {
        var queries = Get<FigureQueries>();
        async Task<FigureReport?> AskAsync(Actor actor, int? site, int other) => await queries.FiguresAsync(new(November, site, Comparison.None, other), actor, Cancellation);

        (await AskAsync(Mediator, Blosne, AimeCesaire)).Should().NotBeNull();
        (await AskAsync(Mediator, Blosne, Villejean)).Should().BeNull();
        (await AskAsync(Mediator, Villejean, Blosne)).Should().BeNull();
        (await AskAsync(Coordinator, Blosne, 999_999)).Should().BeNull();
        (await AskAsync(Coordinator, null, Villejean)).Should().BeNull("a site among them all is no other site");
        (await AskAsync(Observer, Blosne, Villejean)).Should().NotBeNull();
        (await AskAsync(Receptionist, Blosne, Villejean)).Should().BeNull();
    }

    [Fact]
    public async Task A_small_count_of_the_other_site_is_hidden()
    {
        await AddVisitsAsync(30, Today);
        await AddVisitsAsync(6, Today, Villejean);

        var report = await FiguresAsync(BlosneAndVillejean);

        report.Visits.Should().Be(new Compared(Figure.Of(30), Figure.Small));
        report.ColumnsBefore.Should().OnlyContain(c => c.Count.Mask != Mask.None);
        report.HalfDaysBefore.Should().OnlyContain(h => h.Morning.Mask != Mask.None);
    }

    [Fact]
    public async Task Waits_are_told_by_half_day_and_by_column_beside_those_of_the_other_site()
    {
        await AddWaitsAsync(12, Monday, Blosne, 9, 20);
        await AddWaitsAsync(15, Monday, Blosne, 14, 50);
        await AddWaitsAsync(11, Monday.AddDays(7), Blosne, 9, 30);
        await AddWaitsAsync(20, Monday, Villejean, 12, 5);

        var waiting = (await FiguresAsync(BlosneAndVillejean)).Waiting;

        waiting.ByHalfDay.Should().Equal(
            new WaitHalfDay(DayOfWeek.Monday, false, new(false, 20, 30), new(false, 5, 5)),
            new WaitHalfDay(DayOfWeek.Monday, true, new(false, 50, 50), new(true, null, null)));
        waiting.Columns.Should().HaveCount(24);
        waiting.Columns.Single(c => c.Start == Monday).Should().Be(new WaitColumn(Monday, new(false, 50, 50), new(false, 5, 5)));
        waiting.Columns.Single(c => c.Start == Monday.AddDays(7)).Now.Should().Be(new Wait(false, 30, 30));
    }

    [Fact]
    public async Task By_week_and_month_waits_are_those_of_all_their_days()
    {
        await AddWaitsAsync(11, new(2026, 10, 5), Blosne, 9, 10);
        await AddWaitsAsync(11, new(2026, 10, 8), Blosne, 9, 20);
        await AddWaitsAsync(30, new(2026, 2, 3), Blosne, 9, 40);

        var quarter = await FiguresAsync(new(FigurePeriod.Of(FigureSpan.Quarter, new(2026, 9, 30), Today) with { To = new(2026, 12, 31) }));
        var year = await FiguresAsync(new(FigurePeriod.Of(FigureSpan.Year, Today, Today)));

        quarter.Waiting.Columns.Single(c => c.Start == new DateOnly(2026, 10, 5)).Should().Be(new WaitColumn(new(2026, 10, 5), new(false, 15, 20), null), "weeks of another quarter hold other days");
        year.Waiting.Columns.Select(c => c.Now.Median).Should().Equal(null, 40, null, null, null, null, null, null, null, 15, null);
        year.Waiting.Columns[1].Before.Should().Be(new Wait(true, null, null));
    }

    [Fact]
    public async Task Few_waits_of_a_half_day_and_waits_of_few_visits_are_hidden()
    {
        await AddWaitsAsync(10, Monday, Blosne, 9, 20);
        await AddVisitsAsync(40, Monday, hour: 10);
        await AddWaitsAsync(6, Monday.AddDays(1), Blosne, 14, 20);
        await AddVisitsAsync(40, Monday.AddDays(2), hour: 14);

        var waiting = (await FiguresAsync(new(November, Blosne, Comparison.None))).Waiting;

        waiting.ByHalfDay.Should().OnlyContain(h => h.Now.Median == null);
        waiting.Columns.Where(c => c.Now.Median is not null).Should().BeEmpty();
    }

    [Fact]
    public async Task Incidents_stand_beside_for_who_may_see_them()
    {
        await AddVisitsAsync(20, Today);
        await using (var db = OpenDb())
        {
            db.Incidents.AddRange(Incident(Blosne, true), Incident(Blosne, false), Incident(Villejean, true), Incident(null, false));
            await db.SaveChangesAsync(Cancellation);
        }

        var report = await FiguresAsync(BlosneAndVillejean);

        (report.Incidents, report.IncidentsBefore).Should().Be((new IncidentCounts(3, 1), new IncidentCounts(2, 1)));
        (await FiguresAsync(new(November), Professional)).Incidents.Should().BeNull();
    }

    [Theory]
    [InlineData(FigureSpan.SevenDays, Comparison.Before, FigureStep.Day)]
    [InlineData(FigureSpan.Month, Comparison.Before, null)]
    [InlineData(FigureSpan.Month, Comparison.YearBefore, null)]
    [InlineData(FigureSpan.Quarter, Comparison.Before, null)]
    [InlineData(FigureSpan.Year, Comparison.Before, FigureStep.Month)]
    [InlineData(FigureSpan.TwelveMonths, Comparison.YearBefore, FigureStep.Month)]
    [InlineData(FigureSpan.Year, Comparison.None, null)]
    public void Columns_of_another_period_stand_beside_where_they_hold_the_same_days(FigureSpan span, Comparison comparison, FigureStep? step)
    {
        new FigureFilter(FigurePeriod.Of(span, Today, Today), Blosne, comparison).StepBeside.Should().Be(step);
    }

    private async Task AddWaitsAsync(int count, DateOnly day, int siteId, int hour, int minutes)
    {
        await using var db = OpenDb();
        var at = ParisTime.At(day, new TimeOnly(hour, 0));
        db.Visits.AddRange(Enumerable.Range(0, count).Select(_ => new Visit
        {
            Id = Guid.CreateVersion7(), SiteId = siteId, ArrivedAt = at, Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = Receptionist.Id, RecordedAt = at, EligibleAt = at, SeenAt = at.AddMinutes(minutes),
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private static Incident Incident(int? siteId, bool isBlocking) => new()
    {
        Id = Guid.CreateVersion7(), SiteId = siteId, Kind = siteId is null ? IncidentKind.PublicWebsite : IncidentKind.Network, OrganisationId = siteId is null ? Caf : null, IsBlocking = isBlocking,
        StartedAt = Now.AddDays(-2), ReportedById = Mediator.Id, ReportedAt = Now,
    };
}
