using InclusionNumerique.Appointments;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Messages;

public sealed class QueuedMessagesTests(TestServer server) : MessageTest(server)
{
    [Fact]
    public async Task A_booking_is_confirmed_by_mail_and_sms_reminded_by_sms_and_told_to_the_mediator()
    {
        var messages = await MessagesAsync(await BookAsync());

        messages.Select(m => (m.Kind, m.Channel, m.Address)).Should().BeEquivalentTo(
        [
            (MessageKind.Booked, MessageChannel.Email, Email), (MessageKind.Booked, MessageChannel.Sms, Mobile), (MessageKind.Booked, MessageChannel.Email, MediatorEmail),
            (MessageKind.FirstReminder, MessageChannel.Sms, Mobile), (MessageKind.LastReminder, MessageChannel.Sms, Mobile),
        ]);
    }

    [Fact]
    public async Task Without_a_mobile_number_the_reminders_go_by_mail()
    {
        var messages = await MessagesAsync(await BookAsync(phone: "+33261910012"));

        messages.Should().OnlyContain(m => m.Channel == MessageChannel.Email);
        messages.Should().HaveCount(4);
    }

    [Fact]
    public async Task Somebody_who_did_not_agree_is_told_nothing_and_the_mediator_is()
    {
        var messages = await MessagesAsync(await BookAsync(isReminded: false));

        messages.Single().Address.Should().Be(MediatorEmail);
    }

    [Theory]
    [InlineData(2026, 10, 26, "2026-10-24T08:00Z", "2026-10-25T09:00Z")]
    [InlineData(2026, 10, 25, "2026-10-23T08:00Z", "2026-10-24T08:00Z")]
    [InlineData(2027, 3, 29, "2027-03-27T09:00Z", "2027-03-28T08:00Z")]
    [InlineData(2027, 3, 28, "2027-03-26T09:00Z", "2027-03-27T09:00Z")]
    public async Task Reminders_go_at_10_at_Rennes_across_the_changes_of_the_clocks(int year, int month, int day, string first, string last)
    {
        var messages = await MessagesAsync(await BookAsync(Local(year, month, day, 9), bookedAt: Local(2026, 9, 1, 9)));

        messages.Single(m => m.Kind == MessageKind.FirstReminder).NextAt.Should().Be(DateTimeOffset.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
        messages.Single(m => m.Kind == MessageKind.LastReminder).NextAt.Should().Be(DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_reminder_whose_hour_has_passed_is_not_queued()
    {
        var messages = await MessagesAsync(await BookAsync(Local(2026, 11, 26, 9)));

        messages.Where(m => m.Kind is MessageKind.FirstReminder or MessageKind.LastReminder).Single().Kind.Should().Be(MessageKind.LastReminder);
    }

    [Fact]
    public async Task A_move_drops_the_old_reminders_and_queues_new_ones()
    {
        var id = await BookAsync();

        await MoveAsync(id, Local(2026, 12, 10, 9));

        var messages = await MessagesAsync(id);
        messages.Where(m => m.Sequence == 0).Should().OnlyContain(m => m.State == MessageState.Dropped);
        messages.Where(m => m.Sequence == 1 && m.Kind == MessageKind.LastReminder).Single().NextAt.Should().Be(Local(2026, 12, 9, 10));
    }

    [Fact]
    public async Task A_cancellation_drops_the_reminders_and_tells_it()
    {
        var id = await BookAsync();

        await CancelAsync(id);

        var waiting = (await MessagesAsync(id)).Where(m => m.State == MessageState.Waiting).ToList();
        waiting.Should().HaveCount(3).And.OnlyContain(m => m.Kind == MessageKind.Cancelled);
    }

    [Fact]
    public async Task A_move_to_a_colleague_ends_the_entry_of_the_former_mediator_even_when_it_moves_on()
    {
        var id = await BookAsync();
        await MoveAsync(id, Local(2026, 12, 10, 9), OtherMediator);

        await MoveAsync(id, Local(2026, 12, 11, 9));

        var toFormer = (await MessagesAsync(id)).Single(m => m.Address == MediatorEmail && m.State == MessageState.Waiting);
        toFormer.Kind.Should().Be(MessageKind.Cancelled);
        toFormer.Calendar.Should().Contain("METHOD:CANCEL").And.Contain("SEQUENCE:1");
    }

    [Fact]
    public async Task The_confirmation_says_all_that_helps_to_come_or_to_cancel()
    {
        var mail = (await MessagesAsync(await BookAsync())).Single(m => m is { Kind: MessageKind.Booked, Address: Email });

        mail.Body.Should().Contain("jeudi 3 décembre 2026 à 14\u00A0h\u00A015").And.Contain("ESC Blosne, 1 rue de l’Exemple, 35200 Rennes").And.Contain("Médiatrice Démo Un")
            .And.Contain(Papers).And.Contain("Appelez le 02 61 91 00 00");
    }

    [Fact]
    public async Task Reminders_and_sms_never_say_what_it_is_for()
    {
        var messages = await MessagesAsync(await BookAsync(phone: null));
        messages.AddRange(await MessagesAsync(await BookAsync(Local(2026, 12, 4, 9))));

        var quiet = messages.Where(m => m.Channel == MessageChannel.Sms || m.Kind is MessageKind.FirstReminder or MessageKind.LastReminder).ToList();

        quiet.Should().HaveCount(5);
        quiet.Should().OnlyContain(m => !$"{m.Subject} {m.Body}".Contains(Reason) && !m.Body.Contains(Papers) && !m.Body.Contains("impôt") && !m.Body.Contains("Démo"));
    }

    [Theory]
    [InlineData("ESC Blosne", "02 61 91 00 00")]
    [InlineData("Espace social commun de l’Œuvre – bâtiment à côté de la “Poterie” et du métro 🏠", "+33 (0)2 61 91 00 00")]
    public async Task An_sms_is_one_sms_of_the_basic_alphabet(string name, string phone)
    {
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, name).SetProperty(x => x.Phone, phone), Cancellation);
        }

        var id = await BookAsync(Local(2027, 9, 29, 10, 45));
        await MoveAsync(id, Local(2027, 9, 22, 10, 45));
        await CancelAsync(id);

        var texts = (await MessagesAsync(id)).Where(m => m.Channel == MessageChannel.Sms).Select(m => m.Body).ToList();
        texts.Should().HaveCount(7);
        texts.Should().OnlyContain(text => text.Length <= 160 && text.All(c => c >= ' ' && c <= 'z') && text.Contains(phone) && text.Contains("septembre"));
    }

    [Fact]
    public async Task A_mediators_entry_holds_no_word_of_the_person()
    {
        var id = await BookAsync(label: "Dame au carnet 🟥 مرحبا");

        var invitation = (await MessagesAsync(id)).Single(m => m.Calendar is not null);

        $"{invitation.Subject} {invitation.Body} {invitation.Calendar}".Should().NotContainAny("carnet", "مرحبا", Email, Mobile, Reason);
    }

    [Fact]
    public async Task A_disabled_mediator_is_told_nothing_more()
    {
        var id = await BookAsync();
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Mediator.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, Now), Cancellation);
        }

        await CancelAsync(id);

        (await MessagesAsync(id)).Should().NotContain(m => m.Address == MediatorEmail && m.State == MessageState.Waiting);
    }

    [Fact]
    public async Task A_reminder_that_comes_too_late_is_dropped_not_sent()
    {
        var id = await BookAsync(Local(2026, 12, 3, 14));
        Clock.SetUtcNow(Local(2026, 12, 2, 10, 30));
        await Sender().SendDueAsync(Cancellation);

        var messages = await MessagesAsync(id);
        messages.Single(m => m.Kind == MessageKind.FirstReminder).State.Should().Be(MessageState.Dropped);
        messages.Single(m => m.Kind == MessageKind.LastReminder).State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_an_appointment_that_has_begun()
    {
        var id = await BookAsync(Local(2026, 12, 3, 14));
        Clock.SetUtcNow(Local(2026, 12, 3, 14));
        await Sender().SendDueAsync(Cancellation);

        (await MessagesAsync(id)).Should().OnlyContain(m => m.State == MessageState.Dropped);
    }

    [Fact]
    public async Task Six_months_after_the_appointment_addresses_and_words_are_gone_and_the_count_stays()
    {
        var id = await BookAsync();
        await Sender().SendDueAsync(Cancellation);
        Clock.SetUtcNow(Local(2027, 6, 2, 9));
        await Sender().SendDueAsync(Cancellation);
        (await Sender().EraseOldAsync(Cancellation)).Should().Be(0);

        Clock.SetUtcNow(Local(2027, 6, 4, 9));
        await Sender().EraseOldAsync(Cancellation);

        var messages = await MessagesAsync(id);
        messages.Should().HaveCount(5).And.OnlyContain(m => m.Body == "" && m.Subject == null && m.Calendar == null && m.Address.StartsWith('-'));
        (await Get<MessageQueries>().OfAppointmentAsync(id, Mediator, Cancellation)).Should().OnlyContain(m => m.Address == null);
    }
}
