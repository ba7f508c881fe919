namespace InclusionNumerique.Visitors;

/// <summary>What a person agrees to, as it is read to them. A change of words is a new version; each file keeps the number of its own.</summary>
public static class ConsentTexts
{
    public const short Current = 1;

    public const string Sharing = "Les autres structures de cet espace numérique peuvent aussi voir la fiche.";

    /// <summary>By version, from 1.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Nous gardons votre prénom ou un surnom, et ce qui aide à vous accompagner : votre langue, vos besoins, les dates de vos visites, ce qui reste à faire. "
        + "Seule l’équipe de cet espace numérique le voit. Nous l’effaçons deux ans après votre dernière visite, ou dès que vous le demandez. "
        + "Vous êtes aidé de la même façon sans fiche.",
    ];

    public static string Of(short version) => version >= 1 && version <= All.Count ? All[version - 1] : "";
}
