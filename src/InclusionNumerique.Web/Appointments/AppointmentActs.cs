using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Appointments;

/// <summary>What the desk does with a booked appointment; each is one verb. Not cancelled with the page: a click that was sent counts.</summary>
public sealed class AppointmentActs(ArriveAppointment arrive, CloseAppointment close, CorrectAppointment correct, WishEarlier wish, MoveAppointment move, UndoVisit undoVisit)
{
    public Task<Outcome> ArriveAsync(Guid id, Guid visitId, Actor actor) => arrive.ExecuteAsync(new(id, visitId), actor);

    public Task<Outcome> CloseAsync(Guid id, AppointmentEnd end, Actor actor) => close.ExecuteAsync(new(id, end), actor);

    public Task<Outcome> WishAsync(Guid id, bool isWished, Actor actor) => wish.ExecuteAsync(new(id, isWished), actor);

    public Task<Outcome> MoveAsync(Guid id, Slot slot, Actor actor) => move.ExecuteAsync(new(id, slot.SiteId, slot.MediatorId, slot.StartsAt), actor);

    /// <summary>Takes an arrival back that was just noted, and says so.</summary>
    public async Task<string> TakeBackArrivalAsync(Guid visitId, Actor actor) =>
        await undoVisit.ExecuteAsync(new(visitId), actor) is { IsDone: false } refused ? refused.Refusals[0].Message : "Arrivée annulée.";

    /// <summary>Takes an end back that was just noted, and says so.</summary>
    public async Task<string> ReopenAsync(Guid id, Actor actor) =>
        await correct.ExecuteAsync(new() { Id = id, Why = "Annulé aussitôt noté" }, actor) is { IsDone: false } refused ? refused.Refusals[0].Message : "C’est annulé.";
}
