using System.Text;

namespace InclusionNumerique.Partners;

/// <summary>The lists of the standard, to the letter of its schema. What files write a little differently is read as the same value.</summary>
public static class PlaceLists
{
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> ByColumn { get; } = new Dictionary<int, IReadOnlyList<string>>
    {
        [PlaceStandard.Types] =
        [
            "ACI", "ACIPHC", "AFPA", "AI", "ASE", "ASSO", "ASSO_CHOMEUR", "Autre", "AVIP", "BIB", "CAARUD", "CADA", "CAF", "CAP_EMPLOI", "CAVA", "CC", "CCAS", "CCONS", "CD",
            "CDAS", "CFP", "CHRS", "CHU", "CIAS", "CIDFF", "CITMET", "CMP", "CMS", "CPAM", "CPH", "CS", "CSAPA", "CSC", "DEETS", "DEPT", "DIPLP", "E2C", "EA", "EATT", "EI", "EITI",
            "ENM", "EPCI", "EPI", "EPIDE", "EPN", "ES", "ESAT", "ESS", "ETTI", "EVS", "FABLAB", "FABRIQUE", "FAIS", "FT", "GEIQ", "HUDA", "LA_POSTE", "MDE", "MDH", "MDEF", "MDPH",
            "MDS", "MJC", "ML", "MQ", "MSA", "MSAP", "MUNI", "OACAS", "ODC", "OF", "OIL", "OPCS", "PAD", "PENSION", "PI", "PIJ_BIJ", "PIMMS", "PJJ", "PLIE", "PREF", "PREVENTION",
            "REG", "RELAIS_LECTURE", "RESSOURCERIE", "RFS", "RS_FJT", "SCP", "SPIP", "TIERS_LIEUX", "UDAF",
        ],
        [PlaceStandard.Mobility] = ["Itinérant", "Fixe"],
        [PlaceStandard.Services] = PlaceStandard.ServiceValues,
        [PlaceStandard.Audiences] = ["Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes"],
        [PlaceStandard.SpecialCare] =
        [
            "Surdité", "Handicaps moteurs", "Handicaps mentaux", "Illettrisme", "Langues étrangères (anglais)", "Langues étrangères (autres)", "Déficience visuelle",
        ],
        [PlaceStandard.Fees] = ["Gratuit", "Gratuit sous condition", "Payant"],
        [PlaceStandard.NationalSchemes] =
        [
            "Aidants Connect", "Bibliothèques numérique de référence", "Certification PIX", "Conseillers numériques", "Emmaüs Connect", "France Services",
            "Grande école du numérique", "La Croix Rouge", "Point d'accès numérique CAF", "Promeneurs du net", "Relais numérique (Emmaüs Connect)",
        ],
        [PlaceStandard.Labels] =
        [
            "Formé à « Mon Espace Santé »", "Formé à « DUPLEX » (illettrisme)", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
            // Without a space: so says the schema that files are checked against. The national library has one.
            "Collectif ressources et acteurs réemploi (Normandie)", "Étapes numériques(La Poste)", "Fabriques de Territoire", "Les Éclaireurs du numérique (Drôme)",
            "Mes Papiers (Métropole de Lyon)", "ORDI 3.0", "SUD LABS (PACA)",
        ],
        [PlaceStandard.Access] =
        [
            "Se présenter", "Téléphoner", "Contacter par mail", "Prendre un RDV en ligne", "Ce lieu n'accueille pas de public", "Envoyer un mail avec une fiche de prescription",
        ],
        [PlaceStandard.Support] = ["En autonomie", "Accompagnement individuel", "Dans un atelier collectif", "À distance"],
    };

    private static readonly Dictionary<int, Dictionary<string, string>> ByKey = ByColumn.ToDictionary(l => l.Key, l => l.Value.ToDictionary(Key));

    /// <summary>The value in the letter of the standard; null when its list has no such one.</summary>
    public static string? Find(int column, string value) => ByKey[column].GetValueOrDefault(Key(value));

    // Composed letters, one sort of apostrophe, single plain spaces and none before a bracket.
    private static string Key(string value)
    {
        var key = new StringBuilder(value.Length);
        foreach (var c in value.Normalize(NormalizationForm.FormC))
        {
            if (!char.IsWhiteSpace(c))
            {
                key.Append(c is '’' or '‘' or 'ʼ' or '`' ? '\'' : c);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().Replace(" (", "(").Trim();
    }
}
