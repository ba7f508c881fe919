using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Who sees an orientation and from which side: who sent it, the digital space or the service that it goes to, and the coordinator, who sees no person.</summary>
internal static class OrientationsSeenBy
{
    public static IQueryable<Orientation> Filter(IQueryable<Orientation> orientations, Actor actor, string right)
    {
        if (!actor.May(right))
        {
            return orientations.Where(o => false);
        }

        return actor.ReachOf(right) == Reach.All ? orientations : Sent(orientations, actor).Union(Received(orientations, actor));
    }

    public static IQueryable<Orientation> Sent(IQueryable<Orientation> orientations, Actor actor) => orientations.Where(o => o.SenderId == actor.Id);

    public static IQueryable<Orientation> Received(IQueryable<Orientation> orientations, Actor actor)
    {
        var (atDesk, inService) = (ReceivesAtDesk(actor), ReceivesInService(actor));
        return orientations.Where(o => actor.SiteIds.Contains(o.TargetSiteId ?? 0)
            && ((atDesk && o.Target == TargetKind.DigitalSpace) || (inService && o.Target == TargetKind.HouseService && o.TargetInstitutionId == actor.InstitutionId)));
    }

    /// <summary>The orientation, locked until the transaction ends, if the actor may do this with it; null otherwise.</summary>
    public static async Task<Orientation?> FindOrientationAsync(this InclusionDb db, string verb, Guid id, Actor actor, CancellationToken cancellation)
    {
        var found = await db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellation);
        return found is not null && actor.May(verb) && (actor.ReachOf(verb) == Reach.All || SidesOf(found, actor).Count > 0) ? found : null;
    }

    /// <summary>A partner has no account: what it says on the telephone, its sender notes.</summary>
    public static IReadOnlyList<OrientationSide> SidesOf(Orientation orientation, Actor actor) =>
        SidesOf(orientation.SenderId, orientation.Target, orientation.TargetSiteId, orientation.TargetInstitutionId, actor);

    public static IReadOnlyList<OrientationSide> SidesOf(Guid senderId, TargetKind target, int? siteId, int? institutionId, Actor actor)
    {
        var sides = new List<OrientationSide>();
        var isSender = senderId == actor.Id;
        if (isSender)
        {
            sides.Add(OrientationSide.Sender);
        }

        var isAtSite = siteId is { } site && actor.SiteIds.Contains(site);
        if ((isSender && target == TargetKind.Partner) || (isAtSite && target == TargetKind.DigitalSpace && ReceivesAtDesk(actor))
            || (isAtSite && target == TargetKind.HouseService && ReceivesInService(actor) && institutionId == actor.InstitutionId))
        {
            sides.Add(OrientationSide.Receiver);
        }

        if (actor.Has(Role.Coordinator))
        {
            sides.Add(OrientationSide.Coordinator);
        }

        return sides;
    }

    public static bool ReceivesAtDesk(Actor actor) => actor.Has(Role.Mediator) || actor.Has(Role.Receptionist);

    public static bool ReceivesInService(Actor actor) => actor.Has(Role.Professional) || actor.Has(Role.Mediator) || actor.Has(Role.Receptionist);
}
