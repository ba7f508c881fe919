using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Messages;

/// <summary>Appointments at Blosne and what is told of them. It is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class MessageTest(TestServer server) : DatabaseTest(server)
{
    protected const string Email = "usager@demo.invalid";
    protected const string Mobile = "+33639980012";
    protected const string MediatorEmail = "mediatrice1@demo.invalid";
    protected const string Papers = "Pièce d’identité, avis d’impôt";
    protected const string Reason = "Dette secrète";

    private int _reasonId;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        var reason = db.Add(new AppointmentReason { Label = Reason, Minutes = 30, BookableBy = BookingOrigin.Reception, Papers = Papers, Position = 99 }).Entity;
        await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Phone, "02 61 91 00 00").SetProperty(x => x.Address, "1 rue de l’Exemple, 35200 Rennes"), Cancellation);
        await db.SaveChangesAsync(Cancellation);
        _reasonId = reason.Id;
    }

    protected static DateTimeOffset Local(int year, int month, int day, int hour, int minute = 0) => ParisTime.At(new(year, month, day), new(hour, minute));

    protected MessageSender Sender(IMailSender? mail = null, ISmsSender? sms = null)
    {
        var files = new FileOutbox(new(Path.Combine(Path.GetTempPath(), $"inclusion-outbox-{Guid.NewGuid():N}")));
        return new(Get<IDbContextFactory<InclusionDb>>(), mail ?? files, sms ?? files, Clock);
    }

    /// <summary>As the verb that books does it: the row and its messages in one save.</summary>
    protected async Task<Guid> BookAsync(
        DateTimeOffset? at = null, string? email = Email, string? phone = Mobile, bool isReminded = true, Actor? mediator = null, string label = "Usager Démo", DateTimeOffset? bookedAt = null)
    {
        var now = bookedAt ?? Clock.GetUtcNow();
        var start = at ?? Local(2026, 12, 3, 14, 15);
        var appointment = new Appointment
        {
            Id = Guid.CreateVersion7(),
            SiteId = Blosne,
            MediatorId = (mediator ?? Mediator).Id,
            ReasonId = _reasonId,
            StartsAt = start,
            EndsAt = start.AddMinutes(30),
            BlockedUntil = start.AddMinutes(30),
            State = AppointmentState.Planned,
            Label = label,
            Email = email,
            Phone = phone,
            IsReminded = isReminded,
            BookedById = Receptionist.Id,
            Origin = BookingOrigin.Reception,
            CreatedAt = now,
        };
        await using var db = OpenDb();
        db.Add(appointment);
        await db.QueueAsync(appointment, MessageKind.Booked, now, Cancellation);
        await db.SaveChangesAsync(Cancellation);
        return appointment.Id;
    }

    /// <summary>As the verbs that move and cancel do it.</summary>
    protected async Task ChangeAsync(Guid id, MessageKind kind, Action<Appointment> change)
    {
        await using var db = OpenDb();
        var appointment = await db.Appointments.SingleAsync(a => a.Id == id, Cancellation);
        change(appointment);
        appointment.Sequence++;
        await db.QueueAsync(appointment, kind, Clock.GetUtcNow(), Cancellation);
        await db.SaveChangesAsync(Cancellation);
    }

    protected Task MoveAsync(Guid id, DateTimeOffset to, Actor? mediator = null) => ChangeAsync(id, MessageKind.Moved, a =>
    {
        (a.StartsAt, a.EndsAt, a.BlockedUntil) = (to, to.AddMinutes(30), to.AddMinutes(30));
        a.MediatorId = mediator?.Id ?? a.MediatorId;
    });

    protected Task CancelAsync(Guid id) => ChangeAsync(id, MessageKind.Cancelled, a => (a.State, a.CancelReason) = (AppointmentState.CancelledByPerson, CancelReason.Unavailable));

    protected async Task<List<Message>> MessagesAsync(Guid? appointmentId = null)
    {
        await using var db = OpenDb();
        return await db.Messages.AsNoTracking().Where(m => appointmentId == null || m.AppointmentId == appointmentId).OrderBy(m => m.NextAt).ThenBy(m => m.Id).ToListAsync(Cancellation);
    }

    protected async Task<Message> OnlyAsync() => (await MessagesAsync()).Single();

    /// <summary>One SMS to the person, ready to go, and nothing else.</summary>
    protected async Task<Guid> OneAsync(MessageChannel channel = MessageChannel.Sms, string? address = null)
    {
        var id = await BookAsync(email: channel == MessageChannel.Email ? address ?? Email : null, phone: channel == MessageChannel.Sms ? Mobile : null);
        await using var db = OpenDb();
        await db.Messages.Where(m => m.Kind != MessageKind.Booked || m.Calendar != null).ExecuteDeleteAsync(Cancellation);
        return id;
    }
}
