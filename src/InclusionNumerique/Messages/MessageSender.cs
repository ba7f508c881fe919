using InclusionNumerique.Data;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Staff;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <summary>
/// Sends what is due. Each message is claimed before it is sent, and the claim is committed: several processes never send it twice, and a process that dies meanwhile
/// leaves it as sending, then uncertain, for a person to decide.
/// </summary>
public sealed class MessageSender(IDbContextFactory<InclusionDb> factory, IMailSender mail, ISmsSender sms, TimeProvider clock)
{
    /// <summary>After as many attempts a message is given up; a person who sends it again gives it as many.</summary>
    public const int AttemptsMost = 8;

    public static readonly TimeSpan RetryMost = TimeSpan.FromHours(6);
    public static readonly TimeSpan ClaimMost = TimeSpan.FromMinutes(10);

    // What it tells has passed: the appointment has begun or is over, or the second reminder takes the first one's place. The end of a diary's entry always goes.
    private const string DropStale = """
        UPDATE messages m SET state = 7 FROM appointments a
        WHERE m.state = 1 AND m.next_at <= {0} AND a.id = m.appointment_id AND m.kind <> 3 AND (
            a.starts_at <= {0} OR a.state NOT IN (2, 3, 4, 5) OR (m.kind IN (4, 5) AND a.state <> 2)
            OR (m.kind = 4 AND (a.day - 1 + time '10:00') AT TIME ZONE 'Europe/Paris' <= {0}))
        """;

    // A reminder or an invitation of a session that has begun or was called off.
    private const string DropStaleTrainings = """
        UPDATE messages m SET state = 7 FROM training_sessions s
        WHERE m.state = 1 AND m.next_at <= {0} AND s.id = m.training_session_id AND m.kind <> 15 AND (s.starts_at <= {0} OR s.state = 2)
        """;

    // Whoever ended the letter while it waited does not get this one either.
    private const string DropEnded = """
        UPDATE messages m SET state = 7 FROM professionals p
        WHERE m.state = 1 AND m.next_at <= {0} AND m.kind = 7 AND p.id = m.professional_id AND (p.letter_stopped_at IS NOT NULL OR p.disabled_at IS NOT NULL)
        """;

    // Whoever has begun, or comes too late, is left alone.
    private const string DropAnswered = """
        UPDATE messages m SET state = 7 FROM survey_invitations i JOIN surveys s ON s.id = i.survey_id
        WHERE m.state = 1 AND m.next_at <= {0} AND i.id = m.survey_invitation_id AND (i.has_begun OR s.state <> 2)
        """;

    // A letter to hundreds must not keep a reminder waiting.
    private const string Claim = """
        UPDATE messages SET state = 2, attempts = attempts + 1, next_at = {1}, error = NULL
        WHERE id = (SELECT id FROM messages WHERE state = 1 AND next_at <= {0} ORDER BY kind IN (7, 8, 9), next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *
        """;

    /// <returns>How many were handed to a carrier.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation = default)
    {
        await GiveUpClaimsAsync(cancellation);
        var count = 0;
        while (!cancellation.IsCancellationRequested && await ClaimAsync(cancellation) is { } message)
        {
            await SendAsync(message);
            count++;
        }

        return count;
    }

    /// <summary>Retention: six months after the appointment nobody needs to know what was written to whom; that it was is still counted.</summary>
    /// <returns>How many messages were emptied.</returns>
    public async Task<int> EraseOldAsync(CancellationToken cancellation = default)
    {
        var old = clock.GetUtcNow().AddMonths(-6);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Messages.Where(m => m.Day != null && m.CreatedAt < old && m.State != MessageState.Waiting && m.State != MessageState.Sending).ExecuteDeleteAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"DELETE FROM messages m USING survey_invitations i, surveys s WHERE i.id = m.survey_invitation_id AND s.id = i.survey_id AND s.closed_at < {old}", cancellation);
        await db.Database.ExecuteSqlAsync($"UPDATE survey_invitations i SET email = '-' || i.id, token_print = NULL FROM surveys s WHERE s.id = i.survey_id AND s.closed_at < {old} AND i.email NOT LIKE '-%'", cancellation);
        // The link in a letter ends it for as long as somebody keeps the e-mail.
        await db.Database.ExecuteSqlAsync(
            $"UPDATE messages SET address = '-' || id, subject = NULL, body = '', receipt = NULL WHERE kind = 7 AND created_at < {old} AND state NOT IN (1, 2) AND address NOT LIKE '-%'", cancellation);
        // The row's own id keeps the address unique.
        return await db.Database.ExecuteSqlRawAsync(
            "UPDATE messages m SET address = '-' || m.id, subject = NULL, body = '', calendar = NULL, receipt = NULL FROM appointments a "
            + "WHERE a.id = m.appointment_id AND a.ends_at < {0} AND m.state NOT IN (1, 2) AND m.address NOT LIKE '-%'",
            [old],
            cancellation);
    }

    /// <summary>1 min, 3 min, 9 min … 6 h, a fifth more or less, so that a server that comes back is not met by all at once.</summary>
    internal static TimeSpan BackOff(int attempt)
    {
        var minutes = Math.Pow(3, attempt - 1) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return minutes < RetryMost.TotalMinutes ? TimeSpan.FromMinutes(minutes) : RetryMost;
    }

    private async Task GiveUpClaimsAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Messages.Where(m => m.State == MessageState.Sending && m.NextAt <= now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Uncertain).SetProperty(x => x.Error, "L’envoi a été interrompu."), cancellation);
    }

    private async Task<Message?> ClaimAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(DropStale, [now], cancellation);
        await db.Database.ExecuteSqlRawAsync(DropStaleTrainings, [now], cancellation);
        await db.Database.ExecuteSqlRawAsync(DropEnded, [now], cancellation);
        await db.Database.ExecuteSqlRawAsync(DropAnswered, [now], cancellation);
        return (await db.Messages.FromSqlRaw(Claim, now, now + ClaimMost).AsNoTracking().ToListAsync(cancellation)).SingleOrDefault();
    }

    // A process that is told to stop finishes the message in hand: cut short, nobody would know whether it went.
    private async Task SendAsync(Message message)
    {
        if (message.NewsletterId is { } letterId)
        {
            await AddStopAsync(message, letterId);
        }

        if (message.SurveyInvitationId is { } invitationId)
        {
            await AddSurveyLinkAsync(message, invitationId);
        }

        try
        {
            var receipt = message.Channel == MessageChannel.Sms
                ? await sms.SendSmsAsync(message, CancellationToken.None)
                : await mail.SendMailAsync(message, CancellationToken.None);
            await MarkAsync(message, MessageState.Sent, clock.GetUtcNow(), receipt, null);
        }
        catch (CarrierException e)
        {
            var round = (message.Attempts - 1) % AttemptsMost + 1;
            var (state, wait) = e.Trouble switch
            {
                CarrierTrouble.Unknown => (MessageState.Uncertain, TimeSpan.Zero),
                CarrierTrouble.Temporary when round < AttemptsMost => (MessageState.Waiting, BackOff(round)),
                _ => (MessageState.Failed, TimeSpan.Zero),
            };
            await MarkAsync(message, state, clock.GetUtcNow() + wait, null, e.Message);
        }
    }

    // A secret of its own for each attempt: of one that failed, nobody has the e-mail.
    private async Task AddStopAsync(Message message, Guid letterId)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var address = await db.Newsletters.Where(n => n.Id == letterId).Select(n => n.Address!).SingleAsync();
        var secret = InvitationToken.New();
        var hash = InvitationToken.HashOf(secret);
        await db.Messages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.StopHash, hash));
        message.Stop = new NewsletterStop(address, secret);
    }

    private async Task AddSurveyLinkAsync(Message message, Guid invitationId)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var address = await db.SurveyInvitations.Where(i => i.Id == invitationId).Join(db.Surveys, i => i.SurveyId, s => s.Id, (_, s) => s.Address!).SingleAsync();
        var token = SurveyToken.New();
        var print = SurveyToken.PersonPrint(token);
        await db.SurveyInvitations.Where(i => i.Id == invitationId).ExecuteUpdateAsync(i => i.SetProperty(x => x.TokenPrint, print));
        message.SurveyLink = $"{address}/q/invitation/{token}";
    }

    // Not cancelled with the process: what the carrier said must not be lost. The number of attempts says whose claim it is.
    private async Task MarkAsync(Message message, MessageState state, DateTimeOffset at, string? receipt, string? error)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await db.Messages
            .Where(m => m.Id == message.Id && m.Attempts == message.Attempts && (m.State == MessageState.Sending || m.State == MessageState.Uncertain))
            .ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, state)
                .SetProperty(x => x.NextAt, at)
                .SetProperty(x => x.SentAt, x => state == MessageState.Sent ? at : x.SentAt)
                .SetProperty(x => x.Receipt, x => receipt ?? x.Receipt)
                .SetProperty(x => x.Error, error));
    }
}
