namespace InclusionNumerique.Appointments;

/// <summary>The house's words on screen, on slips and in messages for appointments.</summary>
public static class AppointmentTexts
{
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
}
