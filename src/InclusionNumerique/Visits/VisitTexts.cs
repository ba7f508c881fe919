using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visits;

/// <summary>The house's words on screen for what a visit says; the national ones are in <see cref="NationalLabels"/>.</summary>
public static class VisitTexts
{
    /// <summary>An optional fact that nobody gave.</summary>
    public const string NotSaid = "Non renseigné";

    public static string Label(this RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Solved => "Résolue",
        RequestOutcome.ToContinue => "À poursuivre",
        RequestOutcome.Oriented => "Orientée",
        RequestOutcome.GivenUp => "Renoncement",
        RequestOutcome.Impossible => "Impossible",
        RequestOutcome.Declined => "Déclinée",
        _ => "",
    };

    public static string Label(this HelpLevel level) => level switch
    {
        HelpLevel.Emergency => "Urgence numérique",
        HelpLevel.Inclusion => "Autonomie progressive",
        HelpLevel.Skills => "Montée en compétences",
        _ => "",
    };

    public static string Label(this ActedBy actedBy) => actedBy switch
    {
        ActedBy.Mediator => "Fait à la place",
        ActedBy.Together => "Fait avec",
        ActedBy.Visitor => "Laissé faire",
        _ => "",
    };

    public static string Label(this Keyboard keyboard) => keyboard switch
    {
        Keyboard.Mediator => "Médiateur",
        Keyboard.Shared => "Partagé",
        Keyboard.Visitor => "Usager",
        _ => "",
    };

    public static string Label(this Origin origin) => origin switch
    {
        Origin.WalkIn => "Sans rendez-vous",
        Origin.Appointment => "Rendez-vous",
        Origin.Orientation => "Orientation",
        Origin.Phone => "Téléphone",
        _ => "",
    };

    public static string Label(this VisitState state) => state switch
    {
        VisitState.Waiting => "En attente",
        VisitState.Seen => "Reçue",
        VisitState.LeftUnseen => "Repartie sans être reçue",
        VisitState.Called => "Appelée",
        VisitState.InSession => "En cours",
        VisitState.Paused => "En pause",
        VisitState.NoAnswer => "Sans réponse",
        VisitState.SentElsewhere => "Dirigée ailleurs",
        VisitState.ClosedAutomatically => "Fermée d’office",
        _ => "",
    };

    /// <summary>As the desk says it; exports use <see cref="NationalLabels"/>.</summary>
    public static string Label(this Place place) => place switch
    {
        Place.OnSite => "À l’espace numérique",
        Place.Elsewhere => "Autre lieu",
        Place.AtHome => "À domicile",
        Place.Remote => "À distance",
        _ => "",
    };

    public static string Label(this AgeBand band) => NationalLabels.Of(band);

    public static string Label(this Gender gender) => NationalLabels.Of(gender);

    public static string Label(this Occupation occupation) => NationalLabels.Of(occupation);

    public static string Label(this Autonomy autonomy) => NationalLabels.Of(autonomy);

    /// <summary>One flag or several, as a list.</summary>
    public static string Label(this Equipment equipment) =>
        string.Join(", ", Enum.GetValues<Equipment>().Where(flag => equipment.HasFlag(flag)).Select(NationalLabels.Of));

    /// <summary>12 min, 1 h, 1 h 05: never broken between the number and its unit.</summary>
    public static string Duration(int minutes) => minutes switch
    {
        < 60 => $"{minutes} min",
        _ when minutes % 60 == 0 => $"{minutes / 60} h",
        _ => $"{minutes / 60} h {minutes % 60:00}",
    };
}
