using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Queue;

public sealed class QueueMovesTests(TestServer server) : QueueTest(server)
{
    private Task<Outcome> NotThereAsync(Guid visitId) => Get<NotThere>().ExecuteAsync(new(visitId), Mediator, Cancellation);

    [Fact]
    public async Task A_person_called_and_not_there_keeps_their_turn()
    {
        var visit = await ArriveAsync();
        Clock.Advance(Minute);
        await ArriveAsync();
        await CallAsync(Mediator);

        await NotThereAsync(visit);

        var first = (await BoardAsync()).Waiting[0];
        first.Should().BeEquivalentTo(new { VisitId = visit, Calls = (short)1, MediatorId = (Guid?)null });
    }

    [Fact]
    public async Task After_three_calls_in_vain_only_an_explicit_call_brings_the_person_back()
    {
        var visit = await ArriveAsync();
        for (var i = 0; i < 3; i++)
        {
            await CallAsync(Mediator);
            await NotThereAsync(visit);
        }

        (await RowAsync(visit)).State.Should().Be(VisitState.NoAnswer);
        (await CallAsync(Mediator)).IsDone.Should().BeFalse();
        (await CallAsync(Mediator, visit)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task The_wait_ends_when_the_person_sits_down()
    {
        var visit = await ArriveAsync();
        await CallAsync(Mediator);
        Clock.Advance(7 * Minute);
        await StartAsync(visit, Mediator);
        Clock.Advance(20 * Minute);
        await FinishAsync(visit, Mediator);

        await using var db = OpenDb();
        var stored = await db.Visits.SingleAsync(Cancellation);
        (stored.SeenAt - stored.EligibleAt).Should().Be(7 * Minute);
        stored.State.Should().Be(VisitState.Seen);
    }

    [Fact]
    public async Task While_one_person_fetches_a_document_the_mediator_receives_another()
    {
        var first = await ArriveAsync();
        var second = await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(first, Mediator);
        await Get<PauseSession>().ExecuteAsync(new(first), Mediator, Cancellation);

        (await CallAsync(Mediator)).IsDone.Should().BeTrue();

        (await MineAsync(Mediator)).Should().Be(second);
        (await RowAsync(first)).State.Should().Be(VisitState.Paused);
    }

    [Fact]
    public async Task A_pause_ends_when_the_mediator_is_free_again()
    {
        var first = await ArriveAsync();
        await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(first, Mediator);
        await Get<PauseSession>().ExecuteAsync(new(first), Mediator, Cancellation);
        await CallAsync(Mediator);

        (await StartAsync(first, Mediator)).Refusals.Single().Message.Should().Contain("Vous recevez déjà quelqu’un");
        await FinishAsync((await MineAsync(Mediator))!.Value, Mediator);

        (await StartAsync(first, Mediator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_person_handed_over_to_a_colleague_is_left_to_them_by_the_others()
    {
        var visit = await ArriveAsync();
        await CallAsync(Mediator);
        await Get<HandOver>().ExecuteAsync(new() { VisitId = visit, MediatorId = OtherMediator.Id, Reason = "Parle turc" }, Mediator, Cancellation);

        (await CallAsync(Mediator)).IsDone.Should().BeFalse();
        (await CallAsync(OtherMediator)).IsDone.Should().BeTrue();

        (await MineAsync(OtherMediator)).Should().Be(visit);
    }

    [Fact]
    public async Task A_person_handed_over_to_another_site_keeps_the_first_arrival_and_gets_a_number_there()
    {
        await ArriveAsync(siteId: AimeCesaire);
        var visit = await ArriveAsync();
        Clock.Advance(30 * Minute);

        (await Get<HandOver>().ExecuteAsync(new() { VisitId = visit, SiteId = AimeCesaire }, Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await RowAsync(visit, AimeCesaire)).Should().BeEquivalentTo(new { ArrivedAt = Now, Number = (short?)2, State = VisitState.Waiting });
        (await BoardAsync()).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_second_mediator_adds_a_second_session_to_a_visit_handed_over_after_the_first()
    {
        var visit = await ArriveAsync();
        await FinishAsync(visit, Mediator);
        await Get<HandOver>().ExecuteAsync(new() { VisitId = visit, MediatorId = OtherMediator.Id }, Mediator, Cancellation);
        await CallAsync(OtherMediator);
        await FinishAsync(visit, OtherMediator);

        await using var db = OpenDb();
        (await db.Sessions.CountAsync(s => s.VisitId == visit, Cancellation)).Should().Be(2);
    }

    [Fact]
    public async Task Nobody_is_handed_over_to_somebody_who_does_not_receive_at_the_site()
    {
        var visit = await ArriveAsync();

        var outcome = await Get<HandOver>().ExecuteAsync(new() { VisitId = visit, MediatorId = DemoData.AccountId(3) }, Mediator, Cancellation);

        outcome.MessageFor(nameof(HandOver.Form.MediatorId)).Should().Contain("ne reçoit pas à ce site");
    }

    [Fact]
    public async Task A_session_whose_browser_died_is_still_its_mediators_and_a_colleague_may_release_it()
    {
        var visit = await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(visit, Mediator);

        (await MineAsync(Mediator)).Should().Be(visit);
        (await FinishAsync(visit, OtherMediator)).IsDone.Should().BeFalse();
        (await Get<HandOver>().ExecuteAsync(new() { VisitId = visit }, OtherMediator, Cancellation)).IsDone.Should().BeTrue();

        (await RowAsync(visit)).State.Should().Be(VisitState.Waiting);
        (await FinishAsync(visit, OtherMediator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task An_urgency_needs_its_reason()
    {
        var visit = await ArriveAsync();

        var outcome = await Get<SetUrgent>().ExecuteAsync(new() { VisitId = visit, Reason = " " }, Receptionist, Cancellation);

        outcome.MessageFor(nameof(SetUrgent.Form.Reason)).Should().Contain("Dites pourquoi");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData(null)]
    public async Task A_reason_that_cannot_be_stored_is_refused(string? text)
    {
        var visit = await ArriveAsync();
        var reason = text ?? new string('x', 100_000);

        (await Get<SetUrgent>().ExecuteAsync(new() { VisitId = visit, Reason = reason }, Receptionist, Cancellation)).IsDone.Should().BeFalse();
        (await Get<LeaveUnseen>().ExecuteAsync(new(visit, Reason: reason), Receptionist, Cancellation)).IsDone.Should().BeFalse();
        (await Get<HandOver>().ExecuteAsync(new() { VisitId = visit, Reason = reason }, Mediator, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task An_undone_move_puts_the_person_back_where_they_stood()
    {
        var visit = await ArriveAsync();
        await Get<SetUrgent>().ExecuteAsync(new() { VisitId = visit, Reason = "Expulsion demain" }, Receptionist, Cancellation);
        await Get<LeaveUnseen>().ExecuteAsync(new(visit), Receptionist, Cancellation);

        (await Get<UndoMove>().ExecuteAsync(new(visit), Receptionist, Cancellation)).IsDone.Should().BeTrue();

        (await RowAsync(visit)).Should().BeEquivalentTo(new { State = VisitState.Waiting, Priority = Priority.Urgent, UrgentReason = "Expulsion demain" });
    }

    [Fact]
    public async Task An_undo_comes_too_late_when_a_colleague_has_acted_or_the_delay_is_over()
    {
        var visit = await ArriveAsync();
        await Get<LeaveUnseen>().ExecuteAsync(new(visit), Receptionist, Cancellation);
        await Get<LeaveUnseen>().ExecuteAsync(new(visit, IsBack: true), Mediator, Cancellation);
        (await Get<UndoMove>().ExecuteAsync(new(visit), Receptionist, Cancellation)).Refusals.Single().Message.Should().Contain("Quelqu’un d’autre");

        Clock.Advance(Minute);

        (await Get<UndoMove>().ExecuteAsync(new(visit), Mediator, Cancellation)).Refusals.Single().Message.Should().Contain("délai");
    }

    [Fact]
    public async Task The_person_whose_session_from_the_board_is_undone_is_on_a_pause_with_the_mediator()
    {
        var visit = await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(visit, Mediator);
        Clock.Advance(Minute);
        var form = QuickVisit();
        form.VisitId = visit;
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        await Get<UndoVisit>().ExecuteAsync(new(visit, form.SessionId), Mediator, Cancellation);

        (await RowAsync(visit)).Should().BeEquivalentTo(new { State = VisitState.Paused, MediatorId = (Guid?)Mediator.Id });
        (await StartAsync(visit, Mediator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task An_arrival_called_meanwhile_can_no_more_be_undone()
    {
        var visit = await ArriveAsync();
        await CallAsync(Mediator);

        (await Get<UndoVisit>().ExecuteAsync(new(visit), Receptionist, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task Presence_says_until_when_and_where_and_ends()
    {
        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne, Until = new(12, 30), Place = "Bureau 2" }, Mediator, Cancellation);
        (await BoardAsync()).Present.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Until = (TimeOnly?)new TimeOnly(12, 30), Place = "Bureau 2", IsBusy = false });

        await Get<SayPresence>().ExecuteAsync(new() { SiteId = Blosne, IsThere = false }, Mediator, Cancellation);

        (await BoardAsync()).Present.Should().BeEmpty();
    }
}
