using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>What the steering group, a link and the open data say: whole periods, and nothing that their differences would tell (decision 28).</summary>
public sealed class OutsideFiguresTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter LastYear = new(FigurePeriod.Of(FigureSpan.Year, new(2025, 12, 31), Today), Comparison: Comparison.None);

    private static readonly FigureFilter August = new(FigurePeriod.Of(FigureSpan.Month, new(2026, 8, 31), Today), Comparison: Comparison.None);

    /// <summary>Today is 24 November 2026.</summary>
    public static TheoryData<FigureSpan, string, string?, int?, FigureSpan, string, string> Views { get; } = new()
    {
        { FigureSpan.Month, "2026-08-31", null, null, FigureSpan.Month, "2026-08-01", "2026-08-31" },
        { FigureSpan.Month, "2026-11-24", null, null, FigureSpan.Month, "2026-09-01", "2026-09-30" },
        { FigureSpan.Day, "2026-11-24", null, null, FigureSpan.Month, "2026-09-01", "2026-09-30" },
        { FigureSpan.SevenDays, "2026-05-03", null, null, FigureSpan.Quarter, "2026-04-01", "2026-06-30" },
        { FigureSpan.Quarter, "2026-11-24", null, null, FigureSpan.Quarter, "2026-07-01", "2026-09-30" },
        { FigureSpan.Year, "2026-11-24", null, null, FigureSpan.Year, "2025-01-01", "2025-12-31" },
        { FigureSpan.TwelveMonths, "2026-11-24", null, null, FigureSpan.Year, "2025-01-01", "2025-12-31" },
        { FigureSpan.Free, "2026-08-02", "2026-08-30", null, FigureSpan.Month, "2026-08-01", "2026-08-31" },
        { FigureSpan.Free, "2026-07-15", "2026-08-15", null, FigureSpan.Quarter, "2026-07-01", "2026-09-30" },
        { FigureSpan.Free, "2025-06-01", "2025-07-31", null, FigureSpan.Year, "2025-01-01", "2025-12-31" },
        { FigureSpan.Month, "2026-08-31", null, Blosne, FigureSpan.Year, "2025-01-01", "2025-12-31" },
        { FigureSpan.Quarter, "2024-03-31", null, Blosne, FigureSpan.Year, "2024-01-01", "2024-12-31" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void Any_address_leads_to_a_whole_period_that_is_over(FigureSpan span, string day, string? last, int? site, FigureSpan expected, string from, string to)
    {
        var asked = last is null ? FigurePeriod.Of(span, DateOnly.Parse(day, null), Today) : new FigurePeriod(span, DateOnly.Parse(day, null), DateOnly.Parse(last, null));

        var told = Outside.Snap(new(asked, site), Today);

        told.Period.Should().Be(new FigurePeriod(expected, DateOnly.Parse(from, null), DateOnly.Parse(to, null)));
        Outside.Snap(told, Today).Should().Be(told);
    }

    [Fact]
    public void Beyond_the_team_is_who_only_observes()
    {
        Outside.Is(Observer, null).Should().BeTrue();
        Outside.Is(Coordinator, null).Should().BeFalse();
        Outside.Is(Mediator, null).Should().BeFalse("their own sites are theirs");
        Outside.Is(Professional, Blosne).Should().BeFalse("professionals of a site work with those who come");
        Outside.Is(Mediator with { Roles = [Role.Mediator, Role.Observer] }, Villejean).Should().BeTrue("an observer beyond the own sites");
        Outside.Is(Mediator with { Roles = [Role.Mediator, Role.Observer] }, Blosne).Should().BeFalse();
        Outside.Is(Outside.Reader(Coordinator), null).Should().BeTrue();
    }

    [Fact]
    public async Task A_month_of_all_sites_is_told_and_what_only_a_year_tells_is_not()
    {
        await AddVisitsAsync(40, new(2026, 8, 4), Blosne, requests: new RequestForm { ThemeId = PrintTheme, OrganisationId = Caf, Outcome = RequestOutcome.Solved });
        await AddVisitsAsync(30, new(2026, 8, 5), Villejean, hour: 15);

        var report = await FiguresAsync(August, Observer);

        report.Visits.Now.Value.Should().Be(70);
        Count(report, "organismes", "CAF").Should().Be(40);
        (report.HalfDays[1].Morning, report.HalfDays[2].Afternoon).Should().Be((Figure.Of(40), Figure.Of(30)));
        report.Columns.Should().ContainSingle().Which.Count.Should().Be(Figure.Of(70));
        (report.IsOutside, report.IsWhole).Should().Be((true, false));
        report.Sites.Should().OnlyContain(s => s.Visits.Now == Figure.Withheld && s.Median == null);
        report.People.People.Now.Should().Be(Figure.Withheld);
        report.Waiting.Followed.Now.Whole.Should().Be(Figure.Withheld);
    }

    [Fact]
    public async Task The_quarter_and_the_year_under_way_are_not_told_yet()
    {
        await AddVisitsAsync(40, new(2026, 10, 6));
        await AddVisitsAsync(25, new(2025, 10, 6));

        (await FiguresAsync(new(November), Observer)).Visits.Now.Should().Be(Figure.Of(0), "September is the last month that is told");
        (await FiguresAsync(new(FigurePeriod.Of(FigureSpan.Year, Today, Today)), Observer)).Visits.Now.Should().Be(Figure.Of(25));
    }

    [Fact]
    public async Task A_small_line_of_one_month_takes_another_month_of_its_quarter_with_it_and_the_quarter_stays()
    {
        foreach (var (month, caf) in new[] { (7, 4), (8, 30), (9, 25) })
        {
            await AddVisitsAsync(caf, new(2026, month, 7), requests: new RequestForm { ThemeId = PrintTheme, OrganisationId = Caf });
            await AddVisitsAsync(60, new(2026, month, 8), requests: new RequestForm { ThemeId = PrintTheme });
        }

        var months = await Task.WhenAll(Enumerable.Range(7, 3).Select(m => FiguresAsync(new(FigurePeriod.Of(FigureSpan.Month, new(2026, m, 28), Today)), Observer)));
        var quarter = await FiguresAsync(new(FigurePeriod.Of(FigureSpan.Quarter, new(2026, 9, 30), Today)), Observer);

        Count(quarter, "organismes", "CAF").Should().Be(59);
        months.Select(m => Line(m, "organismes", "CAF").Count.Now.Mask).Should().Equal(Mask.Withheld, Mask.None, Mask.Withheld);
    }

    [Fact]
    public async Task A_site_opened_within_the_year_is_told_by_year_with_its_empty_months()
    {
        await AddVisitsAsync(50, new(2025, 2, 4), Blosne);
        await AddVisitsAsync(20, new(2025, 11, 4), Villejean);

        var year = await FiguresAsync(LastYear, Observer);
        var site = await FiguresAsync(LastYear with { SiteId = Villejean }, Observer);

        year.Columns.Select(c => c.Count.Value).Should().Equal(0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0);
        year.Sites.Single(s => s.Label == "Villejean").Visits.Now.Value.Should().Be(20);
        (site.Visits.Now.Value, site.Requests.Now.Value).Should().Be((20, 20));
        site.Columns.Should().BeEmpty("a site is not told by month");
    }

    [Fact]
    public async Task A_small_site_hides_itself_and_another_on_every_page()
    {
        await AddVisitsAsync(50, new(2025, 2, 4), Blosne);
        await AddVisitsAsync(40, new(2025, 2, 5), Villejean);
        await AddVisitsAsync(6, new(2025, 2, 6), AimeCesaire);

        var year = await FiguresAsync(LastYear, Observer);

        year.Sites.Where(s => s.Visits.Now.Mask != Mask.None).Select(s => s.Label).Should().Equal("Aimé Césaire", "Villejean");
        (await FiguresAsync(LastYear with { SiteId = Villejean }, Observer)).Visits.Now.Should().Be(Figure.Withheld);
        (await FiguresAsync(LastYear with { SiteId = Blosne }, Observer)).Visits.Now.Value.Should().Be(50);
    }

    [Fact]
    public async Task A_quarter_of_few_visits_hides_the_year_that_would_tell_it()
    {
        await AddVisitsAsync(5, new(2025, 9, 30));
        await AddVisitsAsync(60, new(2025, 11, 4));

        (await FiguresAsync(LastYear, Observer)).Visits.Now.Should().Be(Figure.Withheld);
        (await FiguresAsync(LastYear with { Period = FigurePeriod.Of(FigureSpan.Quarter, new(2025, 12, 31), Today) }, Observer)).Visits.Now.Value.Should().Be(60);
        (await FiguresAsync(LastYear, Coordinator)).Visits.Now.Value.Should().Be(65, "the team opens the visits themselves");
    }

    [Fact]
    public async Task The_pace_of_one_mediator_is_not_told_by_their_site()
    {
        await AddVisitsAsync(50, new(2025, 2, 4), Blosne, minutes: 20);
        await AddVisitsAsync(40, new(2025, 2, 5), Villejean, minutes: 40);
        await using (var db = OpenDb())
        {
            var other = (await db.Sessions.Where(s => s.SiteId == Villejean).OrderBy(s => s.Id).FirstAsync(Cancellation)).Id;
            await db.Sessions.Where(s => s.Id == other).ExecuteUpdateAsync(s => s.SetProperty(x => x.MediatorId, OtherMediator.Id), Cancellation);
        }

        var year = await FiguresAsync(LastYear, Observer);

        year.Sites.Where(s => s.Visits.Now.Value > 0).Select(s => s.Median).Should().Equal([null, 40]);
        (await FiguresAsync(LastYear with { SiteId = Blosne }, Observer)).Durations.Should().Be(new Durations(null, null));
        (await FiguresAsync(LastYear with { SiteId = Villejean }, Observer)).Durations.Should().Be(new Durations(null, 40), "minutes of a site would be the house's less the others'");
        year.Durations.TotalMinutes.Should().Be((50 * 20) + (40 * 40));
    }

    [Fact]
    public async Task Causes_are_not_told_where_the_failures_they_belong_to_are_hidden()
    {
        await AddVisitsAsync(90, new(2026, 8, 4));
        await AddVisitsAsync(12, new(2026, 8, 4), requests: new RequestForm { ThemeId = 1, Outcome = RequestOutcome.Impossible, CauseId = 1 });
        await AddVisitsAsync(4, new(2026, 8, 4), requests: new RequestForm { ThemeId = 1, Outcome = RequestOutcome.GivenUp, CauseId = 2 });

        var report = await FiguresAsync(August, Observer);

        Line(report, "issues", "Renoncement").Count.Now.Mask.Should().Be(Mask.Withheld);
        report.Tables["causes"].Total.Now.Should().Be(Figure.Withheld);
        report.Tables["causes"].Lines.Should().OnlyContain(l => l.Count.Now.Mask != Mask.None);
    }

    [Fact]
    public async Task A_year_without_data_and_one_before_the_house_are_empty()
    {
        await AddVisitsAsync(30, new(2026, 8, 4));

        (await FiguresAsync(LastYear, Observer)).IsEmpty.Should().BeTrue();
        (await FiguresAsync(LastYear with { Period = FigurePeriod.Of(FigureSpan.Year, new(2018, 5, 1), Today), SiteId = Blosne }, Observer)).IsEmpty.Should().BeTrue();
        (await FiguresAsync(LastYear, Coordinator)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Open_data_say_what_the_pages_say_of_years_that_are_over()
    {
        await AddVisitsAsync(50, new(2025, 2, 4), Blosne, requests: new RequestForm { ThemeId = PrintTheme, OrganisationId = Caf });
        await AddVisitsAsync(4, new(2025, 2, 5), Villejean);
        await AddVisitsAsync(20, new(2025, 2, 5), AimeCesaire);
        await AddVisitsAsync(70, new(2026, 2, 5), Villejean);

        var rows = await Get<OpenDataReader>().YearAsync(2025, Cancellation);

        (await Get<OpenDataReader>().YearsAsync(Cancellation)).Should().Equal(2025);
        (await Get<OpenDataReader>().YearAsync(2026, Cancellation)).Should().BeEmpty("it is not over");
        (await Get<OpenDataReader>().YearAsync(2019, Cancellation)).Should().BeEmpty();
        rows.Single(r => r is { Table: "Ensemble", Line: "Visites", Span: OpenDataSpan.Year, Site: "" }).Count.Should().Be(Figure.Of(74));
        rows.Single(r => r is { Table: "Demandes par organisme", Line: "CAF", Span: OpenDataSpan.Month, From.Month: 2 }).Count.Should().Be(Figure.Of(50));
        rows.Where(r => r.Site == "Villejean").Should().NotBeEmpty().And.OnlyContain(r => r.Count.Mask != Mask.None && r.Span == OpenDataSpan.Year);
        rows.Should().OnlyHaveUniqueItems(r => new { r.Table, r.Line, r.Span, r.From, r.Site });
        rows.Should().OnlyContain(r => r.Count.Value == null || r.Count.Value == 0 || r.Count.Value >= Disclosure.Threshold);
    }
}
