using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Takes the last step back: its author within a day, either side for one that was closed within 30 days, the coordinator at any time. With a reason; the step stays in the history.</summary>
public sealed class CorrectOrientation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public static readonly TimeSpan AuthorMost = TimeSpan.FromHours(24);

    public sealed record Form(Guid Id, string? Why);

    public Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default) => factory.ChangeAsync(
        clock, nameof(CorrectOrientation), form.Id, actor, (db, orientation, now) => CorrectAsync(db, orientation, form, now, actor, cancellation), cancellation);

    private static async Task<Outcome?> CorrectAsync(InclusionDb db, Orientation orientation, Form form, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Why), form.Why, Orientation.NoteMost, "Dites en quelques mots ce qui est corrigé.");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var steps = await db.OrientationSteps.AsNoTracking().Where(s => s.OrientationId == orientation.Id).OrderByDescending(s => s.Id).Take(100).ToListAsync(cancellation);
        var last = steps[0];
        if (steps.Find(s => s.State != last.State) is not { } before)
        {
            return Outcome.Refused("", "Il n’y a rien à corriger : l’orientation n’a pas encore changé.");
        }

        if (orientation.State == OrientationState.Redirected)
        {
            return Outcome.Refused("", "Cette orientation a été reprise par une nouvelle : corrigez la nouvelle.");
        }

        var isAuthor = last.ById == actor.Id && now - last.At <= AuthorMost;
        var isReopening = orientation.State == OrientationState.Closed && now - orientation.StateSince <= OrientationRules.ReopenMost;
        if (!isAuthor && !isReopening && !actor.Has(Role.Coordinator))
        {
            return Outcome.Refused("", "Seul l’auteur corrige sa dernière saisie, dans les 24 heures ; ensuite, la coordination.");
        }

        orientation.Reason = before.Reason;
        if (before.State is OrientationState.Arrived or OrientationState.Supported && orientation.Proof is null)
        {
            var arrival = steps.First(s => s.State == OrientationState.Arrived);
            (orientation.Proof, orientation.ArrivedAt) = (arrival.Proof, arrival.At);
        }

        var side = OrientationsSeenBy.SidesOf(orientation, actor)[0];
        if (before.State == OrientationState.Closed)
        {
            orientation.Outcome = before.Outcome;
        }

        await db.EnterAsync(orientation, before.State, side, actor.Id, now, form.Why, cancellation);
        return null;
    }
}
