using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Keeps a free slot for somebody who is about to book it. One at a time per person: another choice lets the former go.</summary>
public sealed class HoldSlot(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <param name="Id">Of the appointment to be.</param>
    public sealed record Form(Guid Id, int SiteId, Guid MediatorId, int ReasonId, DateTimeOffset StartsAt, int? Minutes = null);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(HoldSlot), form.SiteId) || Booking.OriginOf(actor) is not { } origin)
        {
            return Outcome.Forbidden;
        }

        if (form.Minutes is < AppointmentReason.MinutesLeast or > AppointmentReason.MinutesMost)
        {
            return Outcome.Refused(nameof(form.Minutes), $"Une durée entre {AppointmentReason.MinutesLeast} et {AppointmentReason.MinutesMost} minutes.");
        }

        var now = clock.GetUtcNow();
        await using var lookup = await factory.CreateDbContextAsync(cancellation);
        if (await lookup.BookableReasonAsync(form.ReasonId, origin, cancellation) is not { } reason)
        {
            return Booking.UnknownReason;
        }

        var asked = SlotAsked.Of(form.SiteId, form.MediatorId, form.StartsAt, form.Minutes ?? reason.Minutes, reason.BufferMinutes);
        return await factory.BookAsync(asked, now, db => HoldAsync(db, form, asked, origin, now, actor, cancellation), cancellation);
    }

    private static async Task<Outcome> HoldAsync(InclusionDb db, Form form, SlotAsked asked, BookingOrigin origin, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        await db.LockAsync(now, cancellation, asked.MediatorId);
        if (await db.Appointments.AnyAsync(a => a.Id == form.Id, cancellation))
        {
            return Outcome.Done;
        }

        await db.Appointments.Where(a => a.BookedById == actor.Id && a.State == AppointmentState.Held).ExecuteDeleteAsync(cancellation);
        if (!await db.IsFreeAsync(asked, now, null, cancellation))
        {
            return await Booking.TakenAsync(db, asked, now, cancellation);
        }

        db.Appointments.Add(new Appointment
        {
            Id = form.Id,
            SiteId = asked.SiteId,
            MediatorId = asked.MediatorId,
            ReasonId = form.ReasonId,
            StartsAt = asked.StartsAt,
            EndsAt = asked.Until,
            BlockedUntil = asked.BlockedUntil,
            State = AppointmentState.Held,
            HeldUntil = now + Lasts,
            BookedById = actor.Id,
            Origin = origin,
            CreatedAt = now,
        });
        db.Audit(actor, now, nameof(HoldSlot), nameof(Appointment), form.Id, asked.SiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
