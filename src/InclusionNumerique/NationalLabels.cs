using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique;

/// <summary>The labels of the national digital-mediation tools, to the letter: exports depend on them.</summary>
public static class NationalLabels
{
    public const string AdministrativeHelp = "Aide aux démarches administratives";

    public static IReadOnlyList<string> Themes { get; } =
    [
        "Diagnostic numérique", "Prendre en main du matériel", "Maintenance de matériel", "Gérer ses contenus numériques",
        "Navigation sur internet", "E-mail", "Bureautique", "Réseaux sociaux communication", "Santé", "Banque et achats en ligne",
        "Accompagner un professionnel", "Insertion professionnelle", "Prévention en sécurité numérique", "Parentalité",
        "Scolarité et numérique", "Créer avec le numérique", "Culture numérique", "Intelligence artificielle (IA)", AdministrativeHelp,
    ];

    public static IReadOnlyList<string> Procedures { get; } =
    [
        "Papiers - Élections - Citoyenneté", "Famille - Scolarité", "Social - Santé", "Travail - Formation - Entreprise", "Logement",
        "Transports - Mobilité", "Argent - Impôts", "Justice", "Étrangers - Europe", "Loisirs - Sports - Culture", "Associations",
    ];

    /// <summary>From 0, from 30, from 60 and from 120 minutes.</summary>
    public static IReadOnlyList<string> DurationRanges { get; } = ["Moins de 30 min", "30min à 1 h", "1 h à 2 h", "2 h et plus"];

    public static string Of(AgeBand? band) => band switch
    {
        AgeBand.Under12 => "Moins de 12 ans",
        AgeBand.From12To17 => "12-17",
        AgeBand.From18To24 => "18-24",
        AgeBand.From25To39 => "25-39",
        AgeBand.From40To59 => "40-59",
        AgeBand.From60To69 => "60-69",
        AgeBand.From70 => "70 ans et plus",
        _ => "Non communiqué",
    };

    public static string Of(Gender? gender) => gender switch
    {
        Gender.Male => "Masculin",
        Gender.Female => "Féminin",
        _ => "Non communiqué",
    };

    public static string Of(Occupation? occupation) => occupation switch
    {
        Occupation.Schooled => "Scolarisé",
        Occupation.Unemployed => "Sans emploi",
        Occupation.Employed => "En emploi",
        Occupation.Retired => "Retraité",
        _ => "Non communiqué ou hétérogène",
    };

    /// <summary>One piece of equipment (a single flag).</summary>
    public static string Of(Equipment equipment) => equipment switch
    {
        Equipment.Computer => "Ordinateur",
        Equipment.Phone => "Téléphone",
        Equipment.Tablet => "Tablette",
        Equipment.None => "Pas de matériel",
        _ => "Autre",
    };

    public static string Of(Autonomy? autonomy) => autonomy switch
    {
        Autonomy.WithGuidance => "Avec guidage",
        Autonomy.GuidanceWhenNeeded => "Autonome avec guidage en cas de besoin",
        Autonomy.Autonomous => "Autonome",
        _ => "",
    };

    public static string Of(Place place) => place switch
    {
        Place.Elsewhere => "Autre lieu",
        Place.AtHome => "À domicile",
        Place.Remote => "À distance",
        _ => "Lieu d'activité",
    };
}
