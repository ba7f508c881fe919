using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>The person comes first, for a reason that everybody at the desk can read; or takes their turn again.</summary>
public sealed class SetUrgent(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid VisitId { get; set; }

        public bool IsUrgent { get; set; } = true;

        public string? Reason { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var refusals = new List<Refusal>();
        if (form.IsUrgent)
        {
            PlainText.Require(refusals, nameof(form.Reason), form.Reason, Visit.ReasonMost, "Dites pourquoi cette personne passe devant (exemple : expulsion demain).");
        }

        return refusals.Count > 0
            ? Outcome.From(refusals)
            : await factory.MoveAsync(clock, nameof(SetUrgent), form.VisitId, actor, (_, visit, _) => Task.FromResult(Change(visit, form)), form.Reason, cancellation);
    }

    private static Outcome? Change(Visit visit, Form form)
    {
        if (!visit.State.IsOpen())
        {
            return Outcome.Refused("", "Cette personne n’attend plus.");
        }

        visit.Priority = form.IsUrgent ? Priority.Urgent : visit.Origin == Origin.Appointment ? Priority.Appointment : Priority.WalkIn;
        visit.UrgentReason = form.IsUrgent ? form.Reason!.Trim() : null;
        return null;
    }
}
