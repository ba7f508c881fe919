using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Queue;

public sealed class CallNextTests(TestServer server) : QueueTest(server)
{
    [Fact]
    public async Task Arrivals_of_a_day_at_a_site_are_numbered_from_one()
    {
        await ArriveAsync();
        await ArriveAsync();
        await ArriveAsync(siteId: AimeCesaire);

        (await BoardAsync()).Waiting.Select(r => (int?)r.Number).Should().Equal(1, 2);
        (await BoardAsync(siteId: AimeCesaire)).Waiting.Select(r => (int?)r.Number).Should().Equal(1);
    }

    [Fact]
    public async Task The_first_to_come_is_called_first()
    {
        var first = await ArriveAsync();
        Clock.Advance(Minute);
        await ArriveAsync();

        await CallAsync(Mediator);

        (await MineAsync(Mediator)).Should().Be(first);
    }

    [Fact]
    public async Task An_urgent_person_is_called_before_who_came_earlier()
    {
        await ArriveAsync();
        Clock.Advance(Minute);
        var urgent = await ArriveAsync(triage: new() { Urgency = Urgency.RightCutOff });

        await CallAsync(Mediator);

        (await MineAsync(Mediator)).Should().Be(urgent);
        (await RowAsync(urgent)).UrgentReason.Should().Be("Droit coupé");
    }

    [Fact]
    public async Task An_appointment_is_called_before_a_walk_in_who_came_earlier()
    {
        await ArriveAsync();
        Clock.Advance(Minute);
        var appointment = await ArriveAsync(Origin.Appointment);

        await CallAsync(Mediator);

        (await MineAsync(Mediator)).Should().Be(appointment);
    }

    [Fact]
    public async Task A_walk_in_who_has_waited_for_45_minutes_is_called_before_a_later_appointment()
    {
        var patient = await ArriveAsync();
        Clock.Advance(45 * Minute);
        await ArriveAsync(Origin.Appointment);

        await CallAsync(Mediator);

        (await MineAsync(Mediator)).Should().Be(patient);
    }

    [Fact]
    public async Task An_appointment_not_yet_due_lets_walk_ins_pass()
    {
        var early = await ArriveAsync(Origin.Appointment);
        await using (var db = OpenDb())
        {
            await db.Visits.Where(v => v.Id == early).ExecuteUpdateAsync(v => v.SetProperty(x => x.EligibleAt, Now.AddMinutes(20)), Cancellation);
        }

        var walkIn = await ArriveAsync();

        await CallAsync(Mediator);

        (await MineAsync(Mediator)).Should().Be(walkIn);
    }

    [Fact]
    public async Task The_board_shows_the_order_of_the_calls()
    {
        var walkIn = await ArriveAsync();
        Clock.Advance(Minute);
        var appointment = await ArriveAsync(Origin.Appointment);
        Clock.Advance(Minute);
        var urgent = await ArriveAsync(triage: new() { Urgency = Urgency.Deadline });

        (await BoardAsync()).Waiting.Select(r => r.VisitId).Should().Equal(urgent, appointment, walkIn);
    }

    [Fact]
    public async Task The_same_call_sent_twice_calls_one_person()
    {
        await ArriveAsync();
        await ArriveAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CallAsync(Mediator)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await BoardAsync()).Waiting.Should().ContainSingle();
    }

    [Fact]
    public async Task A_mediator_who_receives_somebody_calls_nobody_else()
    {
        var first = await ArriveAsync();
        await ArriveAsync();
        await CallAsync(Mediator);
        await StartAsync(first, Mediator);

        var outcome = await CallAsync(Mediator);

        outcome.Refusals.Single().Message.Should().Contain("Vous recevez déjà quelqu’un");
    }

    [Fact]
    public async Task Nobody_to_call_is_said()
    {
        (await CallAsync(Mediator)).Refusals.Single().Message.Should().Contain("Personne n’attend");
    }

    [Fact]
    public async Task Somebody_who_was_just_called_by_a_colleague_cannot_be_called_out_of_turn()
    {
        var visit = await ArriveAsync();
        await CallAsync(OtherMediator);

        (await CallAsync(Mediator, visit)).Refusals.Single().Message.Should().Contain("n’attend plus");
    }

    [Fact]
    public async Task Calling_makes_the_mediator_present_and_busy()
    {
        await ArriveAsync();

        await CallAsync(Mediator);

        (await BoardAsync()).Present.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Mediator.Id, Number = (short?)1, IsBusy = true });
    }
}
