using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Puts a planned appointment on the waiting list for an earlier slot, or takes it off.</summary>
public sealed class WishEarlier(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, bool IsWished);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock,
        nameof(WishEarlier),
        form.Id,
        actor,
        (_, appointment, now) => Task.FromResult(Change(appointment, form.IsWished, now)),
        form.IsWished ? "Viendrait plus tôt" : "Ne cherche plus à venir plus tôt",
        cancellation);

    private static Outcome? Change(Appointment appointment, bool isWished, DateTimeOffset now)
    {
        if (appointment.State != AppointmentState.Planned)
        {
            return AppointmentMoves.NotPlanned(appointment);
        }

        if (isWished == appointment.WantsEarlierSince.HasValue)
        {
            return Outcome.Done;
        }

        appointment.WantsEarlierSince = isWished ? now : null;
        return null;
    }
}
