using InclusionNumerique.Access;
using InclusionNumerique.Appointments;

namespace InclusionNumerique.Web.Appointments;

/// <summary>What the slot finder does with a slot; each is one verb. Not cancelled with the page: a click that was sent counts.</summary>
public sealed class SlotMoves(HoldSlot holdSlot, ReleaseSlot releaseSlot, MoveAppointment moveAppointment, CancelAppointment cancelAppointment, TimeProvider clock)
{
    /// <summary>Until when a slot held now is kept.</summary>
    public DateTimeOffset HeldUntil => clock.GetUtcNow() + HoldSlot.Lasts;

    public Task<Outcome> HoldAsync(BookingForm form, Actor actor) =>
        holdSlot.ExecuteAsync(new(form.Id, form.SiteId, form.MediatorId, form.ReasonId, form.StartsAt!.Value, form.Minutes), actor);

    public Task<Outcome> ReleaseAsync(Guid id, Actor actor) => releaseSlot.ExecuteAsync(new(id), actor);

    public Task<Outcome> MoveAsync(AppointmentRow moving, Slot slot, Actor actor) => moveAppointment.ExecuteAsync(new(moving.Id, slot.SiteId, slot.MediatorId, slot.StartsAt), actor);

    /// <summary>Takes a booking back that was just made, and says so.</summary>
    public async Task<string> TakeBackAsync(Guid id, Actor actor) =>
        await cancelAppointment.ExecuteAsync(new() { Id = id, Reason = CancelReason.Mistake }, actor) is { IsDone: false } refused ? refused.Refusals[0].Message : "Rendez-vous annulé : le créneau est de nouveau libre.";
}
