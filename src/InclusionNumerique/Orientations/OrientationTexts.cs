namespace InclusionNumerique.Orientations;

/// <summary>The house's words for orientations.</summary>
public static class OrientationTexts
{
    public static string Label(this OrientationState state) => state switch
    {
        OrientationState.Sent => "Envoyée",
        OrientationState.Acknowledged => "Prise en compte",
        OrientationState.AppointmentSet => "Rendez-vous fixé",
        OrientationState.Expected => "En attente de venue",
        OrientationState.Arrived => "Personne arrivée",
        OrientationState.Supported => "En accompagnement",
        OrientationState.NoShow => "Non venue",
        OrientationState.Refused => "Refusée",
        OrientationState.Redirected => "Réorientée",
        OrientationState.Closed => "Clôturée",
        OrientationState.Abandoned => "Sans suite",
        OrientationState.Cancelled => "Annulée",
        _ => "",
    };

    public static string Label(this TargetKind target) => target switch
    {
        TargetKind.DigitalSpace => "Espace numérique",
        TargetKind.HouseService => "Service de la maison",
        TargetKind.Partner => "Partenaire",
        _ => "",
    };

    public static string Label(this OrientationMode mode) => mode switch
    {
        OrientationMode.Explained => "Lieu expliqué",
        OrientationMode.AppointmentMade => "Rendez-vous pris",
        OrientationMode.Accompanied => "Conduite sur place",
        _ => "",
    };

    public static string Label(this ArrivalProof proof) => proof switch
    {
        ArrivalProof.File => "reconnue à l’accueil par sa fiche",
        ArrivalProof.Code => "billet présenté à l’accueil",
        ArrivalProof.Appointment => "venue à son rendez-vous",
        ArrivalProof.PartnerLink => "confirmé par le partenaire",
        ArrivalProof.PartnerCall => "confirmé au téléphone par le partenaire",
        ArrivalProof.SaidByPerson => "dit par la personne",
        ArrivalProof.SeenByReceiver => "reçue par le service",
        _ => "",
    };

    public static string Label(this OrientationOutcome outcome) => outcome switch
    {
        OrientationOutcome.Helped => "Aide apportée",
        OrientationOutcome.PartlyHelped => "Aide partielle",
        OrientationOutcome.LongSupport => "Accompagnement durable engagé",
        OrientationOutcome.RightOpened => "Droit ouvert ou démarche faite",
        OrientationOutcome.NeedGone => "Besoin disparu",
        OrientationOutcome.DeclinedByPerson => "Refus de la personne",
        _ => "",
    };

    public static string Label(this OrientationReason reason) => reason switch
    {
        OrientationReason.SocialNotDigital => "Le besoin est social, pas numérique",
        OrientationReason.NotAutonomousForKiosk => "Envoyée à la borne sans être autonome",
        OrientationReason.WebsiteDown => "Site en panne",
        OrientationReason.ServiceNotOffered => "Service non proposé ici",
        OrientationReason.OutOfArea => "Hors du secteur",
        OrientationReason.ConditionsNotMet => "Conditions non remplies",
        OrientationReason.OtherWrong => "Autre mauvaise orientation",
        OrientationReason.NoRoom => "Pas de place",
        OrientationReason.AlreadyFollowed => "Déjà suivie ailleurs",
        OrientationReason.PapersMissing => "Pièces manquantes",
        OrientationReason.TemporarilyClosed => "Fermé pour le moment",
        OrientationReason.OtherRefusal => "Autre refus",
        OrientationReason.DidNotCome => "N’est pas venue",
        OrientationReason.CannotBeReached => "Injoignable",
        OrientationReason.OtherNoShow => "Autre empêchement",
        OrientationReason.NoNews => "Plus de nouvelles",
        OrientationReason.GaveUp => "La personne renonce",
        OrientationReason.NothingElseFits => "Aucune autre solution",
        OrientationReason.OtherAbandoned => "Autre raison d’arrêt",
        OrientationReason.Mistake => "Erreur de saisie",
        OrientationReason.NeedGone => "N’en a plus besoin",
        OrientationReason.PersonDeclines => "La personne ne souhaite pas y aller",
        OrientationReason.OtherCancelled => "Autre raison d’annuler",
        _ => "",
    };

    /// <summary>What whoever owes the next action is to do.</summary>
    public static string NextStep(OrientationState state, TargetKind target) => state switch
    {
        OrientationState.Sent when target == TargetKind.Partner => "Le partenaire doit répondre, par son lien ou au téléphone.",
        OrientationState.Sent => "Le service doit dire qu’il en a pris connaissance, ou refuser.",
        OrientationState.Acknowledged => "Le service doit fixer un rendez-vous ou dire quand venir.",
        OrientationState.AppointmentSet => "La personne est attendue à son rendez-vous.",
        OrientationState.Expected => "La personne est attendue.",
        OrientationState.Arrived => "Le service qui reçoit doit dire l’issue.",
        OrientationState.Supported => "L’accompagnement continue : dire l’issue à la fin.",
        OrientationState.NoShow => "L’émetteur relance la personne, ou arrête.",
        OrientationState.Refused => "L’émetteur oriente ailleurs, ou arrête.",
        OrientationState.Redirected => "Orientée ailleurs : suivez la nouvelle orientation.",
        _ => "Terminée.",
    };

    /// <summary>What a person agrees to, as it is read to them; by version, from 1.</summary>
    public static IReadOnlyList<string> ConsentTexts { get; } =
    [
        "Nous transmettons au service qui vous recevra ce qui est coché ici, et rien d’autre. Il pourra nous dire que vous êtes venu et ce qui a été fait. Vous pouvez changer d’avis à tout moment : "
        + "ce qui a été transmis est alors effacé aussitôt. Sans votre accord, nous vous remettons un billet avec un code, sans votre nom.",
    ];

    public const short ConsentVersion = 1;
}
