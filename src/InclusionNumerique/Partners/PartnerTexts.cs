using System.Globalization;

namespace InclusionNumerique.Partners;

/// <summary>The words of partners on screen.</summary>
public static class PartnerTexts
{
    private static readonly int[] ListsOfLabels = [PlaceStandard.Emails, PlaceStandard.Websites, PlaceStandard.Labels, PlaceStandard.OtherLabels];

    public static string Label(this VerificationMeans means) => means switch
    {
        VerificationMeans.Phone => "par téléphone",
        VerificationMeans.OnSite => "sur place",
        VerificationMeans.Email => "par e-mail",
        _ => "sur leur site internet",
    };

    /// <summary>"800 m", "2,4 km".</summary>
    public static string Distance(double kilometres) =>
        kilometres < 0.95
            ? $"{Math.Max(50, Math.Round(kilometres * 20) * 50):0}\u00A0m"
            : string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"{kilometres:0.#}\u00A0km");

    /// <summary>The values of a column that holds several; some producers write ";" between those of a closed list.</summary>
    public static IReadOnlyList<string> List(string text, int column)
    {
        var between = ListsOfLabels.Contains(column) ? new[] { '|' } : ['|', ';'];
        return text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>What the national file says in its other columns, by French titles, in an order that serves the desk.</summary>
    public static IReadOnlyList<PartnerFact> Facts(this PartnerDetail partner)
    {
        (int Column, string Title)[] titles =
        [
            (PlaceStandard.Fees, "Coût"), (PlaceStandard.Access, "Pour y accéder"), (PlaceStandard.Support, "Comment on y est aidé"), (PlaceStandard.Audiences, "Public accueilli en priorité"),
            (PlaceStandard.SpecialCare, "Prise en charge adaptée"), (PlaceStandard.NationalSchemes, "Dispositifs nationaux"), (PlaceStandard.Labels, "Formations et labels"),
            (PlaceStandard.OtherLabels, "Autres formations et labels"), (PlaceStandard.Mobility, "Fixe ou itinérant"), (PlaceStandard.Types, "Type de lieu"), (PlaceStandard.ParentStructure, "Structure parente"),
        ];
        return [.. titles.Where(t => partner.Columns[t.Column].Length > 0).Select(t => new PartnerFact(t.Title, string.Join(", ", partner.List(t.Column))))];
    }

    /// <summary>"12 rue de l’Exemple, 35000 Rennes".</summary>
    public static string AddressOf(IReadOnlyList<string> columns) => string.Join(", ", new[]
    {
        columns[PlaceStandard.Address], columns[PlaceStandard.AddressComplement], $"{columns[PlaceStandard.PostalCode]} {columns[PlaceStandard.Town]}".Trim(),
    }.Where(part => part.Length > 0));

    /// <summary>"services : Aide à distance", of a value that the standard does not know.</summary>
    public static string Unknown(string columnAndValue) => columnAndValue.Replace("=", "\u00A0: ", StringComparison.Ordinal);
}
