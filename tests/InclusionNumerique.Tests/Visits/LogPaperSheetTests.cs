using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visits;

public sealed class LogPaperSheetTests(TestServer server) : DatabaseTest(server)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private LogPaperSheet LogPaperSheet => Get<LogPaperSheet>();

    [Fact]
    public async Task Twenty_rows_are_stored_with_their_times_and_one_trace_each()
    {
        var form = Sheet(20);

        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var visits = await db.Visits.Include(v => v.Sessions).ThenInclude(s => s.Requests).OrderBy(v => v.ArrivedAt).ToListAsync(Cancellation);
        visits.Select(v => v.Id).Should().Equal(form.Rows.Select(r => r.VisitId));
        visits.Should().OnlyContain(v => v.SiteId == Blosne && v.Day == Today && v.State == VisitState.Seen && v.Sessions.Single().Requests.Single().ThemeId == PrintTheme);
        visits[3].ArrivedAt.Should().Be(new DateTimeOffset(2026, 11, 24, 8, 3, 0, TimeSpan.Zero));
        (await db.AuditEntries.Where(e => e.ActorId == Mediator.Id).Select(e => e.RecordId).ToListAsync(Cancellation)).Should().BeEquivalentTo(form.Rows.Select(r => r.VisitId.ToString()));
    }

    [Fact]
    public async Task One_refused_row_stores_none_and_says_which_row_and_field()
    {
        var form = Sheet(5);
        form.Rows[3].Minutes = 0;
        form.Rows[4].Requests[0].Outcome = RequestOutcome.Impossible;

        var outcome = await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);

        outcome.MessageFor("Rows[3].Minutes").Should().Contain("1 minute à 23 h 59");
        outcome.MessageFor("Rows[4].Requests[0].CauseId").Should().NotBeNull();
        await ShouldHoldAsync(0);
    }

    [Fact]
    public async Task A_choice_that_no_list_holds_stores_none_and_says_which_row()
    {
        var form = Sheet(5);
        form.Rows[2].Requests[0].ThemeId = 999_999;

        var outcome = await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);

        outcome.Refusals.Should().BeEquivalentTo(new[] { new { Field = "Rows[2].Requests[0].ThemeId" } });
        await ShouldHoldAsync(0);
    }

    [Fact]
    public async Task A_sheet_sent_again_is_stored_once()
    {
        var form = Sheet(3);

        await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);
        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        await ShouldHoldAsync(3);
    }

    [Fact]
    public async Task A_sheet_sent_again_with_new_rows_stores_only_these()
    {
        var form = Sheet(3);
        await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);
        form.Rows.Add(Row(40));

        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        await ShouldHoldAsync(4);
    }

    [Fact]
    public async Task The_same_sheet_sent_by_many_clicks_at_once_is_stored_once()
    {
        var form = Sheet(20);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await ShouldHoldAsync(20);
    }

    [Fact]
    public async Task Two_mediators_may_send_their_sheets_at_once()
    {
        var outcomes = await Task.WhenAll(
            LogPaperSheet.ExecuteAsync(Sheet(20), Mediator, Cancellation),
            LogPaperSheet.ExecuteAsync(Sheet(20), OtherMediator, Cancellation));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await ShouldHoldAsync(40);
    }

    [Fact]
    public async Task A_visit_stored_by_another_author_is_refused_at_its_row_and_stores_none()
    {
        var form = Sheet(3);
        await LogPaperSheet.ExecuteAsync(new LogPaperSheet.Form { SiteId = Blosne, Day = Today, Rows = [form.Rows[1]] }, OtherMediator, Cancellation);

        var outcome = await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);

        outcome.MessageFor("Rows[1].VisitId").Should().NotBeNull();
        await ShouldHoldAsync(1);
    }

    [Fact]
    public async Task The_same_row_twice_on_a_sheet_is_refused()
    {
        var form = Sheet(2);
        form.Rows.Add(form.Rows[0]);

        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Rows[2].VisitId").Should().Contain("deux fois");
    }

    [Fact]
    public async Task A_row_cannot_bring_another_site_or_day_than_the_sheet()
    {
        var form = Sheet(1);
        (form.Rows[0].SiteId, form.Rows[0].Day) = (Villejean, new DateOnly(2026, 1, 5));

        await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation);

        await using var db = OpenDb();
        (await db.Visits.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { SiteId = Blosne, Day = Today });
    }

    [Theory]
    [InlineData(2026, 11, 25, "futur")]
    [InlineData(2018, 11, 4, "a ouvert le 05/11/2018")]
    public async Task A_day_that_cannot_be_is_refused(int year, int month, int day, string message)
    {
        var form = Sheet(2);
        form.Day = new DateOnly(year, month, day);

        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Day").Should().Contain(message);
        await ShouldHoldAsync(0);
    }

    [Fact]
    public async Task A_time_of_today_that_has_not_come_is_refused_at_its_row()
    {
        var form = Sheet(2);
        form.Rows[1].Time = new TimeOnly(10, 31);

        (await LogPaperSheet.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Rows[1].Day").Should().Contain("futur");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LogPaperSheet.RowsMost + 1)]
    public async Task An_empty_or_endless_sheet_is_refused(int rows) =>
        (await LogPaperSheet.ExecuteAsync(Sheet(rows), Mediator, Cancellation)).MessageFor("").Should().Contain("de 1 à 60");

    [Fact]
    public async Task Another_site_is_forbidden()
    {
        (await LogPaperSheet.ExecuteAsync(Sheet(1, Villejean), Mediator, Cancellation)).IsForbidden.Should().BeTrue();
        await ShouldHoldAsync(0);
    }

    [Fact]
    public async Task A_volunteer_may_send_a_sheet_of_the_own_site() =>
        (await LogPaperSheet.ExecuteAsync(Sheet(2, AimeCesaire), Volunteer, Cancellation)).IsDone.Should().BeTrue();

    [Fact]
    public async Task Roles_that_receive_nobody_may_not_send_a_sheet()
    {
        foreach (var actor in new[] { Receptionist, Professional, Coordinator, Observer, Administrator, Actor.Nobody })
        {
            (await LogPaperSheet.ExecuteAsync(Sheet(1), actor, Cancellation)).IsForbidden.Should().BeTrue();
        }
    }

    private static LogPaperSheet.Form Sheet(int rows, int siteId = Blosne) =>
        new() { SiteId = siteId, Day = Today, Rows = [.. Enumerable.Range(0, rows).Select(Row)] };

    private static VisitForm Row(int minutesAfterNine) => new()
    {
        Time = new TimeOnly(9, minutesAfterNine % 60),
        Minutes = 5,
        Requests = [new RequestForm { ThemeId = PrintTheme }],
    };

    private async Task ShouldHoldAsync(int visits)
    {
        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(visits);
        (await db.Sessions.CountAsync(Cancellation)).Should().Be(visits);
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(visits);
    }
}
