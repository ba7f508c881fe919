using System.Text.RegularExpressions;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Tests.Messages;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SmtpServer.Protocol;

namespace InclusionNumerique.Tests.Newsletters;

/// <summary>The letter over a real SMTP server, and the links in it.</summary>
public sealed partial class NewsletterMailTests(TestServer server) : NewsletterTest(server), IAsyncDisposable
{
    private readonly LoopbackSmtp _smtp = new();

    public new async ValueTask DisposeAsync()
    {
        await _smtp.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Each_gets_one_e_mail_with_the_words_and_a_link_of_their_own_that_ends_it()
    {
        _smtp.Start();
        await SentAsync();

        (await GoAsync()).Should().Be(Colleagues);
        (await GoAsync()).Should().Be(0);

        _smtp.Taken.Select(t => t.To).Should().HaveCount(Colleagues).And.OnlyHaveUniqueItems();
        var mails = await MailsAsync();
        mails.Should().OnlyContain(m => m.Subject == "La lettre de novembre 2026" && m.Headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click");
        mails.Select(SecretOf).Should().OnlyHaveUniqueItems();
        foreach (var mail in mails)
        {
            mail.Headers["List-Unsubscribe"].Should().Be($"<https://demo.invalid/desabonnement/un-clic?jeton={SecretOf(mail)}>");
            mail.TextBody.Should().Contain($"https://demo.invalid/desabonnement?jeton={SecretOf(mail)}").And.Contain("LE MOIS EN CHIFFRES");
            $"{mail.Headers["List-Unsubscribe"]} {mail.TextBody}".Should().NotContain("@");
        }
    }

    [Fact]
    public async Task The_link_ends_it_for_whoever_got_it_and_is_nowhere_but_in_the_e_mail()
    {
        _smtp.Start();
        await SentAsync();
        await GoAsync();
        var secret = SecretOf((await MailsAsync()).Single(m => m.To.ToString() == MediatorEmail));
        var stop = Get<StopLetterByLink>();

        (await stop.IsKnownAsync(secret, Cancellation)).Should().BeTrue();
        (await Queries.MineAsync(Mediator, Cancellation)).Should().BeTrue("looking at the page ends nothing");
        (await stop.ExecuteAsync(new(secret), Cancellation)).IsDone.Should().BeTrue();
        (await stop.ExecuteAsync(new(secret), Cancellation)).IsDone.Should().BeTrue();

        (await Queries.MineAsync(Mediator, Cancellation)).Should().BeFalse();
        (await Queries.MineAsync(Receptionist, Cancellation)).Should().BeTrue();
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "StopLetterByLink", Cancellation)).Should().Be(1);
        (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM messages m WHERE m::text LIKE {"%" + secret + "%"}").SingleAsync(Cancellation)).Should().Be(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("court")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_ends_nothing(string? secret)
    {
        await SentAsync();

        (await Get<StopLetterByLink>().IsKnownAsync(secret, Cancellation)).Should().BeFalse();
        (await Get<StopLetterByLink>().ExecuteAsync(new(secret), Cancellation)).Should().Be(StopLetterByLink.LinkIsUnknown);
    }

    [Fact]
    public async Task A_server_away_for_an_hour_loses_nothing_and_sends_nothing_twice()
    {
        await SentAsync();
        for (var minutes = 0; minutes < 60; minutes += 5)
        {
            await GoAsync();
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        _smtp.Start();
        for (var minutes = 0; minutes < 120; minutes += 10)
        {
            await Task.WhenAll(GoAsync(), GoAsync());
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        _smtp.Taken.Select(t => t.To).Should().HaveCount(Colleagues).And.OnlyHaveUniqueItems();
        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.Counts.Should().Be(new NewsletterCounts(Colleagues, 0, 0, 0, 0));
        var mail = (await MailsAsync())[0];
        (await Get<StopLetterByLink>().IsKnownAsync(SecretOf(mail), Cancellation)).Should().BeTrue("the link of the attempt that passed is the one that works");
    }

    [Fact]
    public async Task Whoever_ends_it_or_leaves_while_it_waits_does_not_get_it()
    {
        await SentAsync();
        await Get<ChooseLetter>().ExecuteAsync(new(false), Receptionist, Cancellation);
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Observer.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, Now), Cancellation);
        }

        _smtp.Start();
        await GoAsync();

        _smtp.Taken.Should().HaveCount(Colleagues - 2);
        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.Counts.Should().Be(new NewsletterCounts(Colleagues - 2, 0, 0, 0, 2));
    }

    [Fact]
    public async Task An_address_that_is_refused_is_counted_and_the_others_go()
    {
        _smtp.Start().Refusals.Enqueue(SmtpReplyCode.MailboxUnavailable);
        await SentAsync();

        await GoAsync();

        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.Counts.Should().Be(new NewsletterCounts(Colleagues - 1, 0, 1, 0, 0));
    }

    [Fact]
    public async Task A_reminder_does_not_wait_behind_the_letter()
    {
        _smtp.Start();
        await SentAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await OneAsync(MessageChannel.Email);

        await GoAsync();

        _smtp.Taken.First().To.Should().Be(Email);
    }

    [Fact]
    public async Task After_six_months_addresses_and_words_are_gone_and_counts_and_links_stay()
    {
        _smtp.Start();
        await SentAsync();
        await GoAsync();
        var secret = SecretOf((await MailsAsync())[0]);
        Clock.SetUtcNow(Local(2027, 5, 26, 9));

        await Sender().EraseOldAsync(Cancellation);

        (await LettersAsync()).Should().HaveCount(Colleagues).And.OnlyContain(m => m.Body == "" && m.Subject == null && m.Address.StartsWith('-'));
        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.Counts!.Sent.Should().Be(Colleagues);
        (await Get<StopLetterByLink>().IsKnownAsync(secret, Cancellation)).Should().BeTrue();
    }

    private static string SecretOf(MimeMessage mail) => Secret().Match(mail.Headers["List-Unsubscribe"]!).Groups[1].Value;

    private Task<int> GoAsync() => Sender(new SmtpMailSender(new("", "lettre@demo.invalid", "127.0.0.1", _smtp.Port, IsSmtpPlain: true))).SendDueAsync(Cancellation);

    private async Task<List<MimeMessage>> MailsAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var (_, mail) in _smtp.Taken)
        {
            mails.Add(await MimeMessage.LoadAsync(new MemoryStream(mail), Cancellation));
        }

        return mails;
    }

    [GeneratedRegex("jeton=([A-Za-z0-9_-]+)>")]
    private static partial Regex Secret();
}
