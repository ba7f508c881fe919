using InclusionNumerique.Visits;

namespace InclusionNumerique.Queue;

/// <summary>The house's words on screen for the queue and the three questions.</summary>
public static class QueueTexts
{
    public static string Label(this NeedKind need) => need switch
    {
        NeedKind.Digital => "Numérique",
        NeedKind.Administrative => "Administratif",
        NeedKind.Social => "Social",
        NeedKind.Several => "Plusieurs choses",
        _ => "",
    };

    public static string Label(this Urgency urgency) => urgency switch
    {
        Urgency.None => "Rien ne presse",
        Urgency.Deadline => "Échéance proche",
        Urgency.RightCutOff => "Droit coupé",
        _ => "",
    };

    public static string Label(this Direction direction) => direction switch
    {
        Direction.Kiosk => "Borne",
        Direction.DigitalSpace => "Espace numérique",
        Direction.SocialService => "Service social",
        Direction.Partner => "Partenaire",
        Direction.ComeBack => "Revenir avec des papiers",
        _ => "",
    };

    /// <summary>As the answer to the third question: « La personne peut-elle faire seule ? »</summary>
    public static string AloneLabel(this Autonomy autonomy) => autonomy switch
    {
        Autonomy.WithGuidance => "Non",
        Autonomy.GuidanceWhenNeeded => "Avec un coup de main",
        Autonomy.Autonomous => "Oui, seule",
        _ => "",
    };
}
