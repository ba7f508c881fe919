using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>What a sender needs before sending, and what a desk sees of who was sent.</summary>
public sealed partial class OrientationQueries
{
    private const int PeriodsMost = 3;
    private const int OfVisitMost = 10;
    private const int TargetsMost = 200;

    /// <summary>What the form starts from; null when the actor may not see the visit or the file.</summary>
    public async Task<OrientationStart?> StartAsync(Guid? visitId, Guid? appointmentId, Guid? visitorId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.StartAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (visitId is { } visit)
        {
            var found = await db.Visits.Where(v => v.Id == visit && actor.SiteIds.Contains(v.SiteId)).Select(v => new
            {
                v.Number,
                v.ArrivedAt,
                v.Facts.Autonomy,
                v.Triage,
                File = VisitorsSeenBy.Filter(db.Visitors, actor).Where(f => f.Id == v.VisitorId).Select(f => new { f.Id, f.Name }).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellation);
            return found is null ? null : new(
                visit, found.File?.Id, found.File?.Name, found.Triage?.Need, found.Triage?.Urgency, found.Triage?.ThemeId, found.Triage?.Autonomy ?? found.Autonomy,
                found.Number is { } number ? $"n° {number}" : $"arrivée à {FrenchTime.Hour(found.ArrivedAt)}");
        }

        var fileId = visitorId ?? (appointmentId is { } appointment
            ? await Appointments.AppointmentsSeenBy.Filter(db.Appointments, actor, "AppointmentQueries.AppointmentAsync").Where(a => a.Id == appointment).Select(a => a.VisitorId).SingleOrDefaultAsync(cancellation)
            : null);
        var file = fileId is null ? null : await VisitorsSeenBy.Filter(db.Visitors, actor).Where(f => f.Id == fileId).Select(f => new { f.Id, f.Name }).SingleOrDefaultAsync(cancellation);
        return file is null ? null : new(null, file.Id, file.Name, null, null, null, null, file.Name);
    }

    /// <summary>Where one may send somebody within the house: every site and every institution, whatever the actor's own.</summary>
    public async Task<SendTargets> TargetsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.TargetsAsync"))
        {
            return SendTargets.None;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return new(
            await db.Sites.Where(s => s.IsActive).OrderBy(s => s.Id).Take(TargetsMost).Select(s => new Sites.SiteChoice(s.Id, s.ShortName, s.Name)).ToListAsync(cancellation),
            await db.Institutions.Where(i => i.IsActive).OrderBy(i => i.Id).Take(TargetsMost).Select(i => new Lists.Choice(i.Id, i.ShortName)).ToListAsync(cancellation));
    }

    /// <summary>Is it open, when, and what does it take?</summary>
    public async Task<TargetAdvice?> AdviceAsync(TargetKind target, int? siteId, Guid? partnerId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.AdviceAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (target == TargetKind.Partner)
        {
            return await OfPartnerAsync(db, partnerId, cancellation);
        }

        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == siteId && s.IsActive, cancellation) is not { } site)
        {
            return null;
        }

        if (target == TargetKind.HouseService)
        {
            return new(null, null, null, site.Address, site.Phone);
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var periods = await db.Database.SqlQuery<Period>(
            $"SELECT DISTINCT starts_at, ends_at FROM opening_periods({today}, {today.AddDays(14)}) WHERE site_id = {site.Id} AND kind = 1 AND ends_at > {now} ORDER BY starts_at LIMIT {PeriodsMost}").ToListAsync(cancellation);
        var isOpen = periods.Count > 0 && periods[0].StartsAt <= now;
        var words = periods.Select(p => $"{Openings.OpeningTexts.Near(DateOnly.FromDateTime(p.StartsAt.ToParis()), today)} {FrenchTime.Hours(p.StartsAt, p.EndsAt)}");
        return new(
            periods.Count == 0 ? null : (isOpen ? "Accès libre ouvert en ce moment. " : "Accès libre : ") + string.Join(", ", words),
            null,
            periods.Count == 0 ? "Aucun accès libre n’est prévu ici dans les deux semaines : prenez plutôt un rendez-vous." : null,
            site.Address,
            site.Phone);
    }

    /// <summary>Who was sent, of a visit: for the mediator who receives them, to answer the sender.</summary>
    public async Task<IReadOnlyList<OrientationRow>> OfVisitAsync(Guid visitId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.OfVisitAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await OrientationsSeenBy.Received(db.Orientations.AsNoTracking(), actor).Where(o => o.ArrivalVisitId == visitId).OrderBy(o => o.CreatedAt).Take(OfVisitMost)
            .Select(RowOf(db, actor)).ToListAsync(cancellation);
    }

    private async Task<TargetAdvice?> OfPartnerAsync(InclusionDb db, Guid? partnerId, CancellationToken cancellation)
    {
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == partnerId && !p.IsHidden, cancellation) is not { } partner)
        {
            return null;
        }

        var (now, today) = (clock.GetUtcNow().ToParis(), clock.Today());
        var isClosed = Partner.IsClosed(partner.ClosedFrom, partner.ClosedUntil, today);
        var isDue = partner.VerifiedAt is null || partner.VerifiedAt < PartnerQueries.DueSince(clock.GetUtcNow());
        var hours = OsmHours.Read(partner.Columns[PlaceStandard.Hours]);
        var next = hours is null ? null : Enumerable.Range(0, 14).Select(today.AddDays)
            .SelectMany(day => hours.On(day).Where(p => day > today || p.To <= p.From || p.To > TimeOnly.FromDateTime(now)).Select(p => $"{Openings.OpeningTexts.Near(day, today)} {FrenchTime.Hours(p.From, p.To)}"))
            .Take(PeriodsMost).ToList();
        var words = next is null ? partner.Columns[PlaceStandard.Hours] : next.Count == 0 ? "" : (hours!.IsOpenAt(now) ? "Ouvert en ce moment. " : "Ouvert : ") + string.Join(", ", next);
        return new(
            words.Length == 0 ? null : words,
            partner.HowToRefer,
            isClosed ? $"Fermé pour le moment : {partner.ClosedWhy}." : isDue ? "Fiche non vérifiée depuis six mois : un appel avant d’envoyer évite un trajet pour rien." : null,
            PlainText.Tidy(PartnerTexts.AddressOf(partner.Columns)),
            partner.DirectLine ?? partner.Columns[PlaceStandard.Phone]);
    }

    private sealed record Period(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
}
