namespace InclusionNumerique.Incidents;

/// <summary>The house's words on screen for what does not work.</summary>
public static class IncidentTexts
{
    public static string Label(this IncidentKind kind) => kind switch
    {
        IncidentKind.Equipment => "Équipement",
        IncidentKind.Network => "Réseau, connexion",
        IncidentKind.Printer => "Imprimante",
        IncidentKind.Software => "Logiciel",
        IncidentKind.PublicWebsite => "Site web public",
        IncidentKind.Other => "Autre",
        _ => "",
    };

    public static string Label(this ToldTo told) => told switch
    {
        ToldTo.ItDepartment => "La DSI",
        ToldTo.Contractor => "Un prestataire",
        ToldTo.Colleague => "Un collègue",
        ToldTo.Nobody => "Personne pour l’instant",
        _ => "",
    };

    public static string Label(this SolvedBy by) => by switch
    {
        SolvedBy.Mediator => "Médiation",
        SolvedBy.ItDepartment => "DSI",
        SolvedBy.Contractor => "Prestataire",
        SolvedBy.ByItself => "Tout seul",
        _ => "",
    };

    internal static Outcome Gone { get; } = Outcome.Refused("", "Cet incident n’existe plus. Rechargez la page.");
}
