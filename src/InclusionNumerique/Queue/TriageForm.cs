using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>What the reception notes of the three questions; every answer is optional.</summary>
public sealed class TriageForm
{
    public NeedKind? Need { get; set; }

    public Urgency? Urgency { get; set; }

    public Autonomy? Autonomy { get; set; }

    public int? ThemeId { get; set; }

    /// <summary>Null: as advised.</summary>
    public Direction? Decision { get; set; }

    /// <summary>Required when the decision is not the advice.</summary>
    public string? Reason { get; set; }

    /// <summary>Required for <see cref="Direction.ComeBack"/>.</summary>
    public string? Papers { get; set; }

    public bool IsEmpty => Need is null && Urgency is null && Autonomy is null && ThemeId is null && Decision is null;

    /// <summary>The first rule that matches gives the advice; without one, the digital space.</summary>
    /// <param name="rules">In their order; the hidden ones do not count.</param>
    public (Direction Advice, TriageRule? Rule) Advise(IEnumerable<TriageRule> rules)
    {
        var rule = rules.FirstOrDefault(r => r.IsActive && r.Matches(Need, Urgency, Autonomy));
        return (rule?.Advice ?? Direction.DigitalSpace, rule);
    }

    /// <summary>The row for a visit, or the refusals. The advice is worked out again from the rules of this instant.</summary>
    internal async Task<(Triage? Row, List<Refusal> Refusals)> ToRowAsync(InclusionDb db, Guid visitId, Guid actorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var rules = await db.TriageRules.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation);
        var (advice, rule) = Advise(rules);
        var decision = Decision ?? advice;
        var refusals = Check(advice, decision);
        return (refusals.Count > 0 ? null : new Triage
        {
            VisitId = visitId,
            Need = Need,
            Urgency = Urgency,
            Autonomy = Autonomy,
            ThemeId = ThemeId,
            Advice = advice,
            RuleId = rule?.Id,
            Decision = decision,
            Reason = decision == advice ? null : PlainText.Tidy(Reason),
            Papers = PlainText.Tidy(Papers),
            At = now,
            ById = actorId,
        }, refusals);
    }

    private List<Refusal> Check(Direction advice, Direction decision)
    {
        var refusals = new List<Refusal>();
        if (!IsKnown(Need) || !IsKnown(Urgency) || !IsKnown(Autonomy) || !Enum.IsDefined(decision))
        {
            refusals.Add(new Refusal(nameof(Decision), "Ce choix n’existe pas. Choisissez dans la liste."));
            return refusals;
        }

        if (decision == Direction.Kiosk && Autonomy != InclusionNumerique.Visits.Autonomy.Autonomous)
        {
            refusals.Add(new Refusal(nameof(Decision), "La borne ne convient qu’à une personne qui sait faire seule : répondez d’abord « Oui, seule » à la troisième question."));
        }

        if (decision != advice)
        {
            PlainText.Require(refusals, nameof(Reason), Reason, Visit.ReasonMost, "Dites en quelques mots pourquoi vous ne suivez pas le conseil.");
        }

        if (decision == Direction.ComeBack)
        {
            PlainText.Require(refusals, nameof(Papers), Papers, Triage.PapersMost, "Notez ce que la personne doit rapporter (exemple : avis d’impôt 2026, carte Vitale).");
        }
        else
        {
            PlainText.Check(refusals, nameof(Papers), Papers, Triage.PapersMost);
        }

        return refusals;
    }

    private static bool IsKnown<T>(T? value)
        where T : struct, Enum => value is null || Enum.IsDefined(value.Value);
}
