using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>What every change of a booked appointment has in common: found by the actor's rights, changed, stored with its step and its trace.</summary>
internal static class AppointmentMoves
{
    /// <param name="change">Changes the appointment; a refusal, or <see cref="Outcome.Done"/> when it stands there already, stores nothing; null stores.</param>
    public static Task<Outcome> ChangeAsync(
        this IDbContextFactory<InclusionDb> factory,
        TimeProvider clock,
        string verb,
        Guid id,
        Actor actor,
        Func<InclusionDb, Appointment, DateTimeOffset, Task<Outcome?>> change,
        string? why,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return factory.BookAsync(null, now, async db =>
        {
            if (await db.FindAppointmentAsync(verb, id, actor, cancellation) is not { } appointment)
            {
                return Outcome.Forbidden;
            }

            if (await change(db, appointment, now) is { } answer)
            {
                return answer;
            }

            await db.FollowAppointmentAsync(appointment, now, actor, cancellation);
            db.AddStep(appointment, now, actor, why);
            db.Audit(actor, now, verb, nameof(Appointment), id, appointment.SiteId);
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }, cancellation);
    }

    public static Outcome NotPlanned(Appointment appointment) => Outcome.Refused("", appointment.State switch
    {
        AppointmentState.Arrived or AppointmentState.InProgress or AppointmentState.Kept => "Cette personne est déjà arrivée : ce rendez-vous ne peut plus être changé ainsi.",
        AppointmentState.Missed => "Ce rendez-vous est déjà noté comme manqué.",
        _ => "Ce rendez-vous est déjà annulé.",
    });
}
