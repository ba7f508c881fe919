using InclusionNumerique.Dashboards;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Figures of who lives in some districts. 10 (Le Blosne) and 12 (Villejean) are priority ones, 1 is not.</summary>
public sealed class DistrictFiguresTests(TestServer server) : FigureTest(server)
{
    // Part of September, October whole, November under way.
    private static readonly FigureFilter Autumn = new(new FigurePeriod(FigureSpan.Free, new(2026, 9, 12), Today), Comparison: Comparison.None);

    private FigureKeeping Keeping => Get<FigureKeeping>();

    [Fact]
    public async Task Months_counted_by_district_and_other_days_add_up_to_the_visits_themselves()
    {
        await AddAutumnAsync();
        var live = await FiguresAsync(Autumn with { DistrictId = 10 });

        await Keeping.FoldAsync(cancellation: Cancellation);

        (await CountAsync("SELECT count(*)::int AS \"Value\" FROM district_counts WHERE start = '2026-10-01' AND district_id = 10")).Should().BeGreaterThan(0);
        (await CountAsync("SELECT count(*)::int AS \"Value\" FROM district_counts WHERE start = '2026-11-01'")).Should().Be(0, "the month is not over");
        (await FiguresAsync(Autumn with { DistrictId = 10 })).Should().BeEquivalentTo(live);
        live.SiteLabel.Should().Be("Tous les sites · quartier Le Blosne");
        await using var db = OpenDb();
        var lived = db.Visits.Where(v => v.Facts.DistrictId == 10 && v.Day >= Autumn.Period.From && v.Day <= Today);
        live.Visits.Now.Value.Should().Be(await lived.CountAsync(Cancellation)).And.Be(75);
        live.Requests.Now.Value.Should().Be(await lived.SelectMany(v => v.Sessions).SelectMany(s => s.Requests).CountAsync(Cancellation));
        live.Durations.TotalMinutes.Should().Be(await lived.SelectMany(v => v.Sessions).SumAsync(s => s.Minutes, Cancellation));
        Count(live, "ages", "70 ans et plus").Should().Be(45);
        live.Columns.Sum(c => c.Count.Value ?? 0).Should().Be(75);
    }

    [Fact]
    public async Task Priority_districts_and_the_others_leave_out_who_said_nothing()
    {
        await AddAutumnAsync();
        await Keeping.FoldAsync(cancellation: Cancellation);

        (await FiguresAsync(Autumn with { IsPriority = true })).Visits.Now.Value.Should().Be(75 + 60);
        (await FiguresAsync(Autumn with { IsPriority = false })).Visits.Now.Value.Should().Be(33);
        (await FiguresAsync(Autumn)).Visits.Now.Value.Should().Be(75 + 60 + 33 + 40);
        (await FiguresAsync(Autumn with { DistrictId = 999 })).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_district_corrected_later_moves_the_visit_and_its_sessions_at_once_whatever_their_day()
    {
        await AddAutumnAsync();
        await using var db = OpenDb();
        // Handed over: the session was on another day than the visit.
        await db.Database.ExecuteSqlAsync($"UPDATE sessions SET started_at = '2026-09-20 10:00+02' WHERE visit_id IN (SELECT id FROM visits WHERE district_id = 12 AND day = '2026-10-07')", Cancellation);
        await Keeping.FoldAsync(cancellation: Cancellation);

        await db.Database.ExecuteSqlAsync($"UPDATE visits SET district_id = 10 WHERE district_id = 12", Cancellation);

        foreach (var _ in new[] { "before", "after" })
        {
            var (moved, left) = (await FiguresAsync(Autumn with { DistrictId = 10 }), await FiguresAsync(Autumn with { DistrictId = 12 }));
            (moved.Visits.Now.Value, moved.Sessions.Now.Value, left.IsEmpty).Should().Be((135, 135, true));
            await Keeping.FoldAsync(cancellation: Cancellation);
        }

        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_count_of_a_district_is_found_and_mended()
    {
        await AddAutumnAsync();
        await Keeping.FoldAsync(cancellation: Cancellation);
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"UPDATE district_counts SET n = n - 1 WHERE district_id = 10 AND site_id = {Blosne} AND start = '2026-10-01' AND dimension = 5", Cancellation);

        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().Equal(new FigureFault(3, Blosne, new(2026, 10, 1), 5, (int)VisitState.Seen, 24, 25, 10));

        await Keeping.RebuildAsync(cancellation: Cancellation);
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Persons_are_those_who_lived_there_when_they_came()
    {
        await AddVisitsAsync(20, Today, facts: new() { DistrictId = 10 });
        await AddPeopleAsync(12, new(2026, 10, 1), 1);
        await AddPeopleAsync(15, new(2026, 11, 4), 10);
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"INSERT INTO visits (id, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, calls, visitor_id, district_id) SELECT gen_random_uuid(), site_id, '2026-11-05 10:00+01', origin, state, recorded_by_id, recorded_at, calls, visitor_id, 10 FROM visits WHERE day = '2026-10-01'", Cancellation);

        var people = (await FiguresAsync(new FigureFilter(November) { DistrictId = 10 })).People;

        (people.People.Now, people.Newcomers.Now).Should().Be((Figure.Of(27), Figure.Of(15)));
    }

    [Fact]
    public async Task Few_people_of_a_district_show_nothing_and_rights_stay_those_of_the_sites()
    {
        await AddVisitsAsync(9, Today, facts: new() { DistrictId = 10 });
        await AddVisitsAsync(30, Today, Villejean, facts: new() { DistrictId = 12 });

        (await FiguresAsync(new FigureFilter(November) { DistrictId = 10 })).IsTooSmall.Should().BeTrue();
        (await FiguresAsync(new FigureFilter(November) { DistrictId = 12 }, Mediator)).IsEmpty.Should().BeTrue("Villejean is not the mediator's");
        (await FiguresAsync(new FigureFilter(November) { DistrictId = 12 }, Coordinator)).Visits.Now.Value.Should().Be(30);
    }

    [Fact]
    public async Task Half_days_are_told_of_everybody_only()
    {
        await AddVisitsAsync(30, Today, facts: new() { DistrictId = 10 });

        var report = await FiguresAsync(new FigureFilter(November) { DistrictId = 10 });

        report.Load.Should().BeEmpty();
        report.Waiting.HalfDays.Sessions.Should().BeNull();
        (await FiguresAsync(new FigureFilter(November))).Load.Should().NotBeEmpty();
    }

    // District 10: 20 in September, 25 in October, 30 in November; 12: 60 in October, and so on.
    private async Task AddAutumnAsync()
    {
        await AddVisitsAsync(20, new(2026, 9, 15), facts: new() { DistrictId = 10, AgeBand = AgeBand.From70 }, minutes: 20);
        await AddVisitsAsync(25, new(2026, 10, 6), facts: new() { DistrictId = 10, AgeBand = AgeBand.From70 }, minutes: 30, requests: [new() { ThemeId = PrintTheme }, new() { OrganisationId = Caf, IsFoundOnTheWay = true }]);
        await AddVisitsAsync(30, new(2026, 11, 3), Villejean, hour: 15, facts: new() { DistrictId = 10 });
        await AddVisitsAsync(60, new(2026, 10, 7), Villejean, facts: new() { DistrictId = 12 });
        await AddVisitsAsync(33, new(2026, 10, 8), facts: new() { DistrictId = 1 });
        await AddVisitsAsync(40, new(2026, 10, 9));
    }

    private async Task AddPeopleAsync(int count, DateOnly day, int districtId)
    {
        await using var db = OpenDb();
        for (var i = 0; i < count; i++)
        {
            var file = new Visitor
            {
                Id = Guid.CreateVersion7(), SiteId = Blosne, InstitutionId = 1, Name = $"Usager Démo {i}", Code = $"{Guid.NewGuid():N}"[..Visitor.CodeLength], ConsentVersion = 1, ConsentAt = Now, ConsentById = Mediator.Id, CreatedAt = Now,
            };
            db.Visitors.Add(file);
            db.Visits.Add(new Visit
            {
                Id = Guid.CreateVersion7(), SiteId = Blosne, ArrivedAt = ParisTime.At(day, new TimeOnly(10, 0)), Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = Mediator.Id, RecordedAt = Now, VisitorId = file.Id,
                Facts = new() { DistrictId = districtId },
            });
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> CountAsync(string sql)
    {
        await using var db = OpenDb();
        return await db.Database.SqlQueryRaw<int>(sql).SingleAsync(Cancellation);
    }
}
