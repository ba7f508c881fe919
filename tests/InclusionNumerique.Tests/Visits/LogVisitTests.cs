using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visits;

public sealed class LogVisitTests(TestServer server) : DatabaseTest(server)
{
    private LogVisit LogVisit => Get<LogVisit>();

    [Fact]
    public async Task A_common_visit_is_stored_with_its_session_its_request_and_its_trace()
    {
        var form = QuickVisit();

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var visit = await db.Visits.Include(v => v.Sessions).ThenInclude(s => s.Requests).SingleAsync(Cancellation);
        visit.Should().BeEquivalentTo(new { Id = form.VisitId, SiteId = Blosne, ArrivedAt = Now.AddMinutes(-5), State = VisitState.Seen, Day = new DateOnly(2026, 11, 24), Hour = (short)10 });
        visit.Sessions.Single().Should().BeEquivalentTo(new { Minutes = 5, MediatorId = Mediator.Id });
        visit.Sessions.Single().Requests.Single().Should().BeEquivalentTo(new { ThemeId = PrintTheme, Outcome = RequestOutcome.Solved });
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { ActorId = Mediator.Id, Action = "LogVisit", RecordId = form.VisitId.ToString(), SiteId = Blosne });
    }

    [Fact]
    public async Task The_same_form_sent_by_many_clicks_at_once_is_stored_once()
    {
        var form = QuickVisit();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LogVisit.ExecuteAsync(form, Mediator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await using var db = OpenDb();
        (await db.Sessions.CountAsync(Cancellation)).Should().Be(1);
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task Two_mediators_cannot_both_answer_the_same_arrival()
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);
        VisitForm Answer() => new() { VisitId = arrival.VisitId, SiteId = Blosne, Minutes = 10, Requests = [new RequestForm { OrganisationId = Caf }] };

        var outcomes = await Task.WhenAll(
            LogVisit.ExecuteAsync(Answer(), Mediator, Cancellation),
            LogVisit.ExecuteAsync(Answer(), OtherMediator, Cancellation));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        await using var db = OpenDb();
        (await db.Sessions.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task An_arrival_keeps_its_hour_when_it_is_answered()
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);
        Clock.Advance(TimeSpan.FromMinutes(40));

        await LogVisit.ExecuteAsync(new VisitForm { VisitId = arrival.VisitId, SiteId = Blosne, Minutes = 10, Requests = [new RequestForm { OrganisationId = Caf }] }, Mediator, Cancellation);

        await using var db = OpenDb();
        var visit = await db.Visits.Include(v => v.Sessions).SingleAsync(Cancellation);
        visit.ArrivedAt.Should().Be(Now);
        visit.State.Should().Be(VisitState.Seen);
        visit.Sessions.Single().StartedAt.Should().Be(Now.AddMinutes(30));
    }

    [Theory]
    [InlineData(0, "1 minute à 23 h 59")]
    [InlineData(1500, "1 minute à 23 h 59")]
    [InlineData(null, "Indiquez la durée")]
    public async Task An_impossible_duration_is_refused_beside_its_field(int? minutes, string message)
    {
        var form = QuickVisit();
        form.Minutes = minutes;

        var outcome = await LogVisit.ExecuteAsync(form, Mediator, Cancellation);

        outcome.MessageFor(nameof(form.Minutes)).Should().Contain(message);
        await using var db = OpenDb();
        (await db.Visits.AnyAsync(Cancellation)).Should().BeFalse();
    }

    [Theory]
    [InlineData(2026, 11, 25, "futur")]
    [InlineData(2018, 11, 4, "a ouvert le 05/11/2018")]
    public async Task A_day_that_cannot_be_is_refused(int year, int month, int day, string message)
    {
        var form = QuickVisit();
        (form.Day, form.Time) = (new DateOnly(year, month, day), new TimeOnly(9, 0));

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.Day)).Should().Contain(message);
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0xD83D)]
    public async Task A_note_that_cannot_be_stored_is_refused(int strayUnit)
    {
        var form = QuickVisit();
        form.Note = $"pièce{(char)strayUnit} jointe";

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.Note)).Should().Contain("caractère invisible");
    }

    [Fact]
    public async Task A_note_of_100_000_characters_is_refused_with_its_length()
    {
        var form = QuickVisit();
        form.Note = new string('é', 100_000);

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.Note)).Should().Contain("500").And.Contain("caractères au plus");
    }

    [Fact]
    public async Task Right_to_left_text_and_emoji_are_stored_as_typed()
    {
        var form = QuickVisit();
        form.Note = "مرحبا 👩‍👩‍👧 ﷽ é";

        await LogVisit.ExecuteAsync(form, Mediator, Cancellation);

        await using var db = OpenDb();
        (await db.Sessions.SingleAsync(Cancellation)).Note.Should().Be(form.Note);
    }

    [Fact]
    public async Task A_phone_number_in_a_note_is_warned_about_then_accepted_when_confirmed()
    {
        var form = QuickVisit();
        form.Note = "Rappeler au 06 12 34 56 78";

        var first = await LogVisit.ExecuteAsync(form, Mediator, Cancellation);
        form.IsNoteConfirmed = true;
        var second = await LogVisit.ExecuteAsync(form, Mediator, Cancellation);

        first.Refusals.Single().IsWarning.Should().BeTrue();
        second.IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_choice_that_no_list_holds_is_refused_in_french()
    {
        var form = QuickVisit();
        form.Requests[0].ThemeId = 999_999;

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).Refusals.Single().Message.Should().Contain("n’existe plus");
    }

    [Fact]
    public async Task Another_site_is_forbidden()
    {
        (await LogVisit.ExecuteAsync(QuickVisit(Villejean), Mediator, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task An_impossible_request_needs_its_cause()
    {
        var form = QuickVisit();
        form.Requests[0].Outcome = RequestOutcome.Impossible;

        (await LogVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Requests[0].CauseId").Should().NotBeNull();
    }
}
