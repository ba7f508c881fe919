using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Orientations;

/// <summary>Sentences about an orientation that several screens say.</summary>
public static class OrientationWords
{
    public const string Nobody = "sans nom";

    /// <summary>"12 orientations envoyées, mars 2026 : non venues".</summary>
    public static string Counted(OrientationsPage page, OrientationLine line)
    {
        string?[] only = [page.Line, line.IsArrived ? "personne venue" : line.IsAwaited ? "personne encore attendue" : null];
        var said = string.Join(", ", only.OfType<string>());
        return $"{(page.Counted == 1 ? "1 orientation envoyée" : $"{page.Counted:N0} orientations envoyées")}, {FigureTexts.Range(line.From, line.To)}{(said.Length > 0 ? $" : {said}" : "")}";
    }

    /// <summary>The colour that goes with the word of the state.</summary>
    public static string Tone(OrientationState state) => state switch
    {
        OrientationState.Arrived or OrientationState.Supported or OrientationState.Closed => "good",
        OrientationState.NoShow or OrientationState.Refused => "bad",
        OrientationState.Abandoned or OrientationState.Cancelled or OrientationState.Redirected => "off",
        _ => "info",
    };

    public static string Tone(Urgency urgency) => urgency switch { Urgency.RightCutOff => "bad", Urgency.Deadline => "warn", _ => "off" };

    /// <summary>"Clôturée : aide apportée", "Refusée : pas de place".</summary>
    public static string State(OrientationRow row) => row switch
    {
        { Outcome: { } outcome } => $"{row.State.Label()} : {Small(outcome.Label())}",
        { Reason: { } reason } => $"{row.State.Label()} : {Small(reason.Label())}",
        _ => row.State.Label(),
    };

    /// <summary>Who owes the next action, as the reader would say it; null: the person, whom the sentence names itself, or nobody, for it has ended.</summary>
    /// <param name="isMine">The reader is on that side.</param>
    public static string? Owner(OrientationRow row, Func<OrientationSide, bool> isMine) => OrientationRules.OwnerOf(row.State) switch
    {
        null or OrientationSide.Person => null,
        { } side when isMine(side) => "Vous",
        OrientationSide.Sender => row.Sender,
        _ => row.Target,
    };

    /// <summary>When the person is to be there, or was; null: not known.</summary>
    public static string? Coming(OrientationRow row) => row switch
    {
        { ArrivedAt: { } at } => $"Venue {FrenchTime.Moment(at)}",
        { State: OrientationState.AppointmentSet, AppointmentAt: { } at } => $"Rendez-vous {FrenchTime.Moment(at)}",
        { State: OrientationState.AppointmentSet, ExpectedUntil: { } day } => $"Rendez-vous {FrenchTime.Day(day)}",
        { State: OrientationState.Expected, ExpectedUntil: { } day } => $"Attendue jusqu’au {FrenchTime.Day(day)}",
        _ => null,
    };

    /// <summary>How the delay stands, in words; null: nothing is due yet.</summary>
    public static string? Delay(OrientationRow row, DateOnly today) =>
        row.IsLate(today) ? "En retard, signalée à la coordination" : row.IsDue(today) ? "Délai dépassé" : null;

    /// <summary>What the button that leads there says.</summary>
    public static string Verb(OrientationState from, OrientationState to) => to switch
    {
        OrientationState.Acknowledged => "J’en ai pris connaissance",
        OrientationState.AppointmentSet when from == OrientationState.NoShow => "Relancée : un rendez-vous est fixé",
        OrientationState.AppointmentSet => "Un rendez-vous est fixé",
        OrientationState.Expected when from == OrientationState.NoShow => "Relancée : la personne va venir",
        OrientationState.Expected => "Dire jusqu’à quand venir",
        OrientationState.Arrived => "La personne est venue",
        OrientationState.Supported when from == OrientationState.Supported => "L’accompagnement continue",
        OrientationState.Supported => "L’accompagnement commence",
        OrientationState.NoShow => "La personne n’est pas venue",
        OrientationState.Refused => "Refuser",
        OrientationState.Closed => "Dire l’issue et clôturer",
        OrientationState.Abandoned => "Arrêter sans suite",
        OrientationState.Cancelled => "Annuler l’orientation",
        _ => to.Label(),
    };

    public static string Small(string words) => words.Length == 0 ? "" : char.ToLowerInvariant(words[0]) + words[1..];
}
