namespace InclusionNumerique.Workshops;

/// <summary>The house's words on screen for workshops and other groups.</summary>
public static class WorkshopTexts
{
    public const string IsCancelled = "Cette séance est annulée. Remettez-la d’abord au programme.";
    public const string IsGone = "Cette séance n’existe plus. Rechargez la page.";
    public const string IsOver = "Cette séance est passée : on ne s’y inscrit plus. Une personne venue sans inscription s’ajoute à l’émargement.";
    public const string IsHeld = "Cette séance a eu lieu : ses inscriptions ne changent plus. Corrigez plutôt l’émargement.";
    public const string IsTooEarly = "Cette séance n’est pas encore arrivée : l’émargement s’ouvre le jour même.";
    public const string HasNoPlaces = "On ne s’inscrit pas à ce genre de réunion : comptez les personnes venues.";
    public const string IsRegistered = "Cette personne est déjà inscrite à cette séance.";

    public static string Label(this WorkshopLevel level) => level switch
    {
        WorkshopLevel.Beginner => "Débutant",
        WorkshopLevel.WithHelp => "À l’aise avec de l’aide",
        WorkshopLevel.Autonomous => "Autonome",
        _ => "",
    };

    public static string Label(this WorkshopKind kind) => kind switch
    {
        WorkshopKind.Workshop => "Atelier",
        WorkshopKind.CollectiveAction => "Action collective",
        WorkshopKind.Newcomers => "Présentation aux nouveaux arrivants",
        WorkshopKind.Coordination => "Réunion de coordination",
        _ => "",
    };

    /// <summary>Whom a headcount counts.</summary>
    public static string Heads(this WorkshopKind kind) => kind == WorkshopKind.CollectiveAction ? "Personnes venues" : "Professionnels présents";

    public static string Label(this WorkshopState state) => state switch
    {
        WorkshopState.Planned => "Prévue",
        WorkshopState.Held => "A eu lieu",
        WorkshopState.Cancelled => "Annulée",
        _ => "",
    };

    public static string Label(this Attendance attendance) => attendance == Attendance.Present ? "Présente" : "Absente";
}
