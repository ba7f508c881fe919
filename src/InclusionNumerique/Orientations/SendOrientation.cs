using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Sends a person on, with an appointment in the same gesture where the target is a digital space. With a parent, it puts a wrong orientation right.</summary>
public sealed class SendOrientation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    // Eight million codes, some hundreds of them open: a second try is rare already.
    private const int CodeTriesMost = 5;

    public async Task<Outcome> ExecuteAsync(OrientationForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SendOrientation)))
        {
            return Outcome.Forbidden;
        }

        var refusals = form.Check();
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var now = clock.GetUtcNow();
        await using var lookup = await factory.CreateDbContextAsync(cancellation);
        if (await WhyNotAsync(lookup, form, now, actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                return await StoreAsync(lookup, form, now, actor, cancellation);
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation(Orientation.OpenCode) && tries < CodeTriesMost)
            {
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation())
            {
                // Sent twice; or an id of somebody else's, which says nothing of theirs; or the parent was sent on meanwhile.
                return await lookup.Orientations.AnyAsync(o => o.Id == form.Id && o.SenderId == actor.Id, cancellation) ? Outcome.Done : OrientationMoves.ChangedMeanwhile;
            }
        }
    }

    private async Task<Outcome> StoreAsync(InclusionDb lookup, OrientationForm form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var code = VisitorCode.Make();
        if (form.Booking is not { } booking)
        {
            return await factory.BookAsync(null, now, db => AddAsync(db, form, code, now, actor, cancellation), cancellation);
        }

        booking.VisitorId = form.VisitorId;
        booking.Label = form.VisitorId is not null ? null : PlainText.Tidy(form.PersonName) ?? $"Billet {code}";
        booking.Phone ??= form.Phone;
        var prepared = await BookAppointment.PrepareAsync(lookup, booking, now, actor, cancellation);
        return prepared.Asked is not { } asked
            ? prepared.Outcome
            : await factory.BookAsync(asked, now, async db =>
            {
                var booked = await BookAppointment.BookAsync(db, booking, asked, prepared.Origin, now, actor, cancellation);
                return booked.IsDone ? await AddAsync(db, form, code, now, actor, cancellation) : booked;
            }, cancellation);
    }

    private static async Task<Outcome> AddAsync(InclusionDb db, OrientationForm form, string code, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (form.ParentId is { } parentId && await RedirectAsync(db, parentId, form.WrongReason!.Value, now, actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        var orientation = RowOf(form, code, now, actor);
        db.Orientations.Add(orientation);
        // The digital space needs no answer before the person comes: they are expected at once.
        var state = form.Target != TargetKind.DigitalSpace ? OrientationState.Sent : form.Booking is null ? OrientationState.Expected : OrientationState.AppointmentSet;
        if (state == OrientationState.Expected)
        {
            orientation.ExpectedUntil = OrientationRules.AddWorkingDays(DateOnly.FromDateTime(now.ToParis()), OrientationRules.ExpectedDays);
        }

        await db.EnterAsync(orientation, state, OrientationSide.Sender, actor.Id, now, null, cancellation);
        db.Audit(actor, now, nameof(SendOrientation), nameof(Orientation), orientation.Id, orientation.TargetSiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }

    private static async Task<Outcome?> RedirectAsync(InclusionDb db, Guid parentId, OrientationReason reason, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (await db.FindOrientationAsync(nameof(SendOrientation), parentId, actor, cancellation) is not { } parent)
        {
            return Outcome.Forbidden;
        }

        var side = OrientationsSeenBy.SidesOf(parent, actor).FirstOrDefault(s => OrientationRules.MayFollow(parent.State, OrientationState.Redirected, s));
        if (side == default)
        {
            return Outcome.Refused("", $"Cette orientation est « {parent.State.Label()} » : elle ne peut pas être reprise d’ici.");
        }

        parent.Reason = reason;
        await db.EnterAsync(parent, OrientationState.Redirected, side, actor.Id, now, null, cancellation);
        return null;
    }

    private static async Task<Outcome?> WhyNotAsync(InclusionDb db, OrientationForm form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        if (form.SiteId is { } site && form.Target != TargetKind.Partner && !await db.Sites.AnyAsync(s => s.Id == site && s.IsActive, cancellation))
        {
            return Outcome.Refused(nameof(form.SiteId), "Ce site n’est plus ouvert. Choisissez-en un autre.");
        }

        if (form.Target == TargetKind.HouseService && !await db.Institutions.AnyAsync(i => i.Id == form.InstitutionId && i.IsActive, cancellation))
        {
            return Outcome.Refused(nameof(form.InstitutionId), "Ce service n’existe plus. Choisissez-en un autre.");
        }

        if (form.Target == TargetKind.Partner)
        {
            var today = DateOnly.FromDateTime(now.ToParis());
            var partner = await db.Partners.Where(p => p.Id == form.PartnerId && !p.IsHidden)
                .Select(p => new { p.ClosedFrom, p.ClosedUntil, p.ClosedWhy }).SingleOrDefaultAsync(cancellation);
            if (partner is null || Partner.IsClosed(partner.ClosedFrom, partner.ClosedUntil, today))
            {
                return Outcome.Refused(nameof(form.PartnerId), partner is null
                    ? "Ce lieu n’est plus proposé. Choisissez-en un autre."
                    : $"Ce lieu est fermé pour le moment ({partner.ClosedWhy}). Choisissez-en un autre.");
            }
        }

        if (form.ThemeId is { } theme && !await db.Themes.AnyAsync(t => t.Id == theme, cancellation))
        {
            return Outcome.Refused(nameof(form.ThemeId), "Ce thème n’est plus dans la liste.");
        }

        if (form.VisitorId is { } file && !await VisitorsSeenBy.Filter(db.Visitors, actor).AnyAsync(v => v.Id == file, cancellation))
        {
            return Outcome.Refused(nameof(form.VisitorId), "Cette fiche n’existe plus, ou n’est pas partagée avec votre structure. Orientez sans fiche.");
        }

        return form.FromVisitId is { } visit && !await db.Visits.AnyAsync(v => v.Id == visit && actor.SiteIds.Contains(v.SiteId), cancellation) ? Outcome.Forbidden : null;
    }

    private static Orientation RowOf(OrientationForm form, string code, DateTimeOffset now, Actor actor)
    {
        var shared = form.Shared;
        return new()
        {
            Id = form.Id,
            Code = code,
            SenderId = actor.Id,
            SenderInstitutionId = actor.InstitutionId,
            SenderSiteId = actor.CurrentSiteId,
            Target = form.Target!.Value,
            TargetSiteId = form.Target == TargetKind.Partner ? null : form.SiteId,
            TargetInstitutionId = form.Target == TargetKind.HouseService ? form.InstitutionId : null,
            PartnerId = form.Target == TargetKind.Partner ? form.PartnerId : null,
            Mode = form.Mode!.Value,
            Need = form.Need!.Value,
            Urgency = form.Urgency,
            ThemeId = form.ThemeId,
            VisitorId = form.VisitorId,
            PersonName = shared.HasFlag(SharedFacts.Name) && form.VisitorId is null ? PlainText.Tidy(form.PersonName) : null,
            Phone = shared.HasFlag(SharedFacts.Phone) ? PhoneText.ToE164(form.Phone) : null,
            Note = shared.HasFlag(SharedFacts.Note) ? PlainText.Tidy(form.Note) : null,
            Shared = shared,
            ConsentAt = shared == SharedFacts.None ? null : now,
            ConsentVersion = shared == SharedFacts.None ? null : OrientationTexts.ConsentVersion,
            FromVisitId = form.FromVisitId,
            AppointmentId = form.Booking?.Id,
            ParentId = form.ParentId,
            CreatedAt = now,
            State = OrientationState.Sent,
            StateSince = now,
        };
    }
}
