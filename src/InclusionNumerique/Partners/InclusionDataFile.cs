using System.Runtime.CompilerServices;
using System.Text.Json;

namespace InclusionNumerique.Partners;

/// <summary>
/// data·inclusion (schema 1.0.8) as lines of the national standard: an object with "structures" and "services", or a list of structures that may hold their services.
/// A value without its like in the standard goes through as it is, and is set aside there like any unknown one.
/// </summary>
internal static class InclusionDataFile
{
    private static readonly Dictionary<int, string> StructureFields = new()
    {
        [PlaceStandard.Id] = "id", [PlaceStandard.Pivot] = "siret", [PlaceStandard.Name] = "nom", [PlaceStandard.Town] = "commune", [PlaceStandard.PostalCode] = "code_postal",
        [PlaceStandard.InseeCode] = "code_insee", [PlaceStandard.Address] = "adresse", [PlaceStandard.AddressComplement] = "complement_adresse",
        [PlaceStandard.Latitude] = "latitude", [PlaceStandard.Longitude] = "longitude", [PlaceStandard.Phone] = "telephone", [PlaceStandard.Emails] = "courriel",
        [PlaceStandard.Websites] = "site_web", [PlaceStandard.Hours] = "horaires_accueil", [PlaceStandard.Detail] = "description", [PlaceStandard.Source] = "source",
        [PlaceStandard.UpdatedOn] = "date_maj", [PlaceStandard.AccessSheet] = "accessibilite_lieu",
    };

    private static readonly (int Column, string Field)[] ServiceFields =
    [
        (PlaceStandard.Services, "thematiques"), (PlaceStandard.Audiences, "publics"), (PlaceStandard.Fees, "frais"), (PlaceStandard.Access, "modes_mobilisation"),
        (PlaceStandard.Support, "type"), (PlaceStandard.Support, "modes_accueil"),
    ];

    // The official mapping read backwards, where it says one thing only.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["numerique--acceder-a-des-services-en-ligne"] = "Aide aux démarches administratives",
        ["difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"] = "Aide aux démarches administratives",
        ["numerique--acceder-a-une-connexion-internet"] = "Accès internet et matériel informatique",
        ["numerique--acquerir-un-equipement"] = "Acquisition de matériel informatique à prix solidaire",
        ["numerique--maitriser-les-fondamentaux-du-numerique"] = "Maîtrise des outils numériques du quotidien",
        ["jeunes"] = "Jeunes", ["etudiants"] = "Étudiants", ["familles"] = "Familles et/ou enfants", ["seniors"] = "Seniors", ["femmes"] = "Femmes", ["tous-publics"] = "",
        ["gratuit"] = "Gratuit", ["payant"] = "Payant",
        ["envoyer-un-courriel"] = "Contacter par mail", ["se-presenter"] = "Se présenter", ["telephoner"] = "Téléphoner", ["utiliser-lien-mobilisation"] = "Prendre un RDV en ligne",
        ["accompagnement"] = "Accompagnement individuel", ["atelier"] = "Dans un atelier collectif", ["aide-materielle"] = "En autonomie",
        ["a-distance"] = "À distance", ["en-presentiel"] = "",
    };

    private static readonly Dictionary<string, (int Column, string Value)> Networks = new()
    {
        ["ccas-cias"] = (PlaceStandard.Types, "CCAS"), ["caf"] = (PlaceStandard.Types, "CAF"), ["departements"] = (PlaceStandard.Types, "DEPT"), ["mission-locale"] = (PlaceStandard.Types, "ML"),
        ["espaces-publics-numeriques"] = (PlaceStandard.Types, "EPN"), ["maisons-des-solidarites"] = (PlaceStandard.Types, "MDS"), ["france-travail"] = (PlaceStandard.Types, "FT"),
        ["fcsf"] = (PlaceStandard.Types, "CS"), ["conseillers-numeriques"] = (PlaceStandard.NationalSchemes, "Conseillers numériques"),
        ["aidants-connect"] = (PlaceStandard.NationalSchemes, "Aidants Connect"), ["france-service"] = (PlaceStandard.NationalSchemes, "France Services"),
    };

    // The name of a person has no business in the directory; the rest says nothing more.
    private static readonly string[] Ignored = ["structure_id", "services", "reseaux_porteurs", "contact_nom_prenom", "lien_mobilisation", "_di_geocodage_code_insee"];

    /// <exception cref="PlaceFileException">No JSON, or none of this sort.</exception>
    public static async IAsyncEnumerable<RawPlace> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var document = await ParseAsync(file, cancellation);
        var root = document.RootElement;
        var structures = Items(root.ValueKind == JsonValueKind.Array ? root : Field(root, "structures"));
        if (root.ValueKind == JsonValueKind.Object && Field(root, "structures").ValueKind != JsonValueKind.Array)
        {
            throw new PlaceFileException("Ce fichier JSON n’a pas de liste « structures ». Choisissez un export de data·inclusion avec ses structures et ses services.");
        }

        var services = (root.ValueKind == JsonValueKind.Object ? Items(Field(root, "services")) : []).ToLookup(s => Text(s, "structure_id"));
        foreach (var (i, structure) in structures.Index())
        {
            yield return Place(i + 1, structure, [.. services[Text(structure, "id")], .. Items(Field(structure, "services"))]);
        }
    }

    private static async Task<JsonDocument> ParseAsync(Stream file, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(file, default, cancellation);
        }
        catch (JsonException e)
        {
            throw new PlaceFileException($"Ce fichier JSON ne peut pas être lu : il est mal formé à la ligne {(e.LineNumber ?? 0) + 1}.");
        }
    }

    private static RawPlace Place(int line, JsonElement structure, IReadOnlyList<JsonElement> services)
    {
        var cells = new string[PlaceStandard.Columns.Count];
        Array.Fill(cells, "");
        foreach (var (column, field) in StructureFields)
        {
            cells[column] = Text(structure, field);
        }

        foreach (var column in (int[])[PlaceStandard.Phone, PlaceStandard.Emails, PlaceStandard.Hours])
        {
            cells[column] = services.Select(s => Text(s, StructureFields[column])).Prepend(cells[column]).FirstOrDefault(v => v != "") ?? "";
        }

        // A moment where the standard has a day.
        cells[PlaceStandard.UpdatedOn] = cells[PlaceStandard.UpdatedOn].Split('T', ' ')[0];
        cells[PlaceStandard.BookingUrl] = services.Select(s => Text(s, "lien_mobilisation")).FirstOrDefault(l => l != "") ?? "";
        foreach (var (column, field) in ServiceFields)
        {
            Add(cells, column, services.SelectMany(s => Texts(s, field)).Select(v => Values.GetValueOrDefault(v, v)));
        }

        foreach (var network in Texts(structure, "reseaux_porteurs"))
        {
            var (column, value) = Networks.GetValueOrDefault(network, (PlaceStandard.Types, network));
            Add(cells, column, [value]);
        }

        string[] taken = [.. StructureFields.Values, .. Ignored];
        string[] takenOfServices = [.. StructureFields.Values, .. ServiceFields.Select(f => f.Field), .. Ignored];
        var leftOut = Names(structure).Except(taken).Concat(services.SelectMany(Names).Except(takenOfServices)).Distinct();
        return new RawPlace(line, cells, string.Join(", ", leftOut));
    }

    private static void Add(string[] cells, int column, IEnumerable<string> values) =>
        cells[column] = string.Join('|', cells[column].Split('|').Concat(values).Where(v => v != "").Distinct());

    private static IEnumerable<string> Names(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Where(p => p.Value.ValueKind is not JsonValueKind.Null).Select(p => p.Name) : [];

    private static JsonElement Field(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static List<JsonElement> Items(JsonElement element) => element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];

    private static string Text(JsonElement element, string name) => Text(Field(element, name));

    private static IEnumerable<string> Texts(JsonElement element, string name) => Field(element, name) is { ValueKind: JsonValueKind.Array } list ? Items(list).Select(Text) : [Text(element, name)];

    private static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => "",
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character: no text. The checks say where.
            return "\uFFFE";
        }
    }
}
