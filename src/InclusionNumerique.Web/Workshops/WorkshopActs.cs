using InclusionNumerique.Access;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Web.Workshops;

/// <summary>What is done with a session and its list; each is one verb. Not cancelled with the page: a tap that was sent counts.</summary>
public sealed class WorkshopActs(MarkAttendance mark, AddWalkIn addWalkIn, CloseWorkshopSession close, CancelPlace cancelPlace, RestoreWorkshopSession restore)
{
    public Task<Outcome> MarkAsync(Guid placeId, Attendance? attendance, Actor actor) => mark.ExecuteAsync(new(placeId, attendance), actor);

    public Task<Outcome> AddWalkInAsync(Guid id, Guid sessionId, Actor actor) => addWalkIn.ExecuteAsync(new(id, sessionId), actor);

    public Task<Outcome> CloseAsync(Guid sessionId, Actor actor) => close.ExecuteAsync(new() { Id = sessionId }, actor);

    public Task<Outcome> CancelPlaceAsync(Guid placeId, Actor actor) => cancelPlace.ExecuteAsync(new(placeId), actor);

    public Task<Outcome> RestoreAsync(Guid sessionId, Actor actor) => restore.ExecuteAsync(new(sessionId), actor);
}
