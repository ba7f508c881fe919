using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>A column of the open data: its cell, and what the schema says of it.</summary>
/// <param name="Type">Of the Table Schema.</param>
/// <param name="Values">All that it may say; null: anything.</param>
public sealed record OpenDataColumn(string Name, string Type, string Title, string Description, bool IsRequired, string[]? Values, Func<OpenDataRow, string> Cell);

/// <summary>The columns of the open data, once for the files, the schema and the page.</summary>
public static class OpenDataSchema
{
    public const string Title = "Fréquentation et demandes des espaces numériques des centres sociaux de Rennes";

    public const string Description =
        "Nombres de visites, d’accompagnements et de demandes d’aide dans les espaces numériques des six espaces sociaux communs de Rennes, par mois, trimestre et année pour tous les sites, par année pour chaque site. Aucune personne n’y paraît.";

    public const string Publisher = "Espaces sociaux communs de Rennes";

    public const string LicenceName = "Licence Ouverte 2.0 (Etalab)";

    public const string Licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence";

    private const string Secret = "secret";

    public static IReadOnlyList<OpenDataColumn> Columns { get; } =
    [
        new("tableau", "string", "Tableau", "Ce que les lignes partagent. Les lignes d’un tableau, pour une période et un site, s’additionnent ; les tableaux entre eux, non.", true, null, r => SpreadsheetText.Neutral(r.Table)),
        new("ligne", "string", "Ligne", "Ce qui est compté : un thème, un organisme, une tranche d’âge…", true, null, r => SpreadsheetText.Neutral(r.Line)),
        new("unite", "string", "Unité", "Visites, accompagnements ou demandes. Une personne peut venir plusieurs fois et demander plusieurs choses.", true, ["visites", "accompagnements", "demandes"], r => r.Unit),
        new("periode", "string", "Sorte de période", "Un mois, un trimestre ou une année.", true, ["mois", "trimestre", "année"], r => r.Span switch { OpenDataSpan.Month => "mois", OpenDataSpan.Quarter => "trimestre", _ => "année" }),
        new("debut", "date", "Premier jour", "Premier jour de la période, à l’heure de Paris.", true, null, r => FigureAddress.Iso(r.From)),
        new("fin", "date", "Dernier jour", "Dernier jour de la période, compris.", true, null, r => FigureAddress.Iso(r.To)),
        new("site", "string", "Site", "Nom court de l’espace social commun ; vide : tous ensemble. Un site n’est dit que par année.", false, null, r => SpreadsheetText.Neutral(r.Site)),
        new("nombre", "integer", "Nombre", "Vide quand le nombre est caché : voir « masque ». Zéro est dit, sauf dans les parties d’un petit nombre.", false, null, r => FormattableString.Invariant($"{r.Count.Value}")),
        new("masque", "string", "Pourquoi le nombre est caché", MaskDescription, false, [Secret], r => r.Count.Mask == Mask.None ? "" : Secret),
    ];

    private static string MaskDescription =>
        $"« {Secret} » : le nombre est de 1 à {Disclosure.Threshold - 1}, ou en ferait retrouver un par soustraction ; vide : le nombre est dit.";
}
