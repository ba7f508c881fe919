using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>The person of an appointment has come in: a visit with a number, waiting for their mediator from the hour of the appointment. Who was noted absent may still come the same day.</summary>
public sealed class ArriveAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Who comes early is called before the hour, if the mediator is free, from this much before.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private const string LateReason = "Arrivée en retard, le créneau avait été redonné";

    public sealed record Form(Guid AppointmentId, Guid VisitId);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(ArriveAppointment), form.AppointmentId, actor, (db, appointment, now) => ArriveAsync(db, appointment, form.VisitId, now, actor, cancellation), null, cancellation);

    private async Task<Outcome?> ArriveAsync(InclusionDb db, Appointment appointment, Guid visitId, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        // Two desks note the same arrival: the second finds it done.
        if (appointment.State is AppointmentState.Arrived or AppointmentState.InProgress or AppointmentState.Kept)
        {
            return Outcome.Done;
        }

        if (appointment.State is not (AppointmentState.Planned or AppointmentState.Missed))
        {
            return AppointmentMoves.NotPlanned(appointment);
        }

        if (!actor.SiteIds.Contains(appointment.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (appointment.Day != clock.Today())
        {
            return Outcome.Refused("", $"Ce rendez-vous est {(appointment.Day > clock.Today() ? "prévu" : "passé")} : {FrenchTime.LongMoment(appointment.StartsAt)}. Une arrivée se note le jour même ; pour aujourd’hui, notez une arrivée sans rendez-vous.");
        }

        if (appointment.State == AppointmentState.Missed)
        {
            await ReopenAsync(db, appointment, now, cancellation);
        }

        var visit = VisitOf(appointment, visitId, now, actor, await db.NextNumberAsync(appointment.SiteId, appointment.Day, cancellation));
        db.Visits.Add(visit);
        db.AddStep(visit, now, actor.Id);
        (appointment.State, appointment.VisitId) = (AppointmentState.Arrived, visitId);
        return null;
    }

    // Its slot may have been given away meanwhile: the person is there all the same.
    private static async Task ReopenAsync(InclusionDb db, Appointment appointment, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.LockAsync(now, cancellation, appointment.MediatorId);
        var rank = await db.RankAsync(new SlotAsked(appointment.SiteId, appointment.MediatorId, appointment.StartsAt, appointment.EndsAt, appointment.BlockedUntil), appointment.Id, cancellation);
        appointment.OverbookingRank = Math.Max(appointment.OverbookingRank, rank);
        appointment.OverbookingReason = appointment.OverbookingRank > 0 ? appointment.OverbookingReason ?? LateReason : null;
    }

    private static Visit VisitOf(Appointment appointment, Guid visitId, DateTimeOffset now, Actor actor, short number) => new()
    {
        Id = visitId,
        SiteId = appointment.SiteId,
        ArrivedAt = now,
        Origin = Origin.Appointment,
        State = VisitState.Waiting,
        StateSince = now,
        EligibleAt = appointment.StartsAt - Early > now ? appointment.StartsAt - Early : now,
        Number = number,
        Priority = Priority.Appointment,
        WantedMediatorId = appointment.MediatorId,
        VisitorId = appointment.VisitorId,
        RecordedById = actor.Id,
        RecordedAt = now,
    };
}
