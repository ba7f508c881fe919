using InclusionNumerique.Appointments;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Appointments;

/// <summary>Sentences about an appointment that several screens say.</summary>
public static class AppointmentWords
{
    /// <summary>"mardi 24 novembre 2026 à 9 h 30, à Blosne, avec Médiatrice Démo Un". No person.</summary>
    public static string Summary(AppointmentRow row) => $"{FrenchTime.LongMoment(row.StartsAt)}, {Where(row.Place, row.Site)}, avec {row.Mediator}";

    public static string Where(Place place, string site) => place switch
    {
        Place.Remote => "par téléphone",
        Place.AtHome => "à domicile",
        _ => $"à {site}",
    };

    /// <summary>"mar. 24 nov. à 9 h 30", with its year where it is not this one.</summary>
    public static string When(AppointmentRow row, DateTimeOffset now) =>
        row.StartsAt.ToParis().Year == now.ToParis().Year ? FrenchTime.Moment(row.StartsAt) : $"{row.StartsAt.ToParis():d MMM yyyy} à {FrenchTime.Hour(row.StartsAt)}";

    /// <summary>"9 h 30 – 10 h 15".</summary>
    public static string Hours(AppointmentRow row) => $"{FrenchTime.Hour(row.StartsAt)} – {FrenchTime.Hour(row.EndsAt)}";

    public static string State(AppointmentRow row) => row.CancelReason is { } reason ? $"{row.State.Label()} : {char.ToLowerInvariant(reason.Label()[0])}{reason.Label()[1..]}" : row.State.Label();

    /// <summary>The colour that goes with the word.</summary>
    public static string Tone(AppointmentRow row, DateTimeOffset now) => row.State switch
    {
        AppointmentState.Kept => "good",
        AppointmentState.Missed => "bad",
        AppointmentState.CancelledByPerson or AppointmentState.CancelledByService => "off",
        _ when row.IsLate(now) => "warn",
        _ => "info",
    };
}
