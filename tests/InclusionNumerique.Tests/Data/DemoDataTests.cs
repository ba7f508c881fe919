using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace InclusionNumerique.Tests.Data;

public sealed class DemoDataTests(TestServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task An_empty_house_gets_visits_sessions_requests_and_presets()
    {
        await EnsureAsync();

        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().BeGreaterThan(500);
        (await db.Visits.CountAsync(v => v.State == VisitState.Seen && v.Sessions.Count == 0, Cancellation)).Should().Be(0);
        (await db.Sessions.CountAsync(s => s.Requests.Count == 0, Cancellation)).Should().Be(0);
        (await db.Presets.GroupBy(p => p.SiteId).Select(g => g.Count()).ToListAsync(Cancellation)).Should().HaveCount(6).And.OnlyContain(n => n == 4);
    }

    [Fact]
    public async Task A_second_start_loads_nothing()
    {
        await EnsureAsync();
        await using var db = OpenDb();
        var stored = await db.Visits.CountAsync(Cancellation);

        Clock.Advance(TimeSpan.FromDays(3));
        await EnsureAsync();

        (await db.Visits.CountAsync(Cancellation)).Should().Be(stored);
        (await db.Presets.CountAsync(Cancellation)).Should().Be(24);
    }

    [Fact]
    public async Task Two_starts_at_once_fill_the_house_once()
    {
        await Task.WhenAll(EnsureAsync(), EnsureAsync());

        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(DemoData.Recent(1, DemoDataShapeTests.House, Now).Count());
    }

    [Fact]
    public async Task What_is_stored_is_what_was_made()
    {
        await EnsureAsync();

        await using var db = OpenDb();
        var stored = await db.Visits.AsNoTracking().Include(v => v.Triage).Include(v => v.Steps.OrderBy(s => s.Id))
            .Include(v => v.Sessions).ThenInclude(s => s.Requests.OrderBy(r => r.Position)).AsSplitQuery().OrderBy(v => v.Id).ToListAsync(Cancellation);
        var house = await DemoDataHouse.ReadAsync(db, Cancellation) with { Numbers = DemoDataShapeTests.House.Numbers };
        var made = DemoData.Recent(1, house, Now).ToDictionary(v => v.Id);
        stored.Should().HaveCount(made.Count);
        foreach (var visit in stored)
        {
            // The database computes the day and the hour.
            DemoDataShapeTests.Words(visit).Should().Be(DemoDataShapeTests.Words(made[visit.Id]));
            visit.Day.Should().Be(DateOnly.FromDateTime(visit.ArrivedAt.ToParis()));
        }
    }

    [Fact]
    public async Task Loading_N_stores_exactly_N_each_time()
    {
        (await LoadAsync(700)).Should().Be(700);
        (await LoadAsync(700)).Should().Be(700);

        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(1400);
        (await db.Visits.CountAsync(v => v.ArrivedAt > Now || v.RecordedAt > Now, Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task More_than_the_house_could_see_makes_its_days_denser()
    {
        (await LoadAsync(3000, new DateTimeOffset(2018, 9, 21, 15, 0, 0, TimeSpan.Zero))).Should().Be(3000);

        await using var db = OpenDb();
        (await db.Visits.MinAsync(v => v.Day, Cancellation)).Should().BeOnOrAfter(new DateOnly(2018, 9, 3));
        (await db.Visits.Select(v => v.SiteId).Distinct().Order().ToListAsync(Cancellation)).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_house_that_is_not_open_yet_gets_nothing()
    {
        (await LoadAsync(50, new DateTimeOffset(2018, 9, 2, 15, 0, 0, TimeSpan.Zero))).Should().Be(0);
    }

    [Fact]
    public async Task A_house_with_an_account_of_its_own_gets_nothing()
    {
        await using var db = OpenDb();
        var account = await db.Users.FirstAsync(Cancellation);
        account.Email = "personne@example.org";
        await db.SaveChangesAsync(Cancellation);

        (await LoadAsync(50)).Should().Be(0);
    }

    private async Task EnsureAsync()
    {
        await using var db = OpenDb();
        await DemoData.EnsureAsync(db, Clock, months: 1, Cancellation);
    }

    private async Task<int> LoadAsync(int visits, DateTimeOffset? now = null)
    {
        await using var db = OpenDb();
        return await DemoData.LoadAsync(db, visits, new FakeTimeProvider(now ?? Now), Cancellation);
    }
}
