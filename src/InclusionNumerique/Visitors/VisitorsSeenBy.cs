using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Who sees a person's file: the digital space of its site; other institutions than its author's only with the person's consent.</summary>
internal static class VisitorsSeenBy
{
    public static IQueryable<Visitor> Filter(IQueryable<Visitor> visitors, Actor actor) =>
        visitors.Where(v => actor.SiteIds.Contains(v.SiteId) && (v.IsShared || v.InstitutionId == actor.InstitutionId));

    /// <summary>The file, if the actor may do this with it; null otherwise.</summary>
    public static Task<Visitor?> FindVisitorAsync(this InclusionDb db, string name, Guid visitorId, Actor actor, CancellationToken cancellation) =>
        actor.May(name) ? Filter(db.Visitors, actor).SingleOrDefaultAsync(v => v.Id == visitorId, cancellation) : Task.FromResult<Visitor?>(null);
}
