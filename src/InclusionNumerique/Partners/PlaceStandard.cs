namespace InclusionNumerique.Partners;

/// <summary>The national standard "lieux de médiation numérique" 1.0.2 (2024-04-11): its columns in order, and the values of its lists to the letter.</summary>
public static class PlaceStandard
{
    public const int Id = 0;
    public const int Pivot = 1;
    public const int Name = 2;
    public const int Town = 3;
    public const int PostalCode = 4;
    public const int InseeCode = 5;
    public const int Address = 6;
    public const int AddressComplement = 7;
    public const int Latitude = 8;
    public const int Longitude = 9;
    public const int Types = 10;
    public const int Phone = 11;
    public const int Emails = 12;
    public const int Websites = 13;
    public const int Hours = 14;
    public const int Summary = 15;
    public const int Detail = 16;
    public const int Source = 17;
    public const int Mobility = 18;
    public const int ParentStructure = 19;
    public const int UpdatedOn = 20;
    public const int Services = 21;
    public const int Audiences = 22;
    public const int SpecialCare = 23;
    public const int Fees = 24;
    public const int NationalSchemes = 25;
    public const int Labels = 26;
    public const int OtherLabels = 27;
    public const int Access = 28;
    public const int Support = 29;
    public const int AccessSheet = 30;
    public const int BookingUrl = 31;

    /// <summary>The header of the file.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude", "typologie", "telephone", "courriels",
        "site_web", "horaires", "presentation_resume", "presentation_detail", "source", "itinerance", "structure_parente", "date_maj", "services",
        "publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge", "dispositif_programmes_nationaux", "formations_labels",
        "autres_formations_labels", "modalites_acces", "modalites_accompagnement", "fiche_acces_libre", "prise_rdv",
    ];

    public static IReadOnlyList<string> ServiceValues { get; } =
    [
        "Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien", "Insertion professionnelle via le numérique",
        "Utilisation sécurisée du numérique", "Parentalité et éducation avec le numérique", "Loisirs et créations numériques", "Compréhension du monde numérique",
        "Accès internet et matériel informatique", "Acquisition de matériel informatique à prix solidaire",
    ];
}
