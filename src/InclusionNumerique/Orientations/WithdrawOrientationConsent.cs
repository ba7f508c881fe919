using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>The person no longer agrees: what was handed over is erased at once; the orientation stays, of nobody.</summary>
public sealed class WithdrawOrientationConsent(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(WithdrawOrientationConsent), form.Id, actor, (_, orientation, now) =>
        {
            if (orientation.ConsentWithdrawnAt is not null)
            {
                return Task.FromResult<Outcome?>(Outcome.Done);
            }

            Erase(orientation, now);
            return Task.FromResult<Outcome?>(null);
        }, cancellation);

    internal static void Erase(Orientation orientation, DateTimeOffset now) =>
        (orientation.VisitorId, orientation.PersonName, orientation.Phone, orientation.Note, orientation.Shared, orientation.ConsentWithdrawnAt) = (null, null, null, null, SharedFacts.None, now);
}
