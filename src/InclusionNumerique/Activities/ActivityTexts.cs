namespace InclusionNumerique.Activities;

/// <summary>The house's words on screen for work outside sessions.</summary>
public static class ActivityTexts
{
    public const string TimerRuns = "Un minuteur tourne déjà. Arrêtez-le d’abord : ce qu’il a compté sera noté.";

    public static Outcome Gone { get; } = Outcome.Refused("", "Cette activité n’existe plus. Rechargez la page.");

    public static Outcome Overlaps(string field, string? type, DateTimeOffset? from, DateTimeOffset? to) => Outcome.Refused(
        field,
        type is null || from is null
            ? "Vous avez déjà noté autre chose à ce moment. Changez l’heure ou la durée."
            : to is null
                ? $"Votre minuteur « {type} » tourne depuis {FrenchTime.Hour(from.Value)}. Arrêtez-le, ou choisissez un autre moment."
                : $"Vous avez déjà noté « {type} » de {FrenchTime.Hour(from.Value)} à {FrenchTime.Hour(to.Value)}. Changez l’heure ou la durée.");
}
