using System.Net;
using System.Net.Sockets;
using InclusionNumerique.Messages;
using InclusionNumerique.Tests.Openings;
using Microsoft.EntityFrameworkCore;
using SmtpServer.Protocol;

namespace InclusionNumerique.Tests.Messages;

/// <summary>E-mails over a real SMTP server.</summary>
public sealed class SmtpTests(TestServer server) : MessageTest(server), IAsyncDisposable
{
    private readonly LoopbackSmtp _smtp = new();

    private SmtpMailSender Mail => new(new("", "rdv@demo.invalid", "127.0.0.1", _smtp.Port, IsSmtpPlain: true));

    private Task<int> SendAsync() => Sender(Mail).SendDueAsync(Cancellation);

    public new async ValueTask DisposeAsync()
    {
        await _smtp.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_arrives_once_with_its_words_and_its_sender()
    {
        _smtp.Start();
        await OneAsync(MessageChannel.Email);

        await SendAsync();
        await SendAsync();

        var mail = (await ReadAsync(_smtp.Taken.Single().Mail)).Mail!;
        _smtp.Taken.Single().To.Should().Be(Email);
        (mail.Subject, mail.From, mail.To).Should().Be(("Votre rendez-vous du jeudi 3 décembre 2026 à 14\u00A0h\u00A015, ESC Blosne", "Inclusion Numérique <rdv@demo.invalid>", Email));
        mail.Text.Should().Contain("Pièce d’identité").And.Contain("Médiatrice Démo Un");
        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task An_invitation_is_an_alternative_with_its_method_and_a_calendar_that_others_read()
    {
        _smtp.Start();
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.ShortName, "Blosne 🏠, l’été; ץ").SetProperty(x => x.Name, "Espace à côté de la très longue allée des Hêtres 🏠🏠🏠🏠🏠🏠"), Cancellation);
        }

        var id = await BookAsync(isReminded: false);
        await SendAsync();
        await MoveAsync(id, Local(2027, 3, 29, 9));
        await SendAsync();
        await CancelAsync(id);
        await SendAsync();

        var mails = new List<ReadCalendar>();
        foreach (var (_, mail) in _smtp.Taken)
        {
            mails.Add(await ReadAsync(mail));
        }

        mails.Select(m => m.Method).Should().Equal("REQUEST", "REQUEST", "CANCEL");
        mails.Select(m => m.Mail!.Parts[^1][1]).Should().Equal("REQUEST", "REQUEST", "CANCEL");
        mails.Select(m => string.Join(' ', m.Mail!.Parts.Select(p => p[0]))).Should().OnlyContain(parts => parts == "multipart/alternative text/plain text/calendar");
        mails.Should().OnlyContain(m => m.Mail!.Parts[2][2] == "utf-8");
        var entries = mails.Select(m => m.Events.Single()).ToList();
        entries.Should().OnlyContain(e => e.Uid == $"{id:N}@inclusion-numerique" && e.Organizer == "mailto:rdv@demo.invalid" && e.Attendee == "mailto:" + MediatorEmail
            && e.Title == "RDV – Blosne 🏠, l’été; ץ" && e.Place == "Espace à côté de la très longue allée des Hêtres 🏠🏠🏠🏠🏠🏠, 1 rue de l’Exemple, 35200 Rennes");
        entries.Select(e => (e.Sequence, e.Status, e.StartsAt)).Should().Equal(
            (0, "CONFIRMED", Local(2026, 12, 3, 14, 15)), (1, "CONFIRMED", Local(2027, 3, 29, 9)), (2, "CANCELLED", Local(2027, 3, 29, 9)));
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_later_and_not_before()
    {
        _smtp.Start().Refusals.Enqueue(SmtpReplyCode.MailboxUnavailable - 100);
        await OneAsync(MessageChannel.Email);
        await SendAsync();
        var waiting = await OnlyAsync();
        (await SendAsync()).Should().Be(0);

        (waiting.State, waiting.Attempts).Should().Be((MessageState.Waiting, (short)1));
        waiting.NextAt.Should().BeCloseTo(Now.AddMinutes(1), TimeSpan.FromSeconds(13));
        Clock.SetUtcNow(waiting.NextAt);
        await SendAsync();

        _smtp.Taken.Should().ContainSingle();
        (await OnlyAsync()).Should().Match<Message>(m => m.State == MessageState.Sent && m.Attempts == 2 && m.Error == null);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_it_at_once_without_the_address_in_the_error()
    {
        _smtp.Start().Refusals.Enqueue(SmtpReplyCode.MailboxUnavailable);
        await OneAsync(MessageChannel.Email);

        await SendAsync();

        var message = await OnlyAsync();
        message.State.Should().Be(MessageState.Failed);
        message.Error.Should().Be("L’adresse a été refusée par le serveur d’e-mail (réponse 550).");
    }

    [Fact]
    public async Task A_text_refused_for_now_is_tried_again()
    {
        _smtp.Start().TextRefusals.Enqueue(SmtpReplyCode.ServiceUnavailable);
        await OneAsync(MessageChannel.Email);
        await SendAsync();
        Clock.SetUtcNow((await OnlyAsync()).NextAt);

        await SendAsync();

        _smtp.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task A_server_that_is_absent_then_back_gets_the_message()
    {
        await OneAsync(MessageChannel.Email);
        await SendAsync();
        var waiting = await OnlyAsync();
        (waiting.State, waiting.Error).Should().Be((MessageState.Waiting, "Le serveur d’e-mail ne répond pas."));

        _smtp.Start();
        Clock.SetUtcNow(waiting.NextAt);
        await SendAsync();

        _smtp.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task A_server_absent_for_good_is_given_up_after_eight_attempts_over_half_a_day()
    {
        await OneAsync(MessageChannel.Email);
        for (var i = 0; i < MessageSender.AttemptsMost; i++)
        {
            Clock.SetUtcNow((await OnlyAsync()).NextAt);
            await SendAsync();
        }

        (await OnlyAsync()).Should().Match<Message>(m => m.State == MessageState.Failed && m.Attempts == 8);
        (Clock.GetUtcNow() - Now).Should().BeGreaterThan(TimeSpan.FromHours(9)).And.BeLessThan(TimeSpan.FromHours(16));
    }

    [Fact]
    public async Task A_link_cut_while_the_text_leaves_makes_it_uncertain_for_the_server_may_have_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, _smtp.Port);
        listener.Start();
        var server = TakeAndHangUpAsync(listener);
        await OneAsync(MessageChannel.Email);

        await SendAsync();
        await server;

        (await OnlyAsync()).State.Should().Be(MessageState.Uncertain);
        (await SendAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("usager@demo.invalid\r\nBcc: autre@demo.invalid")]
    [InlineData("usager@demo.invalid, autre@demo.invalid")]
    [InlineData("usager")]
    [InlineData("<>")]
    public async Task An_address_that_is_none_is_never_said_to_the_server(string address)
    {
        _smtp.Start();
        await OneAsync(MessageChannel.Email, address);

        await SendAsync();

        _smtp.Taken.Should().BeEmpty();
        (await OnlyAsync()).Should().Match<Message>(m => m.State == MessageState.Failed && m.Error == "L’adresse e-mail est mal formée.");
    }

    [Fact]
    public async Task A_name_with_line_breaks_adds_no_header_and_no_line_of_a_calendar()
    {
        _smtp.Start();
        const string Evil = "Blosne\r\nBcc: autre@demo.invalid\r\n\r\nCorps";
        await using (var db = OpenDb())
        {
            await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, Evil).SetProperty(x => x.ShortName, "B\r\nATTENDEE:x").SetProperty(x => x.Address, Evil), Cancellation);
            await db.Users.Where(p => p.Id == Mediator.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisplayName, "Démo\r\nX-Evil: 1\u2028"), Cancellation);
        }

        await BookAsync();
        await SendAsync();

        foreach (var (_, mail) in _smtp.Taken)
        {
            var read = await ReadAsync(mail);
            read.Mail!.Headers.Should().NotContain("Bcc").And.NotContain("X-Evil");
            read.Events.Where(e => e.Attendee != "mailto:" + MediatorEmail).Should().BeEmpty();
        }

        _smtp.Taken.Should().HaveCount(2);
        (await MessagesAsync()).Where(m => m.Channel == MessageChannel.Sms).Should().OnlyContain(m => !m.Body.Contains('\n'));
    }

    [Fact]
    public async Task Several_senders_at_once_send_each_of_200_messages_exactly_once()
    {
        _smtp.Start();
        var id = await OneAsync(MessageChannel.Email);
        await using (var db = OpenDb())
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO messages (id, appointment_id, kind, channel, address, subject, body, sequence, state, next_at, attempts, created_at) SELECT gen_random_uuid(), {id}, 1, 1, 'u' || i || '@demo.invalid', 'Essai', 'Essai', 0, 1, {Now}, 0, {Now} FROM generate_series(1, 199) i",
                Cancellation);
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SendAsync, Cancellation)));

        counts.Sum().Should().Be(200);
        _smtp.Taken.Select(t => t.To).Should().HaveCount(200).And.OnlyHaveUniqueItems();
        (await MessagesAsync()).Should().OnlyContain(m => m.State == MessageState.Sent && m.Attempts == 1);
    }

    private static async Task TakeAndHangUpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 localhost");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return;
            }

            if (line.StartsWith("EHLO", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("RCPT", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("250 ok");
            }
            else if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go");
            }
        }
    }

    private static Task<ReadCalendar> ReadAsync(byte[] mail) => ReadCalendar.ReadMailAsync(mail, Local(2026, 12, 1, 0), Cancellation);
}
