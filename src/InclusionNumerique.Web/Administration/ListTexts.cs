using InclusionNumerique.Lists;

namespace InclusionNumerique.Web.Administration;

/// <param name="Slug">In the address.</param>
/// <param name="Title">The whole list.</param>
/// <param name="Add">The button that adds a row.</param>
/// <param name="Use">What the list serves for.</param>
public sealed record ListText(ListKind Kind, string Slug, string Title, string Add, string Use);

public static class ListTexts
{
    public static IReadOnlyList<ListText> All { get; } =
    [
        new(ListKind.Themes, "themes", "Thèmes", "Ajouter un thème", "Le sujet d’une demande. Chaque thème garde son thème national, pour les exports."),
        new(ListKind.Organisations, "organismes", "Organismes", "Ajouter un organisme", "L’administration ou l’entreprise que la demande concerne."),
        new(ListKind.Causes, "causes", "Causes d’échec", "Ajouter une cause", "Pourquoi une demande n’a pas abouti."),
        new(ListKind.Languages, "langues", "Langues", "Ajouter une langue", "La langue parlée avec la personne."),
        new(ListKind.Districts, "quartiers", "Quartiers", "Ajouter un quartier", "D’où vient la personne, et quel site couvre son quartier."),
        new(ListKind.ActivityTypes, "travail-hors-mediation", "Travail hors médiation", "Ajouter un travail", "Ce que l’équipe fait en dehors des accompagnements, à noter dans « Ma semaine »."),
    ];

    /// <summary>The first list when the address says something else.</summary>
    public static ListText Of(string? slug) => All.FirstOrDefault(list => list.Slug == slug) ?? All[0];
}
