using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Books a slot for a person: the one that the actor holds, another free one, or, with a reason, one that is taken.</summary>
public sealed class BookAppointment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(BookingForm form, Actor actor, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var lookup = await factory.CreateDbContextAsync(cancellation);
        var prepared = await PrepareAsync(lookup, form, now, actor, cancellation);
        return prepared.Asked is { } asked ? await factory.BookAsync(asked, now, db => BookAsync(db, form, asked, prepared.Origin, now, actor, cancellation), cancellation) : prepared.Outcome;
    }

    /// <summary>Everything that is checked before the mediator's lock is asked for: the slot, or why not.</summary>
    internal static async Task<(SlotAsked? Asked, BookingOrigin Origin, Outcome Outcome)> PrepareAsync(InclusionDb lookup, BookingForm form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (!actor.May(nameof(BookAppointment), form.SiteId) || Booking.OriginOf(actor) is not { } origin)
        {
            return (null, default, Outcome.Forbidden);
        }

        var refusals = form.Check(now);
        if (refusals.Count > 0)
        {
            return (null, default, Outcome.From(refusals));
        }

        if (await lookup.BookableReasonAsync(form.ReasonId, origin, cancellation) is not { } reason)
        {
            return (null, default, Booking.UnknownReason);
        }

        if (form.VisitorId is { } file && !await Visitors.VisitorsSeenBy.Filter(lookup.Visitors, actor).AnyAsync(v => v.Id == file, cancellation))
        {
            return (null, default, Outcome.Refused(nameof(form.VisitorId), "Cette fiche n’existe plus, ou n’est pas partagée avec votre structure. Réservez sans fiche."));
        }

        return (SlotAsked.Of(form.SiteId, form.MediatorId, form.StartsAt!.Value, form.Minutes ?? reason.Minutes, reason.BufferMinutes), origin, Outcome.Done);
    }

    internal static async Task<Outcome> BookAsync(InclusionDb db, BookingForm form, SlotAsked asked, BookingOrigin origin, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        await db.LockAsync(now, cancellation, asked.MediatorId);
        var appointment = await db.Appointments.SingleOrDefaultAsync(a => a.Id == form.Id, cancellation);
        if (appointment is not null && (appointment.BookedById != actor.Id || appointment.State != AppointmentState.Held))
        {
            // Sent twice; or an id of somebody else's, which says nothing of theirs.
            return appointment.BookedById == actor.Id ? Outcome.Done : Outcome.Forbidden;
        }

        if (await ClashAsync(db, form, asked, actor, cancellation) is { } clash)
        {
            return clash;
        }

        var isHeld = appointment is not null && (appointment.SiteId, appointment.MediatorId, appointment.StartsAt) == (asked.SiteId, asked.MediatorId, asked.StartsAt);
        if (await WhyNotAsync(db, form, asked, isHeld, now, cancellation) is { } refusal)
        {
            return refusal;
        }

        appointment ??= db.Appointments.Add(NewRow(form, origin, now, actor)).Entity;
        if (!isHeld)
        {
            appointment.Put(asked);
            appointment.OverbookingRank = form.IsOverbooking ? await db.RankAsync(asked, form.Id, cancellation) : (short)0;
            appointment.OverbookingReason = appointment.OverbookingRank > 0 ? PlainText.Tidy(form.OverbookingReason) : null;
        }

        (appointment.State, appointment.HeldUntil, appointment.ReasonId) = (AppointmentState.Planned, null, form.ReasonId);
        (appointment.VisitorId, appointment.Label) = (form.VisitorId, form.VisitorId is null ? PlainText.Tidy(form.Label) : null);
        (appointment.Phone, appointment.Email) = (PhoneText.ToE164(form.Phone), PlainText.Tidy(form.Email));
        appointment.IsReminded = form.IsReminded && (appointment.Phone is not null || appointment.Email is not null);
        appointment.WantsEarlierSince = form.WantsEarlier ? now : null;
        db.AddStep(appointment, now, actor, appointment.OverbookingReason);
        db.Audit(actor, now, nameof(BookAppointment), nameof(Appointment), appointment.Id, appointment.SiteId);
        await db.QueueAsync(appointment, MessageKind.Booked, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }

    private static async Task<Outcome?> WhyNotAsync(InclusionDb db, BookingForm form, SlotAsked asked, bool isHeld, DateTimeOffset now, CancellationToken cancellation)
    {
        if (isHeld)
        {
            // A hold keeps others away; an absence or a closure that was said meanwhile still ends it.
            return await db.IsWithinOpeningAsync(asked, cancellation) ? null : await Booking.TakenAsync(db, asked, now, cancellation);
        }

        if (form.IsOverbooking)
        {
            return await db.IsWithinOpeningAsync(asked, cancellation)
                ? null
                : Outcome.Refused(Booking.TakenField, "À cette heure, ce médiateur ne reçoit pas sur rendez-vous sur ce site. Un surnombre se prend dans ses heures de rendez-vous.");
        }

        return await db.IsFreeAsync(asked, now, null, cancellation) ? null : await Booking.TakenAsync(db, asked, now, cancellation);
    }

    // A warning, not a rule of the database: families share a telephone, a mother comes with her son.
    private static async Task<Outcome?> ClashAsync(InclusionDb db, BookingForm form, SlotAsked asked, Actor actor, CancellationToken cancellation)
    {
        var phone = PhoneText.ToE164(form.Phone);
        if (form.IsClashConfirmed || (form.VisitorId is null && phone is null))
        {
            return null;
        }

        var other = await db.Appointments.Where(a =>
                a.Id != form.Id && a.State == AppointmentState.Planned && a.StartsAt < asked.Until && a.EndsAt > asked.StartsAt
                && ((form.VisitorId != null && a.VisitorId == form.VisitorId) || (phone != null && a.Phone == phone)))
            .OrderBy(a => a.StartsAt).Select(a => new { a.StartsAt, a.SiteId, Site = a.Site!.ShortName, a.BookedById }).FirstOrDefaultAsync(cancellation);
        if (other is null)
        {
            return null;
        }

        var where = actor.SiteIds.Contains(other.SiteId) || other.BookedById == actor.Id ? $" à {other.Site}" : "";
        return Outcome.From([new Refusal(
            nameof(form.IsClashConfirmed),
            $"Cette personne (ou ce téléphone) a déjà un rendez-vous{where} {FrenchTime.Moment(other.StartsAt)}. Enregistrez encore une fois pour garder les deux.",
            IsWarning: true)]);
    }

    private static Appointment NewRow(BookingForm form, BookingOrigin origin, DateTimeOffset now, Actor actor) => new()
    {
        Id = form.Id,
        SiteId = form.SiteId,
        MediatorId = form.MediatorId,
        ReasonId = form.ReasonId,
        StartsAt = now,
        EndsAt = now,
        BlockedUntil = now,
        State = AppointmentState.Planned,
        BookedById = actor.Id,
        Origin = origin,
        CreatedAt = now,
    };
}
