using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visits;

public sealed class UndoVisitTests(TestServer server) : DatabaseTest(server)
{
    private UndoVisit Undo => Get<UndoVisit>();

    [Fact]
    public async Task An_undone_visit_counts_no_more_and_loses_its_note()
    {
        var form = QuickVisit();
        form.Note = "papiers à rapporter";
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        (await Undo.ExecuteAsync(new UndoVisit.Form(form.VisitId, form.SessionId), Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await Get<BoardQueries>().BoardAsync(Blosne, Mediator, Cancellation)).Seen.Should().Be(0);
        await using var db = OpenDb();
        (await db.Sessions.IgnoreQueryFilters().SingleAsync(Cancellation)).Note.Should().BeNull();
    }

    [Fact]
    public async Task A_form_replayed_after_its_undo_is_not_stored_again()
    {
        var form = QuickVisit();
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);
        await Undo.ExecuteAsync(new UndoVisit.Form(form.VisitId, form.SessionId), Mediator, Cancellation);

        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task The_person_whose_session_is_undone_waits_again_since_the_same_hour()
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);
        Clock.Advance(TimeSpan.FromMinutes(20));
        var form = QuickVisit();
        form.VisitId = arrival.VisitId;
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        await Undo.ExecuteAsync(new UndoVisit.Form(form.VisitId, form.SessionId), Mediator, Cancellation);

        var waiting = (await Get<BoardQueries>().BoardAsync(Blosne, Mediator, Cancellation)).Rows.Single();
        waiting.State.Should().Be(VisitState.Waiting);
        waiting.ArrivedAt.Should().Be(Now);
    }

    [Fact]
    public async Task After_the_delay_the_way_back_is_a_correction()
    {
        var form = QuickVisit();
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);
        Clock.Advance(TimeSpan.FromSeconds(40));

        var outcome = await Undo.ExecuteAsync(new UndoVisit.Form(form.VisitId, form.SessionId), Mediator, Cancellation);

        outcome.Refusals.Single().Message.Should().Contain("historique");
        (await Get<BoardQueries>().BoardAsync(Blosne, Mediator, Cancellation)).Seen.Should().Be(1);
    }

    [Fact]
    public async Task Nobody_undoes_the_visit_of_a_colleague()
    {
        var form = QuickVisit();
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        (await Undo.ExecuteAsync(new UndoVisit.Form(form.VisitId, form.SessionId), OtherMediator, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task An_arrival_already_received_can_no_more_be_undone()
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);
        var form = QuickVisit();
        form.VisitId = arrival.VisitId;
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        (await Undo.ExecuteAsync(new UndoVisit.Form(arrival.VisitId), Receptionist, Cancellation)).Refusals.Single().Message.Should().Contain("reçue");
    }
}
