using InclusionNumerique.Access;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Messages;

public sealed class ResendMessageTests(TestServer server) : MessageTest(server)
{
    [Theory]
    [InlineData(MessageState.Failed)]
    [InlineData(MessageState.Uncertain)]
    public async Task What_did_not_go_can_be_sent_again_once(MessageState state)
    {
        await SetAsync(await OneAsync(), state);

        (await ResendAsync(Receptionist)).IsDone.Should().BeTrue();
        (await ResendAsync(Receptionist)).IsDone.Should().BeTrue();

        (await Sender().SendDueAsync(Cancellation)).Should().Be(1);
        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
    }

    [Theory]
    [InlineData(MessageState.Sent)]
    [InlineData(MessageState.Delivered)]
    [InlineData(MessageState.Dropped)]
    public async Task What_has_gone_is_not_sent_again(MessageState state)
    {
        await SetAsync(await OneAsync(), state);

        (await ResendAsync(Mediator)).IsDone.Should().BeFalse();

        (await OnlyAsync()).State.Should().Be(state);
    }

    [Fact]
    public async Task What_is_no_longer_true_is_not_sent_again()
    {
        var id = await OneAsync();
        await SetAsync(id, MessageState.Failed);
        await using (var db = OpenDb())
        {
            await db.Appointments.ExecuteUpdateAsync(a => a.SetProperty(x => x.Sequence, 1), Cancellation);
        }

        (await ResendAsync(Mediator)).IsDone.Should().BeFalse();
        (await Get<MessageQueries>().OfAppointmentAsync(id, Mediator, Cancellation)).Single().CanResend.Should().BeFalse();
        (await Get<MessageQueries>().TroubleAsync(Mediator, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Somebody_of_another_site_sends_and_sees_nothing()
    {
        var id = await OneAsync();
        await SetAsync(id, MessageState.Failed);
        var stranger = Mediator with { SiteIds = [Villejean] };

        (await ResendAsync(stranger)).IsForbidden.Should().BeTrue();
        (await Get<MessageQueries>().OfAppointmentAsync(id, stranger, Cancellation)).Should().BeEmpty();
        (await Get<MessageQueries>().TroubleAsync(stranger, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task Addresses_are_masked_and_the_coordinator_who_sees_no_people_reads_none()
    {
        var id = await BookAsync();

        var lines = await Get<MessageQueries>().OfAppointmentAsync(id, Receptionist, Cancellation);
        var seenByCoordinator = await Get<MessageQueries>().OfAppointmentAsync(id, Coordinator, Cancellation);

        lines.Select(l => l.Address).Distinct().Should().BeEquivalentTo(["06 •• •• •• 12", "u•••@demo.invalid", "m•••@demo.invalid"]);
        seenByCoordinator.Should().HaveCount(5).And.OnlyContain(l => l.IsToMediator || l.Address == null);
    }

    [Fact]
    public async Task The_warning_list_names_what_did_not_go_of_appointments_to_come()
    {
        var id = await OneAsync();
        await SetAsync(id, MessageState.Uncertain);

        (await Get<MessageQueries>().TroubleAsync(Receptionist, Cancellation)).Single().Should().Match<MessageTrouble>(t => t.AppointmentId == id && t.SiteName == "Blosne");
        Clock.SetUtcNow(Local(2026, 12, 3, 15));
        (await Get<MessageQueries>().TroubleAsync(Receptionist, Cancellation)).Should().BeEmpty();
    }

    private async Task<Outcome> ResendAsync(Actor actor) => await Get<ResendMessage>().ExecuteAsync(new((await OnlyAsync()).Id), actor, Cancellation);

    private async Task SetAsync(Guid appointmentId, MessageState state)
    {
        await using var db = OpenDb();
        await db.Messages.Where(m => m.AppointmentId == appointmentId).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, state), Cancellation);
    }
}
