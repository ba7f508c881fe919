using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Reports;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Reports;

/// <summary>Reports that issue themselves: once for each period, however many processes look, and late rather than never.</summary>
public sealed class ReportScheduleTests(TestServer server) : ReportTest(server)
{
    private ReportPlanner Planner => Get<ReportPlanner>();

    [Fact]
    public async Task It_is_queued_once_on_its_day_at_its_hour_even_by_two_processes()
    {
        await ScheduleAsync(new() { Day = 5, Hour = new(7, 30) });
        (await Queries.SchedulesAsync(Coordinator, Cancellation)).Should().ContainSingle(s => s.NextAt == Local(2026, 12, 5, 7, 30));

        Clock.SetUtcNow(Local(2026, 12, 5, 7, 30).AddSeconds(-1));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
        Clock.SetUtcNow(Local(2026, 12, 5, 7, 30));
        var queued = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Planner.QueueDueAsync(Cancellation)));

        queued.Sum().Should().Be(1);
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
        (await RowsAsync()).Should().ContainSingle().Which.Should().Match<Report>(r =>
            r.State == ReportState.Queued && r.Title == "Rapport mensuel, novembre 2026" && r.PeriodFrom == new DateOnly(2026, 11, 1) && r.PeriodTo == new DateOnly(2026, 11, 30));
        (await MakeAsync((await Work.ClaimAsync(Cancellation))!)).Should().BeTrue();
        (await Queries.ListAsync(new(), 1, Administrator, Cancellation)).Rows.Should().ContainSingle(r => r.IsScheduled && r.Author == "Coordinatrice Démo");
        (await Queries.SchedulesAsync(Coordinator, Cancellation)).Should().ContainSingle(s => s.NextAt == Local(2027, 1, 5, 7, 30));
    }

    [Fact]
    public async Task What_fell_due_while_nothing_ran_is_queued_by_the_next_start_and_nothing_from_before()
    {
        await ScheduleAsync(new() { Day = 5 });

        Clock.SetUtcNow(Local(2027, 2, 20, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(3);

        (await RowsAsync()).Select(r => r.Title).Should().Equal("Rapport mensuel, novembre 2026", "Rapport mensuel, décembre 2026", "Rapport mensuel, janvier 2027");
    }

    [Theory]
    [InlineData(ReportKind.SteeringGroup, "Comité de pilotage, 4e trimestre 2026")]
    [InlineData(ReportKind.Annual, "Rapport annuel, année 2026")]
    [InlineData(ReportKind.Feder, "Bilan FEDER, année 2026")]
    public async Task A_quarter_and_a_year_are_told_once_they_are_over(ReportKind kind, string title)
    {
        int? site = kind == ReportKind.SteeringGroup ? null : Blosne;
        await ScheduleAsync(new() { Kind = kind, SiteId = site, Day = 10 });

        foreach (var (month, day) in new[] { (12, 31), (1, 9), (1, 10), (1, 11), (2, 10) })
        {
            Clock.SetUtcNow(Local(month == 12 ? 2026 : 2027, month, day, 12, 0));
            (await Planner.QueueDueAsync(Cancellation)).Should().Be((month, day) == (1, 10) ? 1 : 0);
        }

        (await RowsAsync()).Should().ContainSingle(r => r.Title == title && r.Filter.SiteId == site);
    }

    [Theory]
    [InlineData(2027, 3, 28, 2, 30, 1, 30)] // The night of 23 hours: 2:30 does not exist, 3:30 is meant.
    [InlineData(2026, 10, 25, 2, 30, 0, 30)] // The night of 25 hours: the first of the two.
    public void An_hour_that_a_night_skips_or_repeats_falls_due_once(int year, int month, int day, int hour, int minute, int utcHour, int utcMinute)
    {
        var schedule = new ReportSchedule { Id = Guid.CreateVersion7(), Kind = ReportKind.Monthly, Day = (short)day, Hour = new(hour, minute), Since = default, CreatedById = Coordinator.Id };

        schedule.DueAfter(new DateOnly(year, month, 1).AddDays(-1)).Should().Be(new DateTimeOffset(year, month, day, utcHour, utcMinute, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_falls_due_during_a_pause_is_not_made_later_and_a_removed_one_makes_nothing()
    {
        var (paused, removed) = (await ScheduleAsync(new() { Day = 1 }), await ScheduleAsync(new() { Day = 1 }));
        await Get<PauseReportSchedule>().ExecuteAsync(new(paused, true), Coordinator, Cancellation);
        (await Get<RemoveReportSchedule>().ExecuteAsync(new(removed), Coordinator, Cancellation)).IsDone.Should().BeTrue();

        Clock.SetUtcNow(Local(2026, 12, 15, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
        await Get<PauseReportSchedule>().ExecuteAsync(new(paused, false), Coordinator, Cancellation);
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
        Clock.SetUtcNow(Local(2027, 1, 1, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(1);

        (await RowsAsync()).Should().ContainSingle(r => r.Title == "Rapport mensuel, décembre 2026" && r.ScheduleId == paused);
        (await Get<PauseReportSchedule>().ExecuteAsync(new(removed, true), Coordinator, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task A_schedule_moved_to_a_day_that_is_past_makes_its_report_at_once_and_none_twice()
    {
        var id = await ScheduleAsync(new() { Day = 20 });
        Clock.SetUtcNow(Local(2026, 12, 12, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);

        (await MoveAsync(id, 10)).IsDone.Should().BeTrue();
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(1);
        (await MoveAsync(id, 15)).IsDone.Should().BeTrue();
        Clock.SetUtcNow(Local(2026, 12, 16, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);

        (await RowsAsync()).Should().ContainSingle(r => r.Title == "Rapport mensuel, novembre 2026");
        (await Queries.SchedulesAsync(Coordinator, Cancellation)).Should().ContainSingle(s => s.NextAt == Local(2027, 1, 15, 8, 0));
    }

    [Fact]
    public async Task A_period_that_was_not_due_when_the_schedule_was_begun_is_not_lost_by_moving_it_to_before()
    {
        Clock.SetUtcNow(Local(2026, 12, 8, 9, 0));
        var id = await ScheduleAsync(new() { Day = 20 });
        Clock.SetUtcNow(Local(2026, 12, 12, 9, 0));

        await MoveAsync(id, 5);

        (await Planner.QueueDueAsync(Cancellation)).Should().Be(1);
        (await RowsAsync()).Should().ContainSingle(r => r.Title == "Rapport mensuel, novembre 2026");
    }

    [Fact]
    public async Task A_period_that_was_made_and_thrown_away_or_fell_in_a_pause_does_not_come_again_by_moving_the_schedule()
    {
        var (made, paused) = (await ScheduleAsync(new() { Day = 1 }), await ScheduleAsync(new() { Day = 1 }));
        await Get<PauseReportSchedule>().ExecuteAsync(new(paused, true), Coordinator, Cancellation);
        Clock.SetUtcNow(Local(2026, 12, 2, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(1);
        var report = (await RowsAsync()).Single().Id;
        await CancelAsync(report);
        await Get<RemoveReport>().ExecuteAsync(new(report), Coordinator, Cancellation);

        await MoveAsync(made, 20);
        await MoveAsync(paused, 20);
        await Get<PauseReportSchedule>().ExecuteAsync(new(paused, false), Coordinator, Cancellation);

        (await Queries.SchedulesAsync(Coordinator, Cancellation)).Single(s => s.Id == made).NextAt.Should().Be(Local(2027, 1, 20, 8, 0), "December’s comes next");
        Clock.SetUtcNow(Local(2026, 12, 21, 9, 0));
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task A_schedule_that_somebody_else_moved_meanwhile_is_not_moved_over_theirs()
    {
        var id = await ScheduleAsync(new() { Day = 20 });
        var read = (await Queries.SchedulesAsync(Coordinator, Cancellation)).Single().Version;
        await MoveAsync(id, 10);

        (await Get<ChangeReportSchedule>().ExecuteAsync(new() { Id = id, Version = read, Day = 5, Hour = new(8, 0) }, Coordinator, Cancellation)).Refusals.Should().BeEquivalentTo(Saving.Conflict.Refusals);
        (await Get<ChangeReportSchedule>().ExecuteAsync(new() { Id = id, Version = read, Day = 29 }, Coordinator, Cancellation)).Refusals.Select(r => r.Field).Should().Equal("Day", "Hour");

        (await Queries.SchedulesAsync(Coordinator, Cancellation)).Single().Day.Should().Be(10);
    }

    [Fact]
    public async Task A_scheduled_report_that_was_taken_back_and_thrown_away_does_not_come_again()
    {
        await ScheduleAsync(new() { Day = 1 });
        Clock.SetUtcNow(Local(2026, 12, 1, 9, 0));
        await Planner.QueueDueAsync(Cancellation);
        var id = (await RowsAsync()).Single().Id;

        await CancelAsync(id);
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);
        (await Get<RemoveReport>().ExecuteAsync(new(id), Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await Planner.QueueDueAsync(Cancellation)).Should().Be(0);

        (await RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_day_that_not_every_month_has_or_no_hour_is_refused_and_so_are_too_many()
    {
        var schedule = Get<ScheduleReport>();
        foreach (var day in new int?[] { null, 0, 29, 31 })
        {
            (await schedule.ExecuteAsync(new() { Day = day, Hour = null }, Coordinator, Cancellation)).Refusals.Select(r => r.Field).Should().Equal("Day", "Hour");
        }

        for (var i = 0; i < ScheduleReport.Most; i++)
        {
            await ScheduleAsync(new());
        }

        (await schedule.ExecuteAsync(new(), Coordinator, Cancellation)).MessageFor("").Should().Contain("retirez-en un");
    }

    private async Task<Guid> ScheduleAsync(ScheduleReport.Form form)
    {
        (await Get<ScheduleReport>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Should().BeEmpty();
        return form.Id;
    }

    private async Task<Outcome> MoveAsync(Guid id, int day)
    {
        var row = (await Queries.SchedulesAsync(Coordinator, Cancellation)).Single(s => s.Id == id);
        return await Get<ChangeReportSchedule>().ExecuteAsync(new() { Id = id, Version = row.Version, Day = day, Hour = new(8, 0) }, Coordinator, Cancellation);
    }

    private static DateTimeOffset Local(int year, int month, int day, int hour, int minute) => ParisTime.At(new(year, month, day), new(hour, minute));
}
