using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <summary>What people and mediators are told of an appointment.</summary>
internal static class AppointmentMessages
{
    /// <summary>When reminders go, at Europe/Paris: nobody is woken by one.</summary>
    public static readonly TimeOnly ReminderHour = new(10, 0);

    /// <summary>
    /// Adds the messages of a change to the caller's transaction; those that are no longer true are dropped in it.
    /// Before a move or a cancellation, the caller has added one to the appointment's <see cref="Appointment.Sequence"/>.
    /// </summary>
    public static async Task QueueAsync(this InclusionDb db, Appointment appointment, MessageKind kind, DateTimeOffset now, CancellationToken cancellation)
    {
        var entry = db.Entry(appointment);
        var former = kind == MessageKind.Moved && entry.State != EntityState.Added ? (Guid)entry.OriginalValues[nameof(Appointment.MediatorId)]! : appointment.MediatorId;
        var site = await db.Sites.AsNoTracking().SingleAsync(s => s.Id == appointment.SiteId, cancellation);
        var mediators = await db.Users.AsNoTracking().Where(p => p.Id == appointment.MediatorId || p.Id == former)
            .Select(p => new Recipient(p.Id, p.DisplayName, p.Email ?? "", p.DisabledAt == null && p.Email != null)).ToDictionaryAsync(p => p.Id, cancellation);
        var papers = await db.AppointmentReasons.Where(r => r.Id == appointment.ReasonId).Select(r => r.Papers).SingleOrDefaultAsync(cancellation);

        var queue = new List<Message>();
        // Somebody who is told too late is only puzzled; a diary is put right in any case.
        if (appointment.IsReminded && appointment.StartsAt > now)
        {
            queue.AddRange(ToPerson(appointment, kind, site, mediators[appointment.MediatorId].Name, papers, now));
        }

        if (former != appointment.MediatorId)
        {
            queue.Add(ToMediator(appointment, MessageKind.Cancelled, site, mediators[former], now));
        }

        queue.Add(ToMediator(appointment, kind, site, mediators[appointment.MediatorId], now));
        queue.RemoveAll(m => mediators.Values.Any(p => !p.IsActive && p.Email == m.Address && m.Calendar is not null));
        await DropAsync(db, appointment, queue, cancellation);
        // A mediator who books for themselves has one address for both.
        db.Messages.AddRange(queue.DistinctBy(m => (m.Kind, m.Channel, m.Address)));
    }

    // The end of an entry in the diary of somebody who no longer has the appointment stays true, whatever comes next.
    private static async Task DropAsync(InclusionDb db, Appointment appointment, List<Message> queue, CancellationToken cancellation)
    {
        var told = queue.Select(m => m.Address).ToList();
        await db.Messages
            .Where(m => m.AppointmentId == appointment.Id && m.State == MessageState.Waiting && m.Sequence < appointment.Sequence)
            .Where(m => m.Kind != MessageKind.Cancelled || told.Contains(m.Address))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Dropped), cancellation);
    }

    private static IEnumerable<Message> ToPerson(Appointment appointment, MessageKind kind, Site site, string mediator, string? papers, DateTimeOffset now)
    {
        if (appointment.Email is { } email)
        {
            yield return Mail(kind, email, now);
        }

        if (HasSms(appointment))
        {
            yield return Sms(kind, now);
        }

        if (kind == MessageKind.Cancelled)
        {
            yield break;
        }

        var day = DateOnly.FromDateTime(appointment.StartsAt.ToParis());
        foreach (var (reminder, before) in new[] { (MessageKind.FirstReminder, 2), (MessageKind.LastReminder, 1) })
        {
            var at = ParisTime.At(day.AddDays(-before), ReminderHour);
            if (at > now && HasSms(appointment))
            {
                yield return Sms(reminder, at);
            }
            else if (at > now && appointment.Email is not null)
            {
                yield return Mail(reminder, appointment.Email, at);
            }
        }

        Message Mail(MessageKind what, string address, DateTimeOffset at) => New(
            appointment, what, MessageChannel.Email, address, now, at, MessageTexts.Subject(what, appointment, site), MessageTexts.Mail(what, appointment, site, mediator, papers));

        Message Sms(MessageKind what, DateTimeOffset at) => New(appointment, what, MessageChannel.Sms, appointment.Phone!, now, at, null, MessageTexts.Sms(what, appointment, site));
    }

    // A French landline takes no SMS.
    private static bool HasSms(Appointment appointment) => appointment.Phone is { } phone && (!phone.StartsWith("+33", StringComparison.Ordinal) || phone is ['+', '3', '3', '6' or '7', ..]);

    private static Message ToMediator(Appointment appointment, MessageKind kind, Site site, Recipient mediator, DateTimeOffset now)
    {
        var message = New(
            appointment,
            kind,
            MessageChannel.Email,
            mediator.Email,
            now,
            now,
            MessageTexts.SingleLine($"RDV – {site.ShortName}, {FrenchTime.LongMoment(appointment.StartsAt)}{(kind == MessageKind.Cancelled ? " : annulé" : "")}"),
            MessageTexts.MailToMediator(kind, appointment, site));
        message.Calendar = AppointmentCalendar.Invitation(appointment, site, mediator.Name, mediator.Email, kind == MessageKind.Cancelled, now);
        return message;
    }

    private static Message New(
        Appointment appointment, MessageKind kind, MessageChannel channel, string address, DateTimeOffset now, DateTimeOffset at, string? subject, string body) => new()
    {
        Id = Guid.CreateVersion7(),
        AppointmentId = appointment.Id,
        Kind = kind,
        Channel = channel,
        Address = address,
        Subject = subject,
        Body = body,
        Sequence = appointment.Sequence,
        State = MessageState.Waiting,
        NextAt = at,
        CreatedAt = now,
    };

    private sealed record Recipient(Guid Id, string Name, string Email, bool IsActive);
}
