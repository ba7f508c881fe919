using InclusionNumerique.Activities;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Openings;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Activities;

public sealed class ActivityQueriesTests(TestServer server) : ActivityTest(server)
{
    [Fact]
    public async Task The_week_shows_sessions_in_blocks_with_what_one_has_added()
    {
        foreach (var (hour, minute) in new[] { (9, 0), (9, 10), (9, 35), (10, 20) })
        {
            var form = QuickVisit();
            (form.Day, form.Time) = (Today, new(hour, minute));
            (await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
        }

        await LogAsync(30, day: Today, time: new(8, 0));
        await LogAsync(30, day: Today, time: new(8, 0), actor: OtherMediator);

        var week = await WeekAsync();

        week.Days.Select(d => d.Day.Day).Should().Equal(23, 24, 25, 26, 27);
        week.Days[1].Entries.Select(e => (e.Kind, e.Label, e.Minutes)).Should().Equal(
            (WeekEntryKind.Activity, "Mémo, fiche pratique", 30), (WeekEntryKind.Sessions, "2 accompagnements", 15), (WeekEntryKind.Sessions, "1 accompagnement", 5), (WeekEntryKind.Sessions, "1 accompagnement", 5));
        week.Sites.Select(s => s.Label).Should().Equal("Aimé Césaire", "Blosne");
        week.Types[0].Label.Should().Be("Mémo, fiche pratique");
    }

    [Fact]
    public async Task Openings_stand_behind_and_a_holiday_has_its_name()
    {
        await using (var db = OpenDb())
        {
            db.OpeningRules.Add(new OpeningRule
            {
                Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, SiteId = Blosne, Kind = OpeningKind.WalkIn, Weekday = 2, StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = new(2026, 1, 1),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        (await WeekAsync()).Days[1].Openings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Site = "Blosne" });
        var armistice = await Get<ActivityQueries>().WeekAsync(new(2026, 11, 11), Mediator, Cancellation);
        (armistice.Monday, armistice.Days[2].Holiday).Should().Be((new DateOnly(2026, 11, 9), "Armistice de 1918"));
    }

    [Fact]
    public async Task One_s_own_time_is_summed_by_type_and_site_beside_that_of_sessions()
    {
        await LogAsync(30, day: Today, time: new(8, 0));
        await LogAsync(45, Meeting, day: Today, time: new(9, 0), siteId: AimeCesaire);
        await LogAsync(15, Meeting, day: Today.AddDays(-7), time: new(9, 0));
        await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);

        var time = await Get<ActivityQueries>().OwnTimeAsync(Today.AddDays(-1), Today, Mediator, Cancellation);

        (time.Minutes, time.ReceivedMinutes).Should().Be((75, 5));
        time.ByType.Select(l => (l.Label, l.Minutes)).Should().Equal(("Réunion", 45), ("Mémo, fiche pratique", 30));
        time.BySite.Select(l => (l.Label, l.Minutes)).Should().Equal(("Aimé Césaire", 45), ("Blosne", 30));
    }

    [Fact]
    public async Task The_coordinator_reads_sums_and_never_of_fewer_than_three_people_how_many()
    {
        await LogAsync(30, day: Today, time: new(8, 0));
        await LogAsync(60, day: Today, time: new(8, 0), actor: OtherMediator);
        await LogAsync(90, day: Today, time: new(8, 0), actor: Volunteer, siteId: AimeCesaire);
        await LogAsync(20, Meeting, day: Today.AddDays(-40), time: new(8, 0));
        await StartAsync();

        var report = (await Get<ActivityQueries>().FiguresAsync(new(FigureSpan.Free, Today.AddDays(-60), Today), null, Coordinator, Cancellation))!;

        report.Total.Should().Be(new HiddenWorkLine("", 200, 3));
        report.ByType.Should().Equal(new HiddenWorkLine("Mémo, fiche pratique", 180, 3), new HiddenWorkLine("Réunion", 20, null));
        report.ByType[0].Mean.Should().Be(60);
        report.BySite.Should().Equal(new HiddenWorkLine("Blosne", 110, null), new HiddenWorkLine("Aimé Césaire", 90, null));
        report.ByMonth.Should().Equal(new HiddenWorkLine("octobre 2026", 20, null), new HiddenWorkLine("novembre 2026", 180, 3));
        var site = (await Get<ActivityQueries>().FiguresAsync(new(FigureSpan.Free, Today.AddDays(-60), Today), AimeCesaire, Observer, Cancellation))!;
        site.Total.Should().Be(new HiddenWorkLine("", 90, null));
        (await Get<ActivityQueries>().FiguresAsync(new(FigureSpan.Free, Today, Today), null, Mediator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task Without_anything_noted_there_is_nothing_to_sum()
    {
        var report = (await Get<ActivityQueries>().FiguresAsync(new(FigureSpan.Day, Today, Today), null, Coordinator, Cancellation))!;

        (report.Total.Minutes, report.ByType.Count, report.ReceivedMinutes).Should().Be((0, 0, 0));
        (await WeekAsync()).Days.Should().OnlyContain(d => d.Entries.Count == 0);
    }
}
