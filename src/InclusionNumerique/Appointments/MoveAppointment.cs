using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Moves a planned appointment to another slot, site or mediator: the same row, with its history.</summary>
public sealed class MoveAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, int SiteId, Guid MediatorId, DateTimeOffset StartsAt);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var lookup = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await lookup.FindAppointmentAsync(nameof(MoveAppointment), form.Id, actor, cancellation) is not { } known)
        {
            return Outcome.Forbidden;
        }

        if (form.StartsAt < now)
        {
            return Outcome.Refused(Booking.TakenField, "Cette heure est passée : choisissez un créneau à venir.");
        }

        // Its own length and buffer move with it.
        var asked = SlotAsked.Of(form.SiteId, form.MediatorId, form.StartsAt, (int)(known.EndsAt - known.StartsAt).TotalMinutes, (int)(known.BlockedUntil - known.EndsAt).TotalMinutes);
        return await factory.BookAsync(asked, now, db => MoveAsync(db, form, asked, known.MediatorId, now, actor, cancellation), cancellation);
    }

    private static async Task<Outcome> MoveAsync(InclusionDb db, Form form, SlotAsked asked, Guid from, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        await db.LockAsync(now, cancellation, from, asked.MediatorId);
        if (await db.FindAppointmentAsync(nameof(MoveAppointment), form.Id, actor, cancellation) is not { } appointment)
        {
            return Outcome.Forbidden;
        }

        if ((appointment.SiteId, appointment.MediatorId, appointment.StartsAt) == (asked.SiteId, asked.MediatorId, asked.StartsAt))
        {
            return Outcome.Done;
        }

        if (appointment.State != AppointmentState.Planned || appointment.MediatorId != from)
        {
            return appointment.State == AppointmentState.Planned ? Booking.ChangedMeanwhile : AppointmentMoves.NotPlanned(appointment);
        }

        if (!await db.IsFreeAsync(asked, now, form.Id, cancellation))
        {
            return await Booking.TakenAsync(db, asked, now, cancellation);
        }

        appointment.Put(asked);
        (appointment.OverbookingRank, appointment.OverbookingReason, appointment.WantsEarlierSince) = (0, null, null);
        appointment.Sequence++;
        db.AddStep(appointment, now, actor);
        db.Audit(actor, now, nameof(MoveAppointment), nameof(Appointment), form.Id, appointment.SiteId);
        await db.QueueAsync(appointment, MessageKind.Moved, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
