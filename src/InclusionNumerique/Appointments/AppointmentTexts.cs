using System.Globalization;

namespace InclusionNumerique.Appointments;

/// <summary>The house's words on screen, on slips and in messages for appointments.</summary>
public static class AppointmentTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Label(this AppointmentState state) => state switch
    {
        AppointmentState.Held => "Créneau gardé",
        AppointmentState.Planned => "Prévu",
        AppointmentState.Arrived => "Personne arrivée",
        AppointmentState.InProgress => "En cours",
        AppointmentState.Kept => "Honoré",
        AppointmentState.Missed => "Personne absente",
        AppointmentState.CancelledByPerson => "Annulé par la personne",
        AppointmentState.CancelledByService => "Annulé par le service",
        _ => "",
    };

    public static string Label(this CancelReason reason) => reason switch
    {
        CancelReason.Unavailable => "N’est pas disponible",
        CancelReason.NoLongerNeeded => "N’en a plus besoin",
        CancelReason.OtherByPerson => "Autre raison de la personne",
        CancelReason.MediatorAway => "Médiateur absent",
        CancelReason.SiteClosed => "Site fermé",
        CancelReason.Mistake => "Erreur de saisie",
        CancelReason.OtherByService => "Autre raison du service",
        CancelReason.LeftUnseen => "Venue, repartie sans être reçue",
        _ => "",
    };

    public static string Label(this BookingOrigin origin) => origin switch
    {
        BookingOrigin.Reception => "Accueil",
        BookingOrigin.Mediator => "Médiation numérique",
        BookingOrigin.Professional => "Autre professionnel",
        _ => "",
    };

    /// <summary>"9 h", "14 h 30".</summary>
    public static string Hour(DateTimeOffset instant)
    {
        var local = instant.ToParis();
        return local.Minute == 0 ? $"{local.Hour} h" : $"{local.Hour} h {local.Minute:00}";
    }

    /// <summary>"mardi 24 novembre".</summary>
    public static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.ToParis()));

    public static string Day(DateOnly day) => day.ToString(day.Day == 1 ? "dddd '1er' MMMM" : "dddd d MMMM", French);

    /// <summary>"mar. 24 nov. à 9 h 30".</summary>
    public static string Moment(DateTimeOffset instant) => $"{instant.ToParis().ToString("ddd d MMM", French)} à {Hour(instant)}";

    /// <summary>"mardi 24 novembre 2026 à 9 h 30".</summary>
    public static string LongMoment(DateTimeOffset instant) => $"{Day(instant)} {instant.ToParis().Year} à {Hour(instant)}";
}
