using InclusionNumerique.Data;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <summary>What professionals are told of training sessions, by e-mail, in the caller's transaction.</summary>
internal static class TrainingMessages
{
    private const int ReminderDays = 2;

    /// <summary>Everybody who is registered or waits.</summary>
    public static async Task QueueToAllAsync(this InclusionDb db, TrainingSession session, MessageKind kind, DateTimeOffset now, CancellationToken cancellation)
    {
        session.Sequence++;
        var invited = await db.Messages.Where(m => m.TrainingSessionId == session.Id && m.State == MessageState.Waiting && m.Kind == MessageKind.TrainingInvitation).Select(m => m.ProfessionalId!.Value).ToListAsync(cancellation);
        await db.Messages.Where(m => m.TrainingSessionId == session.Id && m.State == MessageState.Waiting && m.Kind != MessageKind.TrainingCancelled)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Dropped), cancellation);
        var people = await db.TrainingRegistrations.Where(r => r.SessionId == session.Id && r.State != RegistrationState.Cancelled).OrderBy(r => r.Rank).Select(r => new { r.ProfessionalId, r.State }).ToListAsync(cancellation);
        foreach (var person in people)
        {
            await db.QueueAsync(session, person.ProfessionalId, kind, now, cancellation, hasSeat: person.State == RegistrationState.Registered);
        }

        if (kind == MessageKind.TrainingMoved)
        {
            await db.InviteAgainAsync(session, [.. invited.Except(people.Select(p => p.ProfessionalId))], now, cancellation);
        }
    }

    // An invitation that has not gone yet goes with what is planned now.
    private static async Task InviteAgainAsync(this InclusionDb db, TrainingSession session, List<Guid> people, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.TrainingInvitations.Where(i => i.SessionId == session.Id && people.Contains(i.ProfessionalId)).LoadAsync(cancellation);
        foreach (var person in people)
        {
            await db.QueueAsync(session, person, MessageKind.TrainingInvitation, now, cancellation);
        }
    }

    /// <param name="hasSeat">A diary has an entry of it: only then one is sent with a change or an end.</param>
    public static async Task QueueAsync(
        this InclusionDb db, TrainingSession session, Guid professionalId, MessageKind kind, DateTimeOffset now, CancellationToken cancellation, bool hasSeat = true)
    {
        if (kind == MessageKind.TrainingCancelled)
        {
            await db.Messages.Where(m => m.TrainingSessionId == session.Id && m.ProfessionalId == professionalId && m.State == MessageState.Waiting)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Dropped), cancellation);
        }

        // What is over needs no word, and a closed account has no reader.
        if (session.EndsAt <= now || await db.Users.AsNoTracking().Where(p => p.Id == professionalId && p.DisabledAt == null && p.Email != null).Select(p => new { p.Email, p.DisplayName }).SingleOrDefaultAsync(cancellation) is not { } person)
        {
            return;
        }

        var facts = await FactsAsync(db, session, cancellation);
        var why = kind == MessageKind.TrainingInvitation ? db.ChangeTracker.Entries<TrainingInvitation>().Select(e => e.Entity).Single(i => i.SessionId == session.Id && i.ProfessionalId == professionalId) : null;
        var message = New(session, professionalId, kind, person.Email!, now, now, TrainingTexts.Subject(kind, facts), TrainingTexts.Mail(kind, facts, why));
        if (hasSeat && kind is MessageKind.TrainingSeat or MessageKind.TrainingPromoted or MessageKind.TrainingMoved or MessageKind.TrainingCancelled)
        {
            message.Calendar = AppointmentCalendar.Training(facts, person.DisplayName, person.Email!, kind == MessageKind.TrainingCancelled, now);
        }

        db.Messages.Add(message);
        var remindAt = ParisTime.At(DateOnly.FromDateTime(session.StartsAt.ToParis()).AddDays(-ReminderDays), AppointmentMessages.ReminderHour);
        if (hasSeat && remindAt > now && kind is MessageKind.TrainingSeat or MessageKind.TrainingPromoted or MessageKind.TrainingMoved)
        {
            const MessageKind Reminder = MessageKind.TrainingReminder;
            db.Messages.Add(New(session, professionalId, Reminder, person.Email!, now, remindAt, TrainingTexts.Subject(Reminder, facts), TrainingTexts.Mail(Reminder, facts, null)));
        }
    }

    private static async Task<TrainingFacts> FactsAsync(InclusionDb db, TrainingSession session, CancellationToken cancellation)
    {
        var module = await db.TrainingModules.Where(m => m.Id == session.ModuleId).Select(m => m.Name).SingleAsync(cancellation);
        var site = await db.Sites.AsNoTracking().SingleAsync(s => s.Id == session.SiteId, cancellation);
        // A part that the caller has just changed is tracked; the stored ones are read otherwise.
        List<TrainingPart> parts = db.Entry(session).Collection(s => s.Parts).IsLoaded ? session.Parts : await db.TrainingParts.AsNoTracking().Where(p => p.SessionId == session.Id).ToListAsync(cancellation);
        return new(session.Id, session.Sequence, module, site, session.Room, session.Reason, [.. parts.OrderBy(p => p.Position).Select(p => (p.StartsAt, p.EndsAt))]);
    }

    private static Message New(TrainingSession session, Guid professionalId, MessageKind kind, string address, DateTimeOffset now, DateTimeOffset at, string subject, string body) => new()
    {
        Id = Guid.CreateVersion7(), TrainingSessionId = session.Id, ProfessionalId = professionalId, Kind = kind, Channel = MessageChannel.Email, Address = address,
        Subject = subject, Body = body, Sequence = session.Sequence, State = MessageState.Waiting, NextAt = at, CreatedAt = now,
    };
}
