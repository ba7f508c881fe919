using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>
/// The answers at the door. The report's mediators: agents seldom ask whether the person can do it alone; "quand ils se renseignent, ils voient des usagers
/// autonomes à 60 %".
/// </summary>
internal static class DemoDataTriage
{
    private const int Themes = 12;

    private static readonly (double, Autonomy)[] Autonomies = [(60, Autonomy.Autonomous), (22, Autonomy.GuidanceWhenNeeded), (18, Autonomy.WithGuidance)];

    // Sent downstairs because the word "digital" was said, or because the person is young.
    private static readonly string[] ReasonsForSpace =
        ["A demandé l’espace numérique", "Jeune, dit savoir faire en partie", "Préfère être accompagnée", "Borne occupée ou en panne", "Pas de travailleur social ce matin"];

    private static readonly (double, Direction)[] Elsewhere = [(45, Direction.ComeBack), (30, Direction.SocialService), (25, Direction.Partner)];

    /// <summary>Advice by the rules, followed for about 92 %.</summary>
    public static Triage Of(Visit visit, IReadOnlyList<TriageRule> rules, DemoDataRandom random)
    {
        var stated = visit.Sessions is [{ Requests: [var first, ..] }, ..] ? first : null;
        var need = NeedOf(stated, random);
        var urgency = UrgencyOf(visit, random);
        Autonomy? autonomy = random.Chance(0.13) ? random.Pick(Autonomies) : null;
        var rule = rules.FirstOrDefault(r => r.Matches(need, urgency, autonomy));
        var advice = rule?.Advice ?? Direction.DigitalSpace;
        var (decision, reason, papers) = Decide(advice, random);
        return new Triage
        {
            VisitId = visit.Id,
            Need = need,
            Urgency = urgency,
            Autonomy = autonomy,
            ThemeId = ThemeOf(stated, random),
            Advice = advice,
            RuleId = rule?.Id,
            Decision = decision,
            Reason = reason,
            Papers = papers,
            At = visit.ArrivedAt.AddSeconds(20 + random.Below(40)),
            ById = visit.RecordedById,
        };
    }

    private static NeedKind? NeedOf(Request? stated, DemoDataRandom random) => random.Unit() switch
    {
        < 0.03 => null,
        < 0.06 => NeedKind.Social,
        < 0.13 => NeedKind.Several,
        var rest when stated is null => rest < 0.55 ? NeedKind.Administrative : NeedKind.Digital,
        _ => stated.OrganisationId is null ? NeedKind.Digital : NeedKind.Administrative,
    };

    private static Urgency? UrgencyOf(Visit visit, DemoDataRandom random)
    {
        var share = random.Unit();
        return visit.UrgentReason switch
        {
            "Droit coupé" => Urgency.RightCutOff,
            not null => Urgency.Deadline,
            _ => share < 0.05 ? null : share < 0.15 ? Urgency.Deadline : Urgency.None,
        };
    }

    // The demand on leaving is often not the one on arrival.
    private static int? ThemeOf(Request? stated, DemoDataRandom random)
    {
        var other = 1 + random.Below(Themes);
        return random.Unit() switch
        {
            < 0.15 => null,
            < 0.78 when stated is not null => stated.ThemeId,
            _ => other,
        };
    }

    private static (Direction Decision, string? Reason, string? Papers) Decide(Direction advice, DemoDataRandom random)
    {
        var reason = random.Pick(ReasonsForSpace);
        var elsewhere = random.Pick(Elsewhere);
        if (!random.Chance(advice == Direction.DigitalSpace ? 0.045 : 0.42))
        {
            return (advice, null, advice == Direction.ComeBack ? "Justificatif de domicile" : null);
        }

        return (advice, elsewhere) switch
        {
            (not Direction.DigitalSpace, _) => (Direction.DigitalSpace, reason, null),
            (_, Direction.ComeBack) => (elsewhere, "Papiers manquants", "Justificatif de domicile, dernier avis d’imposition"),
            (_, Direction.Partner) => (elsewhere, "Un partenaire s’en charge", "Point France Services"),
            _ => (elsewhere, "Suivie par le service social", null),
        };
    }
}
