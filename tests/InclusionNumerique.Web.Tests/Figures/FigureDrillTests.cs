using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Sessions;
using InclusionNumerique.Tests;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Appointments;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Orientations;
using InclusionNumerique.Web.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>From a figure to the visits behind it: as many rows as the figure says, and no way at all from a hidden one.</summary>
public sealed class FigureDrillTests(TestServer server) : IAsyncLifetime
{
    private const int Blosne = 4, Villejean = 6;

    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly FigurePeriod March = FigurePeriod.Of(FigureSpan.Month, new(2026, 3, 31), Today);

    private static readonly Actor Coordinator = new(DemoData.AccountId(9), "", [Role.Coordinator], [1, 2, 3, 4, 5, 6]);

    private ServiceProvider? _services;
    private string _connection = "";

    public async ValueTask InitializeAsync()
    {
        _connection = await server.CopyAsync();
        _services = new ServiceCollection().AddInclusion(_connection).AddLogging().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await server.DropAsync(_connection);
    }

    [Fact]
    public async Task Each_figure_that_leads_somewhere_leads_to_as_many_rows()
    {
        await FillAsync(new Random(9), 700);
        await AddAppointmentsAsync(new Random(5), 300);
        await using (var db = TestServer.Open(_connection))
        {
            // Hundreds of lists are read: each would take seconds while PostgreSQL takes the tables for empty.
            await db.Database.ExecuteSqlAsync($"ANALYZE", WebApp.Cancellation);
        }

        // One holds the day of 23 hours; some count only who lives in some districts.
        foreach (var (filter, tables) in new (FigureFilter, int)[] { (new(March, Blosne, Comparison.None, Villejean), 20), (new(March), 20), (new(March with { Span = FigureSpan.Free, From = new(2026, 3, 26), To = new(2026, 3, 29) }), 5), (new(March) { DistrictId = 10 }, 5), (new(March, Blosne) { IsPriority = true }, 5), (new(March) { IsPriority = false }, 5) })
        {
            var report = await FiguresAsync(filter);
            var drill = FigureDrill.Of(filter, Coordinator, Today)!;
            var ways = Ways(report, drill).Where(w => w.Href is not null).ToList();

            ways.Select(w => w.Table).Distinct().Should().HaveCountGreaterThan(tables);
            foreach (var (table, figure, href) in ways)
            {
                (await RowsAsync(href!)).Should().Be(figure.Value, "{0} leads to {1}", table, href);
            }
        }
    }

    [Fact]
    public async Task A_figure_that_is_hidden_or_zero_leads_nowhere()
    {
        await FillAsync(new Random(3), 40);
        var filter = new FigureFilter(March);
        var (report, drill) = (await FiguresAsync(filter), FigureDrill.Of(filter, Coordinator, Today)!);

        var ways = Ways(report, drill).ToList();

        ways.Where(w => w.Figure.Mask != Mask.None).Should().HaveCountGreaterThan(20).And.OnlyContain(w => w.Href == null);
        ways.Where(w => w.Figure.Value == 0).Should().NotBeEmpty().And.OnlyContain(w => w.Href == null);
        ways.Where(w => w.Figure.Value > 0).Should().NotBeEmpty().And.OnlyContain(w => w.Href != null);
    }

    [Fact]
    public async Task A_session_at_another_site_or_on_another_day_counts_where_it_was_held()
    {
        await using (var db = TestServer.Open(_connection))
        {
            for (var i = 0; i < 15; i++)
            {
                var visit = Visit(new(2026, 3, 31), Villejean, 18, VisitState.Seen, new());
                db.Add(visit);
                visit.Sessions.Add(Session(visit, Blosne, visit.ArrivedAt.AddHours(-1), 10, [new() { ThemeId = 2 }]));
                visit.Sessions.Add(Session(visit, Villejean, visit.ArrivedAt.AddHours(7), 10, [new() { ThemeId = 3 }]));
            }

            await db.SaveChangesAsync(WebApp.Cancellation);
        }

        var filter = new FigureFilter(March, Blosne, Comparison.None, Villejean);
        var (report, drill) = (await FiguresAsync(filter), FigureDrill.Of(filter, Coordinator, Today)!);

        (report.Visits.Before!.Value.Value, report.Sessions.Before!.Value.Value).Should().Be((15, 0), "the second session was in April");
        (await RowsAsync(drill.Rows(Figure.Of(15), FigureDrill.Sessions)!)).Should().Be(15);
        (await RowsAsync(drill.Rows(Figure.Of(1), "themes", 3, isBeside: true)!)).Should().Be(0);
        (await RowsAsync(drill.Rows(Figure.Of(1), "themes", 2)!)).Should().Be(15);
    }

    [Theory]
    [InlineData(true, Role.Coordinator)]
    [InlineData(true, Role.Mediator)]
    [InlineData(false, Role.Observer)]
    [InlineData(false, Role.Professional)]
    [InlineData(false, Role.Mediator, Role.Observer)]
    [InlineData(false, Role.Volunteer, Role.Professional)]
    [InlineData(true, Role.Mediator, Role.Professional)]
    public void Only_who_may_open_all_the_visits_counted_is_led_to_them(bool isLed, params Role[] roles)
    {
        (FigureDrill.Of(new(March), new Actor(Guid.NewGuid(), "", roles, [Blosne]), Today) is not null).Should().Be(isLed);
    }

    [Fact]
    public void A_column_leads_to_these_figures_of_its_days_alone()
    {
        FigureDrill Of(FigurePeriod period) => FigureDrill.Of(new(period, Blosne, Comparison.None, Villejean), Coordinator, Today)!;

        Of(March).Narrow(new(2026, 3, 12)).Should().Be("/chiffres?periode=jour&le=2026-03-12&site=4&comparer=site-6");
        Of(FigurePeriod.Of(FigureSpan.Quarter, new(2026, 9, 30), Today)).Narrow(new(2026, 7, 1)).Should().Be("/chiffres?du=2026-07-01&au=2026-07-05&site=4&comparer=site-6");
        Of(FigurePeriod.Of(FigureSpan.Quarter, new(2026, 9, 30), Today)).Narrow(new(2026, 9, 28)).Should().Be("/chiffres?du=2026-09-28&au=2026-09-30&site=4&comparer=site-6");
        Of(FigurePeriod.Of(FigureSpan.Year, Today, Today)).Narrow(new(2026, 2, 1)).Should().Be("/chiffres?periode=mois&le=2026-02-28&site=4&comparer=site-6");
        Of(FigurePeriod.Of(FigureSpan.Year, Today, Today)).Narrow(new(2026, 11, 1)).Should().Be("/chiffres?du=2026-11-01&au=2026-11-24&site=4&comparer=site-6");
    }

    [Fact]
    public void Each_line_is_read_back_from_the_address_and_nothing_else_is()
    {
        foreach (var fact in Enum.GetValues<HistoryFact>())
        {
            foreach (var line in Enumerable.Range(-3, 40).Select(key => new HistoryLine(fact, key)))
            {
                var filter = new HistoryFilter { SiteId = Blosne, Line = line };
                HistoryAddress.Filter(HistoryAddress.Query(filter)).Should().Be(line.Exists ? filter : filter with { Line = null });
            }
        }

        foreach (var isPriority in new bool?[] { null, true, false })
        {
            HistoryAddress.Filter(HistoryAddress.Query(new() { IsPriority = isPriority })).IsPriority.Should().Be(isPriority);
        }

        foreach (var said in new[] { "", "-", "heure", "heure-", "heure-9x", "-9", "autre-1", "heure-10-11", "niveau-65537" })
        {
            HistoryAddress.Filter($"?ligne={said}").Should().Be(new HistoryFilter());
        }
    }

    [Fact]
    public void Each_line_of_orientations_is_read_back_from_the_address_and_nothing_else_is()
    {
        foreach (var tally in Enum.GetValues<OrientationTally>())
        {
            var line = new OrientationLine(new(2026, 3, 1), new(2026, 3, 31), Blosne, tally, tally == OrientationTally.Sent ? 0 : 601, IsArrived: tally == OrientationTally.Mode, IsAwaited: tally == OrientationTally.Kind);
            OrientationAddress.Read(new Uri("http://localhost" + OrientationAddress.Of(line)).Query).Should().Be(line);
        }

        foreach (var said in new[] { "", "?liste=chiffres", "?liste=chiffres&du=2026-03-01", "?du=2026-03-01&au=2026-03-31", "?liste=chiffres&du=2026-03-01&au=2026-03-31&ligne=", "?liste=chiffres&du=2026-03-01&au=2026-03-31&ligne=mode", "?liste=chiffres&du=2026-03-01&au=2026-03-31&ligne=mode-x", "?liste=chiffres&du=2026-03-01&au=2026-03-31&ligne=autre-1" })
        {
            OrientationAddress.Read(said).Should().BeNull("of {0}", said);
        }
    }

    [Fact]
    public void Orientations_are_led_to_for_the_coordinator_alone_and_not_by_district()
    {
        string? Of(FigureFilter filter, params Role[] roles) => FigureDrill.Of(filter, new(Guid.NewGuid(), "", roles, [Blosne]), Today)!.Rows(Figure.Of(20), "ori-etats", 601);

        Of(new(March, Blosne), Role.Coordinator).Should().Be("/orientations?liste=chiffres&du=2026-03-01&au=2026-03-31&site=4&ligne=devenir-601");
        Of(new(March) { DistrictId = 10 }, Role.Coordinator).Should().BeNull();
        Of(new(March), Role.Mediator).Should().BeNull();
        FigureDrill.Of(new(March), Coordinator, Today)!.Rows(Figure.Small, "ori-etats", 601).Should().BeNull();
    }

    // Every figure of the page with the way that it has, beside ones too.
    private static IEnumerable<(string Table, Figure Figure, string? Href)> Ways(FigureReport report, FigureDrill drill)
    {
        (string, Figure, string?) Way(string table, Figure? figure, int? key = null, bool isBeside = false) => (table, figure ?? Figure.Of(0), drill.Rows(figure, table, key, isBeside));
        foreach (var (table, count) in new[] { (FigureDrill.Visits, report.Visits), (FigureDrill.Sessions, report.Sessions), (FigureDrill.Requests, report.Requests) })
        {
            yield return Way(table, count.Now);
            yield return Way(table, count.Before, null, true);
        }

        foreach (var table in report.Tables.Values.Concat(report.Appointments.Tables))
        {
            foreach (var line in table.Lines)
            {
                yield return Way(table.Id, line.Count.Now, line.Key);
                yield return Way(table.Id, line.Count.Before, line.Key, true);
            }
        }

        foreach (var site in report.Filter.SiteId is null ? report.Sites : [])
        {
            yield return Way(FigureDrill.Sites, site.Visits.Now, site.Id);
            yield return Way(FigureDrill.Sites, site.Visits.Before, site.Id, true);
        }

        foreach (var (days, isBeside) in new[] { (report.HalfDays, false), (report.HalfDaysBefore ?? [], true) })
        {
            foreach (var day in days)
            {
                yield return Way(FigureDrill.HalfDays, day.Morning, FigureTexts.HalfDay(day.Day, false), isBeside);
                yield return Way(FigureDrill.HalfDays, day.Afternoon, FigureTexts.HalfDay(day.Day, true), isBeside);
            }
        }

        foreach (var column in report.Columns)
        {
            yield return ("colonnes", column.Count, drill.Rows(column.Count, column.Start));
        }
    }

    private async Task<FigureReport> FiguresAsync(FigureFilter filter) => (await _services!.GetRequiredService<FigureQueries>().FiguresAsync(filter, Coordinator, WebApp.Cancellation))!;

    // What the history counts: requests or sessions where the figure does, else visits.
    private async Task<long> RowsAsync(string href)
    {
        if (AppointmentAddress.Read(href[href.IndexOf('?', StringComparison.Ordinal)..]) is { } line)
        {
            return (await _services!.GetRequiredService<AppointmentQueries>().ListAsync(AppointmentView.Counted, href.EndsWith("site=6", StringComparison.Ordinal) ? Villejean : href.EndsWith("site=4", StringComparison.Ordinal) ? Blosne : null, null, line, 1, Coordinator, WebApp.Cancellation)).Counted!.Value;
        }

        var page = await _services!.GetRequiredService<VisitQueries>().HistoryAsync(HistoryAddress.Filter(href[href.IndexOf('?', StringComparison.Ordinal)..]), 1, Coordinator, WebApp.Cancellation);
        return page.Requests ?? page.Sessions ?? page.Total;
    }

    private async Task FillAsync(Random random, int count)
    {
        await using var db = TestServer.Open(_connection);
        T? Maybe<T>(T least, int many)
            where T : struct, Enum => random.Next(4) == 0 ? null : (T)(object)(short)((short)(object)least + random.Next(many));
        for (var i = 0; i < count; i++)
        {
            var day = new DateOnly(2026, 3, 1).AddDays(random.Next(-25, 31));
            var facts = new VisitFacts
            {
                AgeBand = Maybe(AgeBand.Under12, 7), Gender = Maybe(Gender.Male, 2), DistrictId = random.Next(5) == 0 ? null : random.Next(8, 13), IsFirstVisit = random.Next(3) switch { 0 => null, 1 => true, _ => false },
            };
            var visit = Visit(day, random.Next(2) == 0 ? Blosne : Villejean, random.Next(0, 24), random.Next(5) == 0 ? VisitState.LeftUnseen : VisitState.Seen, facts);
            db.Add(visit);
            if (visit.State == VisitState.Seen)
            {
                visit.Sessions.Add(Session(visit, visit.SiteId, visit.ArrivedAt, random.Next(1, 150), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new RequestForm
                {
                    ThemeId = random.Next(1, 5), OrganisationId = random.Next(3) == 0 ? null : random.Next(1, 5), IsFoundOnTheWay = random.Next(3) == 0, Level = Maybe(HelpLevel.Emergency, 3),
                    ActedBy = Maybe(ActedBy.Mediator, 3), Keyboard = Maybe(Keyboard.Mediator, 3), Outcome = (RequestOutcome)random.Next(1, 7), CauseId = random.Next(3) == 0 ? random.Next(1, 4) : null,
                })]));
            }
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
    }

    private async Task AddAppointmentsAsync(Random random, int count)
    {
        await using var db = TestServer.Open(_connection);
        var reasonId = await db.AppointmentReasons.Select(r => r.Id).FirstAsync(WebApp.Cancellation);
        CancelReason[] byPerson = [CancelReason.Unavailable, CancelReason.NoLongerNeeded, CancelReason.OtherByPerson];
        for (var i = 0; i < count; i++)
        {
            var (starts, state) = (ParisTime.At(new(2026, 2, 20), new TimeOnly(8, 0)).AddHours(2.5 * i), (AppointmentState)random.Next(5, 8));
            db.Appointments.Add(new Appointment
            {
                Id = Guid.CreateVersion7(), SiteId = random.Next(2) == 0 ? Blosne : Villejean, MediatorId = DemoData.AccountId(1), ReasonId = reasonId, StartsAt = starts, EndsAt = starts.AddMinutes(20), BlockedUntil = starts.AddMinutes(20),
                State = state, CancelReason = state == AppointmentState.CancelledByPerson ? byPerson[random.Next(3)] : null, Label = "Usager Démo", BookedById = DemoData.AccountId(5),
                Origin = random.Next(2) == 0 ? BookingOrigin.Reception : BookingOrigin.Mediator, CreatedAt = starts.AddDays(-3),
            });
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
    }

    private static Visit Visit(DateOnly day, int siteId, int hour, VisitState state, VisitFacts facts)
    {
        var at = ParisTime.At(day, new TimeOnly(hour, 30));
        return new() { Id = Guid.CreateVersion7(), SiteId = siteId, ArrivedAt = at, Origin = Origin.WalkIn, State = state, RecordedById = DemoData.AccountId(1), RecordedAt = at, Facts = facts };
    }

    private static Session Session(Visit visit, int siteId, DateTimeOffset at, int minutes, RequestForm[] requests)
    {
        var session = new Session { Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = siteId, MediatorId = DemoData.AccountId(1), StartedAt = at, Minutes = minutes, RecordedAt = at };
        session.Requests.AddRange(requests.Select((r, i) => new Request
        {
            SessionId = session.Id, Position = (short)i, ThemeId = r.ThemeId, OrganisationId = r.OrganisationId, IsFoundOnTheWay = r.IsFoundOnTheWay, Level = r.Level, ActedBy = r.ActedBy, Keyboard = r.Keyboard, Outcome = r.Outcome, CauseId = r.CauseId,
        }));
        return session;
    }
}
