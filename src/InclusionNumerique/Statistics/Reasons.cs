namespace InclusionNumerique.Statistics;

/// <summary>Why a procedure gives no value, in the words shown to those who read the table.</summary>
internal static class Reasons
{
    public static Refusal NoAnswers { get; } = new("", "Il n’y a aucune réponse.");

    public static Refusal OneGroup { get; } = new("", "Il faut au moins deux groupes.");

    public static Refusal EmptyGroup { get; } = new("", "Un groupe ne compte aucune réponse.");

    public static Refusal SingleAnswers { get; } = new("", "Il faut au moins un groupe de deux réponses ou plus.");

    public static Refusal GroupOfOne { get; } = new("", "Chaque groupe doit compter au moins deux réponses.");

    public static Refusal AllEqual { get; } = new("", "Toutes les réponses sont identiques.");

    public static Refusal NoVariationWithin { get; } = new("", "L’item n’a aucune variation à l’intérieur des groupes.");

    public static Refusal NoVariationInGroup { get; } = new("", "Un groupe au moins n’a aucune variation : le test de Welch ne peut pas le pondérer.");

    public static Refusal NoVariationInPair { get; } = new("", "Deux groupes n’ont aucune variation : ils ne peuvent pas être comparés.");

    public static Refusal EqualDistances { get; } = new("", "Dans chaque groupe, toutes les réponses sont à la même distance du centre : les dispersions ne peuvent pas être comparées.");

    public static Refusal RaggedRows { get; } = new("", "Toutes les personnes doivent avoir répondu aux mêmes items.");

    public static Refusal NoItems { get; } = new("", "Il n’y a aucun item.");

    public static Refusal TooFewForItems { get; } = new("", "Il n’y a pas assez de réponses : les degrés de liberté de l’erreur sont moins nombreux que les items.");

    public static Refusal DependentItems { get; } = new("", "Un item se déduit des autres : la matrice de l’erreur est singulière.");

    public static Refusal OneItem { get; } = new("", "Il faut au moins deux items.");

    public static Refusal OnePerson { get; } = new("", "Il faut au moins deux personnes.");

    public static Refusal NoVariationOfScore { get; } = new("", "Le score total est le même pour toutes les personnes.");

    public static Refusal UnknownReversedItem { get; } = new("", "Un item à inverser ne fait pas partie du bloc.");

    public static Refusal BeyondScale { get; } = new("", "Une réponse à inverser est hors de l’échelle.");

    public static Refusal TableTooSmall { get; } = new("", "Il faut au moins deux lignes et deux colonnes.");

    public static Refusal RaggedTable { get; } = new("", "Toutes les lignes du tableau doivent avoir le même nombre de colonnes.");

    public static Refusal NegativeCount { get; } = new("", "Un effectif ne peut pas être négatif.");

    public static Refusal EmptyMargin { get; } = new("", "Une ligne ou une colonne du tableau est vide.");

    public static Refusal CountOutOfRange { get; } = new("", "Le nombre de cas doit être compris entre zéro et l’effectif.");

    public static Refusal ItemWithoutVariation(int item) => new("", $"L’item n° {item + 1} n’a aucune variation à l’intérieur des groupes.");
}
