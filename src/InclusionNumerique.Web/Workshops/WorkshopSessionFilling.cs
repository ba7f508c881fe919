using InclusionNumerique.Access;
using InclusionNumerique.Web.Ui;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Web.Workshops;

/// <summary>What the form of a session starts from.</summary>
public static class WorkshopSessionFilling
{
    public static WorkshopSessionForm New(Actor actor)
    {
        var form = new WorkshopSessionForm { SiteId = actor.CurrentSiteId, StartsAt = new(14, 0), EndsAt = new(16, 0) };
        if (actor.Has(Role.Mediator))
        {
            form.MediatorIds.Add(actor.Id);
        }

        return form;
    }

    /// <param name="isCopy">The same, a week later.</param>
    public static WorkshopSessionForm Of(WorkshopSessionDetail session, bool isCopy)
    {
        var (starts, ends) = (session.Row.StartsAt.ToParis(), session.Row.EndsAt.ToParis());
        var form = new WorkshopSessionForm
        {
            Id = isCopy ? Guid.CreateVersion7() : session.Row.Id,
            Version = isCopy ? null : session.Version,
            Kind = session.Row.Kind,
            WorkshopId = session.WorkshopId,
            Title = session.WorkshopId is null ? session.Row.Title : null,
            SiteId = session.Row.SiteId,
            Room = session.Row.Room,
            Day = DateOnly.FromDateTime(starts).AddDays(isCopy ? 7 : 0),
            StartsAt = TimeOnly.FromDateTime(starts),
            EndsAt = TimeOnly.FromDateTime(ends),
            Capacity = session.Row.Capacity ?? Workshop.UsualCapacity,
        };
        form.MediatorIds.UnionWith(session.MediatorIds);
        form.PartnerIds.UnionWith(session.Partners.Select(p => p.Id));
        return form;
    }

    /// <summary>The series of the sites where the actor plans; that of the session stays, even when it is no longer offered.</summary>
    public static IReadOnlyList<Tile> SeriesTiles(WorkshopChoices choices, WorkshopSessionDetail? session, Actor actor)
    {
        var tiles = choices.Series.Where(s => actor.May(nameof(SaveWorkshopSession), s.SiteId)).Select(s => new Tile($"{s.Id}", $"{s.Name} ({s.Site})")).ToList();
        if (session is { WorkshopId: { } id } && tiles.All(t => t.Value != $"{id}"))
        {
            tiles.Add(new Tile($"{id}", session.Row.Title));
        }

        return tiles;
    }
}
