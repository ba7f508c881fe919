namespace InclusionNumerique.Access;

/// <summary>In French, what the audit trail names by verbs and rows.</summary>
public static class AuditLabels
{
    /// <summary>In the order of a filter: the desk's day first.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } = new Dictionary<string, string>
    {
        ["LogVisit"] = "Passage enregistré",
        ["LogPaperSheet"] = "Feuille papier saisie",
        ["RecordArrival"] = "Arrivée enregistrée",
        ["LeaveUnseen"] = "Départ sans être reçu",
        ["UndoVisit"] = "Saisie annulée",
        ["CorrectVisit"] = "Passage corrigé",
        ["RemoveVisit"] = "Passage supprimé",
        ["VisitQueries.VisitAsync"] = "Fiche de passage consultée",
        ["ExportVisits"] = "Passages exportés",
        ["SaveDraft"] = "Brouillon gardé",
        ["DiscardDraft"] = "Brouillon effacé",
        ["SavePreset"] = "Raccourci ajouté",
        ["RemovePreset"] = "Raccourci retiré",
        ["ChooseSite"] = "Site du jour choisi",
        ["CreateFirstAdministrator"] = "Premier administrateur créé",
        ["SaveAccount"] = "Compte créé ou modifié",
        ["InviteAccount"] = "Lien d’accès créé",
        ["AcceptInvitation"] = "Mot de passe choisi par lien",
        ["ChangePassword"] = "Mot de passe changé",
        ["SaveSite"] = "Site créé ou modifié",
        ["SaveInstitution"] = "Institution créée ou modifiée",
        ["CallNext"] = "Personne appelée",
        ["StartSession"] = "Personne reçue",
        ["PauseSession"] = "Accompagnement mis en pause",
        ["NotThere"] = "Personne appelée en vain",
        ["HandOver"] = "Personne confiée ou remise en file",
        ["SetUrgent"] = "Passage devant accordé ou retiré",
        ["TriageVisit"] = "Trois questions posées",
        ["UndoMove"] = "Geste de la file annulé",
        ["CloseDay"] = "Journée fermée",
        ["SayPresence"] = "Présence annoncée",
        ["SaveVisitor"] = "Fiche créée ou modifiée",
        ["WithdrawConsent"] = "Fiche effacée à la demande de la personne",
        ["MergeVisitors"] = "Fiches réunies",
        ["LinkVisitor"] = "Visite rattachée à une fiche",
        ["SaveFollowUp"] = "Suivi noté",
        ["CloseFollowUp"] = "Suivi terminé ou rouvert",
        ["RecordRightsCheckup"] = "Bilan des droits noté",
        ["VisitorQueries.FileAsync"] = "Fiche d’une personne consultée",
        ["SaveTriageRule"] = "Règle d’accueil créée ou modifiée",
        ["MoveTriageRule"] = "Règle d’accueil déplacée",
        ["SaveAssessment"] = "Point fait avec une personne",
        ["SaveGrid"] = "Grille d’évaluation modifiée",
        ["HoldSlot"] = "Créneau gardé",
        ["ReleaseSlot"] = "Créneau relâché",
        ["BookAppointment"] = "Rendez-vous pris",
        ["MoveAppointment"] = "Rendez-vous déplacé",
        ["CancelAppointment"] = "Rendez-vous annulé",
        ["ArriveAppointment"] = "Arrivée à un rendez-vous",
        ["CloseAppointment"] = "Fin d’un rendez-vous notée",
        ["CorrectAppointment"] = "Rendez-vous corrigé",
        ["WishEarlier"] = "Souhait d’un rendez-vous plus tôt",
        ["SaveAppointmentReason"] = "Motif de rendez-vous créé ou modifié",
        ["RenewCalendarFeed"] = "Lien d’agenda créé ou remplacé",
        ["RevokeCalendarFeed"] = "Lien d’agenda supprimé",
        ["AppointmentQueries.AppointmentAsync"] = "Rendez-vous consulté",
        ["SaveListItem"] = "Liste de référence modifiée",
        ["SeatVisitor"] = "Personne installée à un poste",
        ["FreeWorkstation"] = "Poste libéré",
        ["SaveWorkstation"] = "Poste créé ou modifié",
    };

    private static readonly Dictionary<string, string> Records = new()
    {
        ["Visit"] = "Passage",
        ["Session"] = "Accompagnement",
        ["Draft"] = "Brouillon",
        ["Preset"] = "Raccourci",
        ["TriageRule"] = "Règle d’accueil",
        ["AssessmentGrid"] = "Grille d’évaluation",
        ["Visitor"] = "Fiche d’une personne",
        ["Professional"] = "Compte",
        ["Site"] = "Site",
        ["Institution"] = "Institution",
        ["Theme"] = "Thème",
        ["Organisation"] = "Organisme",
        ["FailureCause"] = "Cause d’échec",
        ["Language"] = "Langue",
        ["District"] = "Quartier",
        ["Appointment"] = "Rendez-vous",
        ["AppointmentReason"] = "Motif de rendez-vous",
        ["CalendarFeed"] = "Lien d’agenda",
        ["Workstation"] = "Poste",
        ["WorkstationUse"] = "Utilisation d’un poste",
    };

    /// <summary>The name in the rights table when it has no label: better than nothing.</summary>
    public static string OfAction(string action) => Actions.GetValueOrDefault(action, action);

    public static string OfRecord(string recordType) => Records.GetValueOrDefault(recordType, recordType);
}
