using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Calls a session off: everybody who is registered or waits is told why. Registrations stay as they were, for the figures.</summary>
public sealed class CancelTrainingSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        public string? Reason { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CancelTrainingSession)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Reason), form.Reason, TrainingSession.ReasonMost, "Dites pourquoi : les personnes inscrites le liront.");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HoldAsync(form.Id, cancellation) is not { } session)
        {
            return Saving.Gone;
        }

        if (session.State == TrainingState.Cancelled)
        {
            return Outcome.Done;
        }

        if (await db.TrainingRegistrations.AnyAsync(r => r.SessionId == session.Id && r.Attendances.Any(a => a.IsPresent), cancellation))
        {
            return Outcome.Refused("", "Des personnes sont notées présentes : cette session a eu lieu, elle ne s’annule plus.");
        }

        var now = clock.GetUtcNow();
        (session.State, session.Reason) = (TrainingState.Cancelled, form.Reason!.Trim());
        await db.QueueToAllAsync(session, MessageKind.TrainingCancelled, now, cancellation);
        await db.GiveEquipmentBackAsync(session, cancellation);
        db.Audit(actor, now, nameof(CancelTrainingSession), nameof(TrainingSession), session.Id, session.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
