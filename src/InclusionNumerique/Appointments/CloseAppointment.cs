using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>What a person says became of an appointment; nothing says it by itself.</summary>
public enum AppointmentEnd : short
{
    Missed = 1,
    Kept = 2,

    /// <summary>Came, and left before being received.</summary>
    LeftUnseen = 3,
}

/// <summary>Says what became of an appointment whose hour has come: absent, kept (by phone, elsewhere, or forgotten by the desk), or left unseen.</summary>
public sealed class CloseAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>When the product proposes "absent".</summary>
    public static readonly TimeSpan AbsentAfter = TimeSpan.FromMinutes(15);

    public sealed record Form(Guid Id, AppointmentEnd End);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(CloseAppointment), form.Id, actor, (db, appointment, now) => CloseAsync(db, appointment, form.End, now, cancellation), null, cancellation);

    private static async Task<Outcome?> CloseAsync(InclusionDb db, Appointment appointment, AppointmentEnd end, DateTimeOffset now, CancellationToken cancellation)
    {
        if (appointment.StartsAt > now && appointment.State == AppointmentState.Planned)
        {
            return Outcome.Refused("", $"Ce rendez-vous n’a pas commencé : il est prévu {FrenchTime.Moment(appointment.StartsAt)}.");
        }

        switch (end, appointment.State)
        {
            case (AppointmentEnd.Missed, AppointmentState.Missed):
            case (AppointmentEnd.Kept, AppointmentState.Kept):
            case (AppointmentEnd.LeftUnseen, AppointmentState.CancelledByService) when appointment.CancelReason == CancelReason.LeftUnseen:
                return Outcome.Done;
            case (AppointmentEnd.Missed, AppointmentState.Planned):
                (appointment.State, appointment.WantsEarlierSince) = (AppointmentState.Missed, null);
                return null;
            case (AppointmentEnd.Kept, AppointmentState.Planned):
                (appointment.State, appointment.WantsEarlierSince) = (AppointmentState.Kept, null);
                return null;
            case (AppointmentEnd.Kept or AppointmentEnd.LeftUnseen, AppointmentState.Arrived or AppointmentState.InProgress):
                return await SettleAsync(db, appointment, end, cancellation);
            default:
                return AppointmentMoves.NotPlanned(appointment);
        }
    }

    // Whoever still waits is settled by the board, and the appointment follows.
    private static async Task<Outcome?> SettleAsync(InclusionDb db, Appointment appointment, AppointmentEnd end, CancellationToken cancellation)
    {
        var visit = await db.Visits.Where(v => v.Id == appointment.VisitId).Select(v => new { v.State, v.Number }).SingleOrDefaultAsync(cancellation);
        if (visit is not null && visit.State.IsOpen())
        {
            return Outcome.Refused("", $"Cette personne est encore dans la file d’attente (n° {visit.Number}) : dites-le sur le tableau, le rendez-vous suivra.");
        }

        (appointment.State, appointment.CancelReason) = end == AppointmentEnd.Kept ? (AppointmentState.Kept, (CancelReason?)null) : (AppointmentState.CancelledByService, CancelReason.LeftUnseen);
        return null;
    }
}
