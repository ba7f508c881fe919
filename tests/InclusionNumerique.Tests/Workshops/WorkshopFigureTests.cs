using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workshops;

public sealed class WorkshopFigureTests(TestServer server) : WorkshopTest(server)
{
    private static readonly FigureFilter November = new(FigurePeriod.Of(FigureSpan.Month, new(2026, 11, 24), new(2026, 11, 30)));

    [Fact]
    public async Task People_and_sessions_are_counted_apart_and_a_file_once()
    {
        var file = await FileAsync();
        foreach (var day in new[] { 10, 17 })
        {
            await HoldAsync(day, come: 11, file);
        }

        var cancelled = await PlanAsync(change: f => f.Day = new(2026, 11, 20));
        await DoneAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = cancelled, Reason = "Salle prise" }, Mediator, Cancellation));

        var report = (await ReportAsync())!;
        report.Total.Should().BeEquivalentTo(new { Held = 2, Cancelled = 1, Seats = 40 });
        (report.Total.Came.Value, report.People.Value, report.Registered.Value).Should().Be((24, 23, 25));
        report.Total.Filled.Should().BeApproximately(24 / 40.0, 0.001);
        report.Tables.Single(t => t.Id == "sites").Lines.Single(l => l.Label == "Blosne").Came.Value.Should().Be(24);
        report.Tables.Single(t => t.Id == "niveaux").Lines.Single(l => l.Label == "Débutant").Held.Should().Be(2);
        report.Tables.Single(t => t.Id == "mois").Lines.Single().Came.Value.Should().Be(24);
    }

    [Fact]
    public async Task Few_people_are_not_shown_however_often_they_came()
    {
        var file = await FileAsync();
        for (var day = 2; day < 16; day++)
        {
            await HoldAsync(day, come: 0, file);
        }

        var report = (await ReportAsync())!;
        report.Total.Held.Should().Be(14);
        (report.People, report.Total.Came, report.Total.Filled).Should().Be((Figure.Small, Figure.Withheld, null));
        report.Tables.SelectMany(t => t.Lines).Should().OnlyContain(l => l.Held == 0 || l.Came.Value == null);
    }

    [Fact]
    public async Task A_small_site_is_hidden_with_another_beside_it()
    {
        await HoldAsync(10, come: 30);
        await HoldAsync(11, come: 20, siteId: AimeCesaire);
        await HoldAsync(12, come: 3, siteId: 1);

        var lines = (await ReportAsync())!.Tables.Single(t => t.Id == "sites").Lines;
        lines.Single(l => l.Label == "Centre").Came.Should().Be(Figure.Small);
        lines.Where(l => l.Came.Mask == Mask.Withheld).Should().ContainSingle().Which.Filled.Should().BeNull();
        lines.Count(l => l.Came.Value > 0).Should().Be(1);
    }

    [Fact]
    public async Task Meetings_count_heads_of_their_own()
    {
        foreach (var (kind, heads) in new[] { (WorkshopKind.Coordination, 12), (WorkshopKind.Newcomers, 4) })
        {
            var id = await PlanAsync(change: f => (f.Kind, f.Title, f.Day) = (kind, "Démo", new(2026, 11, 10)));
            await DoneAsync(Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = id, Headcount = heads }, Mediator, Cancellation));
        }

        var report = (await ReportAsync())!;
        report.Total.Held.Should().Be(0);
        report.Groups.Single(g => g.Kind == WorkshopKind.Coordination).Heads.Value.Should().Be(12);
        report.Groups.Single(g => g.Kind == WorkshopKind.Newcomers).Heads.Should().Be(Figure.Small);
        report.Groups.Single(g => g.Kind == WorkshopKind.CollectiveAction).Should().BeEquivalentTo(new { Held = 0, Heads = Figure.Of(0) });
    }

    [Fact]
    public async Task A_period_without_groups_is_empty_and_a_site_that_is_not_one_s_own_is_not_shown()
    {
        (await ReportAsync())!.IsEmpty.Should().BeTrue();
        (await Get<WorkshopFigureQueries>().FiguresAsync(November with { SiteId = Villejean }, Mediator, Cancellation)).Should().BeNull();
        (await Get<WorkshopFigureQueries>().FiguresAsync(November, Receptionist, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task The_demo_has_a_year_of_fictitious_groups_and_some_to_come()
    {
        await using var db = OpenDb();
        await db.Workshops.ExecuteDeleteAsync(Cancellation);
        await DemoData.EnsureAccountsAsync(db, Cancellation);
        await DemoDataPartners.AddAsync(db, Now, Cancellation);
        var sites = await db.Sites.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancellation);
        await DemoDataWorkshops.AddAsync(db, sites, Now, Cancellation);
        await DemoDataWorkshops.AddAsync(db, sites, Now, Cancellation);

        var sessions = await db.WorkshopSessions.AsNoTracking().ToListAsync(Cancellation);
        sessions.Should().Contain(s => s.State == WorkshopState.Cancelled).And.Contain(s => s.StartsAt < Now.AddDays(-330)).And.Contain(s => s.StartsAt > Now && s.State == WorkshopState.Planned);
        sessions.Select(s => s.Kind).Distinct().Should().HaveCount(4);
        var upcoming = await Queries.SessionsAsync(new(Kind: WorkshopKind.Workshop), 1, Mediator, Cancellation);
        upcoming.Rows.Should().Contain(r => r.Waiting > 0).And.Contain(r => r.Free > 0);
        (await Get<WorkshopFigureQueries>().FiguresAsync(new(FigurePeriod.Of(FigureSpan.TwelveMonths, new(2026, 11, 24), new(2026, 11, 24))), Coordinator, Cancellation))!.People.Value.Should().BeGreaterThan(100);
    }

    private Task<WorkshopReport?> ReportAsync() => Get<WorkshopFigureQueries>().FiguresAsync(November, Coordinator, Cancellation);

    // Twelve registered, so many of them present, and one walk-in with a file's person among them.
    private async Task HoldAsync(int day, int come, Guid? file = null, int siteId = Blosne)
    {
        var id = Guid.CreateVersion7();
        var session = new WorkshopSession
        {
            Id = id, Kind = WorkshopKind.Workshop, WorkshopId = Series, SiteId = siteId, StartsAt = ParisTime.At(new(2026, 11, day), new(14, 0)), EndsAt = ParisTime.At(new(2026, 11, day), new(16, 0)),
            Capacity = 20, State = WorkshopState.Held, CreatedById = Mediator.Id, CreatedAt = Now,
        };
        session.Places.AddRange(Enumerable.Range(1, Math.Max(come + 1, 1)).Select(n => new WorkshopPlace
        {
            Id = Guid.CreateVersion7(), SessionId = id, Number = (short)n, Seat = n <= 20 ? (short)n : null, RegisteredById = Mediator.Id, RegisteredAt = Now, Attendance = n <= come ? Attendance.Present : Attendance.Absent,
        }));
        if (file is not null)
        {
            session.Places.Add(new WorkshopPlace { Id = Guid.CreateVersion7(), SessionId = id, Number = 60, Seat = 20, VisitorId = file, RegisteredById = Mediator.Id, RegisteredAt = Now, Attendance = Attendance.Present });
        }

        await using var db = OpenDb();
        db.WorkshopSessions.Add(session);
        await db.SaveChangesAsync(Cancellation);
    }
}
