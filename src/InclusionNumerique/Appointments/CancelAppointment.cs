using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Cancels a planned appointment, for the person or for the service; its slot is free at once.</summary>
public sealed class CancelAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        public CancelReason? Reason { get; set; }
    }

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) =>
        actor.May(nameof(CancelAppointment)) && (form.Reason is not { } reason || !Enum.IsDefined(reason) || reason == CancelReason.LeftUnseen)
            ? Task.FromResult(Outcome.Refused(nameof(form.Reason), "Choisissez pourquoi ce rendez-vous est annulé."))
            : factory.ChangeAsync(clock, nameof(CancelAppointment), form.Id, actor, (db, appointment, now) => CancelAsync(db, appointment, form.Reason!.Value, now, cancellation), null, cancellation);

    internal static bool IsByPerson(CancelReason reason) => (short)reason < 10;

    private static async Task<Outcome?> CancelAsync(InclusionDb db, Appointment appointment, CancelReason reason, DateTimeOffset now, CancellationToken cancellation)
    {
        if (appointment.State is AppointmentState.CancelledByPerson or AppointmentState.CancelledByService && appointment.CancelReason == reason)
        {
            return Outcome.Done;
        }

        if (appointment.State != AppointmentState.Planned)
        {
            return AppointmentMoves.NotPlanned(appointment);
        }

        appointment.State = IsByPerson(reason) ? AppointmentState.CancelledByPerson : AppointmentState.CancelledByService;
        (appointment.CancelReason, appointment.WantsEarlierSince) = (reason, null);
        appointment.Sequence++;
        await db.QueueAsync(appointment, MessageKind.Cancelled, now, cancellation);
        return null;
    }
}
