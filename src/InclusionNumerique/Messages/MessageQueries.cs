using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <param name="Address">Masked: "06 •• •• •• 12"; null where the actor sees no people, or once it is erased.</param>
/// <param name="At">When it went, or is due.</param>
/// <param name="IsToMediator">Otherwise to the person.</param>
public sealed record MessageLine(
    Guid Id, MessageKind Kind, MessageChannel Channel, string? Address, bool IsToMediator, MessageState State, DateTimeOffset At, string? Error, bool CanResend);

/// <summary>A message that did not go, of an appointment to come.</summary>
public sealed record MessageTrouble(Guid MessageId, Guid AppointmentId, int SiteId, string SiteName, DateTimeOffset StartsAt, MessageKind Kind, MessageChannel Channel, MessageState State, string? Error);

public sealed class MessageQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const int LinesMost = 100;

    /// <summary>What was and will be told of an appointment, the latest first; empty where the actor does not see it.</summary>
    public async Task<IReadOnlyList<MessageLine>> OfAppointmentAsync(Guid appointmentId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var appointment = await AppointmentsSeenBy.Filter(db.Appointments.AsNoTracking(), actor, "MessageQueries.OfAppointmentAsync")
            .SingleOrDefaultAsync(a => a.Id == appointmentId, cancellation);
        if (appointment is null)
        {
            return [];
        }

        var mayResend = appointment.StartsAt > clock.GetUtcNow() && actor.May(nameof(ResendMessage))
            && await AppointmentsSeenBy.Filter(db.Appointments, actor, nameof(ResendMessage)).AnyAsync(a => a.Id == appointmentId, cancellation);
        var messages = await db.Messages.AsNoTracking().Where(m => m.AppointmentId == appointmentId)
            .OrderByDescending(m => m.SentAt ?? m.NextAt).ThenBy(m => m.Id).Take(LinesMost).ToListAsync(cancellation);
        return [.. messages.Select(m => new MessageLine(
            m.Id,
            m.Kind,
            m.Channel,
            actor.SeesPeople() || m.Calendar is not null ? Mask(m.Channel, m.Address) : null,
            m.Calendar is not null,
            m.State,
            m.SentAt ?? m.NextAt,
            m.Error,
            mayResend && m.State is (MessageState.Failed or MessageState.Uncertain) && m.Sequence == appointment.Sequence))];
    }

    /// <summary>Messages that failed or may not have gone, of appointments to come, the next ones first.</summary>
    public async Task<IReadOnlyList<MessageTrouble>> TroubleAsync(Actor actor, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await (
            from a in AppointmentsSeenBy.Filter(db.Appointments, actor, "MessageQueries.TroubleAsync")
            join m in db.Messages on a.Id equals m.AppointmentId
            where a.StartsAt > now && m.Sequence == a.Sequence && (m.State == MessageState.Failed || m.State == MessageState.Uncertain)
            orderby a.StartsAt, m.Id
            select new MessageTrouble(m.Id, a.Id, a.SiteId, a.Site!.ShortName, a.StartsAt, m.Kind, m.Channel, m.State, m.Error)).Take(LinesMost).ToListAsync(cancellation);
    }

    private static string? Mask(MessageChannel channel, string address) => (channel, address) switch
    {
        (_, ['-', ..]) => null,
        (MessageChannel.Email, _) => $"{address[0]}•••@{address.Split('@')[^1]}",
        (_, ['+', '3', '3', var first, ..]) when address.Length == 12 => $"0{first} •• •• •• {address[^2..]}",
        _ => $"•• •• •• {address[^2..]}",
    };
}
