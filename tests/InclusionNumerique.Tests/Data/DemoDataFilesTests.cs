using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Data;

/// <summary>What the demo stores beside the visits: files, and the desks as they are when it starts.</summary>
public sealed class DemoDataFilesTests(TestServer server) : DatabaseTest(server)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    protected override (string Name, Func<InclusionDb, Task> Fill)? World => ("demo_three_months", db => DemoData.EnsureAsync(db, Clock, months: 3, CancellationToken.None));

    [Fact]
    public async Task Each_site_has_a_dozen_visibly_fictitious_files_that_come_back()
    {
        await using var db = OpenDb();
        var files = await db.Visitors.ToListAsync(Cancellation);
        var visits = await db.Visits.Where(v => v.VisitorId != null).ToListAsync(Cancellation);

        files.CountBy(f => f.SiteId).Should().HaveCount(6).And.OnlyContain(s => s.Value == 12);
        files.Should().OnlyContain(f => f.Name.StartsWith("Usager Démo ") && f.ConsentVersion == 1 && f.InstitutionId == 1);
        files.Select(f => f.Code).Should().OnlyHaveUniqueItems().And.OnlyContain(c => c.Length == Visitor.CodeLength);
        files.Should().Contain(f => f.IsShared).And.Contain(f => !f.IsShared);
        visits.Should().OnlyContain(v => files.Single(f => f.Id == v.VisitorId).SiteId == v.SiteId && files.Single(f => f.Id == v.VisitorId).CreatedAt < v.ArrivedAt);
        visits.CountBy(v => v.VisitorId!.Value).Average(f => f.Value).Should().BeInRange(3, 20);
        visits.Select(v => (v.VisitorId, v.Day)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_third_of_the_files_have_something_to_do_some_of_it_late_and_some_done()
    {
        await using var db = OpenDb();
        var tasks = await db.FollowUps.ToListAsync(Cancellation);

        tasks.CountBy(t => t.VisitorId).Should().HaveCount(24).And.OnlyContain(f => f.Value >= 2 && f.Value <= 4);
        tasks.Should().Contain(t => t.DoneAt == null && t.DueOn < Today).And.Contain(t => t.DoneAt == null && t.DueOn > Today).And.Contain(t => t.DoneAt != null);
        tasks.Should().OnlyContain(t => t.CreatedAt <= Now && !(t.DoneAt > Now));
        (await db.RightsCheckups.CountAsync(Cancellation)).Should().Be(24);
    }

    [Fact]
    public async Task Assessments_score_and_level_follow_the_grid()
    {
        await using var db = OpenDb();
        var passings = await db.Assessments.Include(a => a.Grid).ThenInclude(g => g!.Questions).ToListAsync(Cancellation);

        passings.CountBy(a => a.VisitorId).Should().HaveCount(54).And.OnlyContain(f => f.Value >= 1 && f.Value <= 4);
        foreach (var passing in passings)
        {
            var answered = passing.Answers.Where(a => a >= 0).ToList();
            ((double)passing.Score).Should().BeApproximately(100.0 * answered.Sum(a => a) / (2 * answered.Count), 0.5);
            ((short)passing.Level).Should().Be((short)(passing.Score < 35 ? 1 : passing.Score < 70 ? 2 : 3));
            passing.IsKioskAlone.Should().Be(passing.Grid!.Questions.Where(q => q.IsForKiosk).All(q => passing.Answers[q.Position] == 2));
            passing.At.Should().BeBefore(Now);
        }
    }

    [Fact]
    public async Task Who_receives_and_who_sits_at_a_computer_is_there_where_a_desk_is_open()
    {
        await using var db = OpenDb();
        var presences = await db.Presences.ToListAsync(Cancellation);
        var uses = await db.WorkstationUses.Include(u => u.Workstation).ToListAsync(Cancellation);

        presences.Should().NotBeEmpty().And.OnlyContain(p => p.Day == Today && p.Since <= Now && p.LeftAt == null);
        presences.Select(p => p.SiteId).Should().BeEquivalentTo(await db.Visits.Where(v => v.State == VisitState.Waiting).Select(v => v.SiteId).Distinct().ToListAsync(Cancellation));
        uses.Should().NotBeEmpty().And.OnlyContain(u => u.EndedAt == null && u.StartedAt < Now && presences.Any(p => p.SiteId == u.Workstation!.SiteId));
    }

    [Fact]
    public async Task The_house_goes_on_numbering_where_the_demo_stopped_and_so_does_a_second_load()
    {
        await using var db = OpenDb();
        (await CountersAsync(db)).Should().Equal(await LastNumbersAsync(db));

        (await DemoData.LoadAsync(db, 400, Clock, Cancellation)).Should().Be(400);

        (await CountersAsync(db)).Should().Equal(await LastNumbersAsync(db));
    }

    private static async Task<List<string>> CountersAsync(InclusionDb db) =>
        await db.Database.SqlQuery<string>($"SELECT site_id || ' ' || day || ' ' || last AS \"Value\" FROM queue_counters ORDER BY site_id, day").ToListAsync(Cancellation);

    private static async Task<List<string>> LastNumbersAsync(InclusionDb db) => await db.Database.SqlQuery<string>(
        $"SELECT site_id || ' ' || day || ' ' || max(number) AS \"Value\" FROM visits WHERE number IS NOT NULL GROUP BY site_id, day ORDER BY site_id, day").ToListAsync(Cancellation);
}
