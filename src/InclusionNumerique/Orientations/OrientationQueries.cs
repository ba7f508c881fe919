using System.Linq.Expressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Orientations as each side may read them.</summary>
public sealed partial class OrientationQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;

    private const int PageMost = 500;
    private const int StepsMost = 100;

    public async Task<OrientationsPage> ListAsync(OrientationFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.ListAsync") || (filter.List == OrientationList.Late && !actor.Has(Role.Coordinator)))
        {
            return OrientationsPage.Empty;
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var all = db.Orientations.AsNoTracking().Where(o => o.State < OrientationState.Redirected == filter.IsOpen);
        var listed = filter.List switch
        {
            OrientationList.Sent => OrientationsSeenBy.Sent(all, actor),
            OrientationList.Received => OrientationsSeenBy.Received(all, actor),
            _ => all.Where(o => o.EscalatesOn <= today),
        };
        // What is due first; what has ended, latest first.
        var ordered = filter.IsOpen ? listed.OrderBy(o => o.DueOn).ThenBy(o => o.CreatedAt) : listed.OrderByDescending(o => o.StateSince).ThenBy(o => o.Id);
        var rows = await ordered.Skip((Math.Clamp(filter.Page, 1, PageMost) - 1) * PageSize).Take(PageSize + 1).Select(RowOf(db, actor)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize && filter.Page < PageMost);
    }

    /// <summary>The whole orientation, as far as the actor may read it; null when they may not. That a person's facts were read is noted.</summary>
    public async Task<OrientationDetail?> OneAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var one = OrientationsSeenBy.Filter(db.Orientations.AsNoTracking().Where(o => o.Id == id), actor, "OrientationQueries.OneAsync");
        if (await one.Select(RowOf(db, actor)).SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        var isReceiver = await OrientationsSeenBy.Received(db.Orientations.Where(o => o.Id == id), actor).AnyAsync(cancellation);
        var detail = await db.Orientations.AsNoTracking().Where(o => o.Id == id).Select(o => new
        {
            o.SenderId,
            o.Target,
            o.TargetSiteId,
            o.TargetInstitutionId,
            o.PartnerId,
            // The sender reads what they wrote; the receiver, what the person agreed to; nobody else, anything.
            Phone = o.SenderId == actor.Id || ((o.Shared & SharedFacts.Phone) != 0 && isReceiver) ? o.Phone : null,
            Note = o.SenderId == actor.Id || ((o.Shared & SharedFacts.Note) != 0 && isReceiver) ? o.Note : null,
            o.Shared,
            o.ConsentAt,
            o.ConsentWithdrawnAt,
            o.Proof,
            o.MessageToSender,
            o.Reminders,
            SiteAddress = o.TargetSite!.Address,
            SitePhone = o.TargetSite.Phone,
            PartnerColumns = o.Partner!.Columns,
            o.Partner.HowToRefer,
            o.ParentId,
            Child = db.Orientations.Where(c => c.ParentId == o.Id).Select(c => new { c.Id, c.State }).FirstOrDefault(),
            Link = db.PartnerLinks.Where(l => l.OrientationId == o.Id).Select(l => new { l.ExpiresAt, l.UsedAt }).FirstOrDefault(),
            Steps = o.Steps.OrderBy(s => s.Id).Take(StepsMost).Select(s => new OrientationStepLine(s.At, s.Side, s.By!.DisplayName, s.State, s.Reason, s.Outcome, s.Proof, s.Note)).ToList(),
        }).SingleAsync(cancellation);
        var childTarget = detail.Child is { } child ? await db.Orientations.Where(o => o.Id == child.Id).Select(RowOf(db, actor)).Select(r => r.Target).SingleAsync(cancellation) : null;
        if (row.Person is not null || detail.Phone is not null || detail.Note is not null)
        {
            db.Audit(actor, clock.GetUtcNow(), "OrientationQueries.OneAsync", nameof(Orientation), id, detail.TargetSiteId);
            await db.SaveChangesAsync(cancellation);
        }

        return new(
            row, OrientationsSeenBy.SidesOf(detail.SenderId, detail.Target, detail.TargetSiteId, detail.TargetInstitutionId, actor), detail.Phone, detail.Note, detail.Shared, detail.ConsentAt,
            detail.ConsentWithdrawnAt, detail.Proof, detail.MessageToSender, detail.Reminders, detail.TargetSiteId, detail.PartnerId, detail.PartnerColumns is { } columns ? PlainText.Tidy(PartnerTexts.AddressOf(columns)) : detail.SiteAddress, detail.PartnerColumns?[PlaceStandard.Phone] ?? detail.SitePhone, detail.HowToRefer, detail.ParentId, detail.Child?.Id,
            detail.Child?.State, childTarget, detail.Link?.ExpiresAt, detail.Link?.UsedAt, detail.Steps);
    }

    /// <summary>For the menu: what asks for the actor.</summary>
    public async Task<OrientationCounts> CountsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.CountsAsync"))
        {
            return OrientationCounts.None;
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var news = await db.Orientations.CountAsync(o => o.SenderId == actor.Id && o.NewsAt != null && (o.NewsSeenAt == null || o.NewsSeenAt < o.NewsAt), cancellation);
        var owedToSend = await OrientationsSeenBy.Sent(db.Orientations, actor).CountAsync(o => (o.State == OrientationState.NoShow || o.State == OrientationState.Refused) && o.DueOn <= today, cancellation);
        var owedToReceive = await OrientationsSeenBy.Received(db.Orientations, actor).CountAsync(
            o => (o.State == OrientationState.Sent || o.State == OrientationState.Acknowledged || o.State == OrientationState.Arrived || o.State == OrientationState.Supported) && o.DueOn <= today, cancellation);
        return new(news, owedToSend + owedToReceive, actor.Has(Role.Coordinator) ? await db.Orientations.CountAsync(o => o.EscalatesOn <= today, cancellation) : 0);
    }

    /// <summary>Reads a slip before the arrival is stored. A wrong code is counted.</summary>
    public async Task<SlipRead> SlipAsync(string? code, int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.SlipAsync", siteId))
        {
            return new(null, null);
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.IsGuessingAsync(now, actor, cancellation))
        {
            return new(null, OrientationArrivals.TooManyTries("").Refusals[0].Message);
        }

        if (VisitorCode.Read(code) is not { } read || await OrientationArrivals.LastOfAsync(db, read, isLocked: false, cancellation) is not { } orientation)
        {
            db.AddMiss("OrientationQueries.SlipAsync", now, actor);
            await db.SaveChangesAsync(cancellation);
            return new(null, OrientationArrivals.Unknown);
        }

        if (OrientationArrivals.WhyNot(orientation, siteId) is { } trouble)
        {
            return new(null, trouble);
        }

        var sender = await db.Users.Where(p => p.Id == orientation.SenderId).Select(p => new { p.DisplayName, Institution = p.Institution!.ShortName }).SingleAsync(cancellation);
        return new($"Orientation {read}, envoyée par {sender.DisplayName}{(sender.Institution is { } institution ? $" ({institution})" : "")} {FrenchTime.Moment(orientation.CreatedAt)}", null);
    }

    /// <summary>The delays, for the coordinator.</summary>
    public async Task<IReadOnlyList<ClockRow>> ClocksAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OrientationQueries.ClocksAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.OrientationClocks.AsNoTracking().OrderBy(c => c.State).Select(c => new ClockRow(c.State, c.RemindAfter, c.EscalateAfter, c.Version)).ToListAsync(cancellation);
    }

    // One place says who reads the name: the sender, and the receiver if the person agreed.
    private static Expression<Func<Orientation, OrientationRow>> RowOf(InclusionDb db, Actor actor)
    {
        var (atDesk, inService) = (OrientationsSeenBy.ReceivesAtDesk(actor), OrientationsSeenBy.ReceivesInService(actor));
        var (sites, institution, me) = (actor.SiteIds, actor.InstitutionId, actor.Id);
        return o => new OrientationRow(
            o.Id,
            o.Code,
            o.CreatedAt,
            o.Sender!.DisplayName,
            o.SenderInstitution!.ShortName,
            o.Target,
            o.Target == TargetKind.DigitalSpace ? "Espace numérique, " + o.TargetSite!.ShortName : o.Target == TargetKind.HouseService ? o.TargetInstitution!.ShortName + ", " + o.TargetSite!.ShortName : o.Partner!.Name,
            o.Mode,
            o.Need,
            o.Urgency,
            o.Theme!.Label,
            o.SenderId == me || ((o.Shared & SharedFacts.Name) != 0 && ((atDesk && o.Target == TargetKind.DigitalSpace) || (inService && o.Target == TargetKind.HouseService && o.TargetInstitutionId == institution)) && sites.Contains(o.TargetSiteId ?? 0))
                ? o.PersonName ?? db.Visitors.Where(v => v.Id == o.VisitorId).Select(v => v.Name).FirstOrDefault()
                : null,
            o.State,
            o.StateSince,
            o.DueOn,
            o.EscalatesOn,
            o.ArrivedAt,
            o.Appointment!.StartsAt,
            o.ExpectedUntil,
            o.Reason,
            o.Outcome,
            o.SenderId == me && o.NewsAt != null && (o.NewsSeenAt == null || o.NewsSeenAt < o.NewsAt));
    }
}
