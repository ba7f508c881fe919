using InclusionNumerique.Access;

namespace InclusionNumerique.Visitors;

/// <summary>Who sees a person's file: the digital space of its site; other institutions than its author's only with the person's consent.</summary>
internal static class VisitorsSeenBy
{
    public static IQueryable<Visitor> Filter(IQueryable<Visitor> visitors, Actor actor) =>
        visitors.Where(v => actor.SiteIds.Contains(v.SiteId) && (v.IsShared || v.InstitutionId == actor.InstitutionId));
}
