using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Takes back how an appointment ended, with a reason: its author within a day, or the coordinator.</summary>
public sealed class CorrectAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public static readonly TimeSpan Delay = TimeSpan.FromHours(24);

    public sealed class Form
    {
        public Guid Id { get; set; }

        public string? Why { get; set; }
    }

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Why), form.Why, Appointment.ReasonMost, "Dites pourquoi vous corrigez (exemple : la personne était là, erreur de ligne).");
        return actor.May(nameof(CorrectAppointment)) && refusals.Count > 0
            ? Task.FromResult(Outcome.From(refusals))
            : factory.ChangeAsync(clock, nameof(CorrectAppointment), form.Id, actor, (db, appointment, now) => TakeBackAsync(db, appointment, now, actor, cancellation), form.Why, cancellation);
    }

    private static async Task<Outcome?> TakeBackAsync(InclusionDb db, Appointment appointment, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var steps = await db.AppointmentSteps.AsNoTracking().Where(s => s.AppointmentId == appointment.Id).OrderByDescending(s => s.Id).Take(50).ToListAsync(cancellation);
        var before = steps.Find(s => s.State != appointment.State);
        if (appointment.State < AppointmentState.Kept || before is null)
        {
            return Outcome.Refused("", "Il n’y a rien à corriger : ce rendez-vous n’est pas terminé.");
        }

        if (actor.ReachOf(nameof(CorrectAppointment)) != Reach.All && (steps[0].ById != actor.Id || now - steps[0].At > Delay))
        {
            return Outcome.Refused("", "Seule la personne qui l’a noté peut corriger, et dans les 24 heures. Demandez à la coordination.");
        }

        if (appointment.State == AppointmentState.Kept && appointment.VisitId is not null)
        {
            return Outcome.Refused("", "Ce rendez-vous suit une visite enregistrée : corrigez ou retirez la visite, il suivra.");
        }

        return await ReopenAsync(db, appointment, before.State, now, cancellation);
    }

    private static async Task<Outcome?> ReopenAsync(InclusionDb db, Appointment appointment, AppointmentState state, DateTimeOffset now, CancellationToken cancellation)
    {
        var asked = new SlotAsked(appointment.SiteId, appointment.MediatorId, appointment.StartsAt, appointment.EndsAt, appointment.BlockedUntil);
        await db.LockAsync(now, cancellation, appointment.MediatorId);
        if (await db.Appointments.AnyAsync(
            a => a.Id != appointment.Id && a.MediatorId == asked.MediatorId && a.OverbookingRank == appointment.OverbookingRank && a.StartsAt < asked.BlockedUntil && a.BlockedUntil > asked.StartsAt && a.State <= AppointmentState.Kept,
            cancellation))
        {
            return Outcome.Refused("", "Ce créneau a été redonné entre-temps : il ne peut pas être rouvert. Prenez un nouveau rendez-vous.");
        }

        var wasCancelled = appointment.State is AppointmentState.CancelledByPerson or AppointmentState.CancelledByService;
        (appointment.State, appointment.CancelReason) = (state, null);
        if (wasCancelled && appointment.StartsAt > now)
        {
            appointment.Sequence++;
            await db.QueueAsync(appointment, MessageKind.Booked, now, cancellation);
        }

        return null;
    }
}
