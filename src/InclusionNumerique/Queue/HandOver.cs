using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>The person waits for a colleague, for anybody, or at another site; the first arrival still counts. Also frees somebody whose mediator cannot go on.</summary>
public sealed class HandOver(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; }

        /// <summary>Null: anybody.</summary>
        public Guid? MediatorId { get; set; }

        /// <summary>Null: the same site.</summary>
        public int? SiteId { get; set; }

        public string? Reason { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) =>
        QueueMoves.CheckReason(nameof(form.Reason), form.Reason) is { Count: > 0 } refusals
            ? Outcome.From(refusals)
            : await factory.MoveAsync(clock, nameof(HandOver), form.VisitId, actor, (db, visit, now) => ChangeAsync(db, visit, now, form, cancellation), form.Reason, cancellation);

    private static async Task<Outcome?> ChangeAsync(InclusionDb db, Visit visit, DateTimeOffset now, Form form, CancellationToken cancellation)
    {
        var siteId = form.SiteId ?? visit.SiteId;
        if (visit.State == VisitState.Waiting && visit.SiteId == siteId && visit.WantedMediatorId == form.MediatorId)
        {
            return Outcome.Done;
        }

        var isSeenToday = visit.State == VisitState.Seen && visit.Day == DateOnly.FromDateTime(now.ToParis());
        if (!visit.State.IsOpen() && !isSeenToday)
        {
            return Outcome.Refused("", "Cette personne n’est plus là : remettez-la d’abord en attente.");
        }

        if (form.MediatorId is { } mediator && !await MediatorsOf(db, siteId).AnyAsync(p => p.Id == mediator, cancellation))
        {
            return Outcome.Refused(nameof(form.MediatorId), "Cette personne ne reçoit pas à ce site. Choisissez quelqu’un d’autre.");
        }

        if (siteId != visit.SiteId)
        {
            if (!await db.Sites.AnyAsync(s => s.Id == siteId && s.IsActive, cancellation))
            {
                return Outcome.Refused(nameof(form.SiteId), "Ce site est fermé. Choisissez-en un autre.");
            }

            (visit.SiteId, visit.Number) = (siteId, await db.NextNumberAsync(siteId, visit.Day, cancellation));
        }

        visit.EnterQueue(now);
        visit.Number ??= await db.NextNumberAsync(siteId, visit.Day, cancellation);
        visit.WantedMediatorId = form.MediatorId;
        return null;
    }

    /// <summary>Who receives people at the site.</summary>
    internal static IQueryable<Staff.Professional> MediatorsOf(InclusionDb db, int siteId) => db.Users.Where(
        p => p.DisabledAt == null && p.Sites.Any(s => s.Id == siteId) && (p.Roles.Contains(Role.Mediator) || p.Roles.Contains(Role.Volunteer)));
}
