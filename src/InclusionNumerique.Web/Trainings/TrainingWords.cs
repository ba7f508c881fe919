using InclusionNumerique.Trainings;

namespace InclusionNumerique.Web.Trainings;

/// <summary>Sessions as the screens say them.</summary>
public static class TrainingWords
{
    public static string When(TrainingTime part) => FrenchTime.Capital(TrainingTexts.Part(part.From, part.To));

    public static string Where(TrainingRow row) => row.Room is { } room ? $"{row.Site}, {room}" : row.Site;

    public static string Seats(TrainingRow row) => (row.Capacity - row.Seated, row.Waiting) switch
    {
        ( > 1 and var free, 0) => $"{free} places libres sur {row.Capacity}",
        (1, 0) => $"1 place libre sur {row.Capacity}",
        (_, 0) => $"Complet ({row.Capacity} places)",
        (_, 1) => $"Complet, 1 personne attend",
        (_, var waiting) => $"Complet, {waiting} personnes attendent",
    };

    /// <summary>What the session is to oneself; null: nothing yet.</summary>
    public static (string Label, string Tone)? Mine(TrainingRow row) => row switch
    {
        { State: TrainingState.Cancelled } => ("Session annulée", "bad"),
        { Mine: { State: RegistrationState.Registered } } => ("Votre place est réservée", "good"),
        { Mine: { Ahead: 0 } } => ("Liste d’attente : vous êtes la prochaine personne", "warn"),
        { Mine: { Ahead: var ahead } } => ($"Liste d’attente : {ahead} avant vous", "warn"),
        { IsInvited: true, IsCompulsory: true } => ("Invitation, formation obligatoire", "warn"),
        { IsInvited: true } => ("Invitation", "warn"),
        { IsCompulsory: true } => ("Obligatoire pour vous", ""),
        { IsCompulsory: false } => ("Vous concerne", ""),
        _ => null,
    };

    public static string Percent(int part, int whole) => whole == 0 ? "–" : $"{Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero)}\u00A0%";

    public static string People(int count) => count == 1 ? "1 personne" : $"{count:N0} personnes";
}
