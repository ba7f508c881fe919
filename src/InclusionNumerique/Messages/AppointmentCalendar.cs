using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using InclusionNumerique.Sites;

namespace InclusionNumerique.Messages;

/// <summary>Appointments as entries of a diary (RFC 5545, 5546): when and where, and nothing of the person.</summary>
internal static class AppointmentCalendar
{
    private const string Zone = "Europe/Paris";

    /// <summary>An invitation, its change or its end, for one mediator. Who sends it is added when it is sent.</summary>
    public static string Invitation(Appointment appointment, Site site, string mediator, string mediatorEmail, bool isCancelled, DateTimeOffset now)
    {
        var calendar = Empty(appointment.StartsAt);
        calendar.Method = isCancelled ? CalendarMethods.Cancel : CalendarMethods.Request;
        var entry = Entry(appointment, site, now);
        entry.Status = isCancelled ? EventStatus.Cancelled : EventStatus.Confirmed;
        entry.Attendees.Add(new Attendee($"mailto:{mediatorEmail}") { CommonName = MessageTexts.SingleLine(mediator), Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.Accepted });
        calendar.Events.Add(entry);
        return Write(calendar);
    }

    /// <summary>The same calendar from that sender.</summary>
    public static string From(string calendar, string sender)
    {
        var read = Calendar.Load(calendar)!;
        foreach (var entry in read.Events)
        {
            entry.Organizer = new Organizer($"mailto:{sender}") { CommonName = "Inclusion Numérique" };
        }

        return Write(read);
    }

    /// <summary>A calendar that says how Europe/Paris changes its clocks.</summary>
    /// <param name="earliest">Of its entries.</param>
    private static Calendar Empty(DateTimeOffset earliest)
    {
        var calendar = new Calendar { ProductId = "-//Rennes//Inclusion Numerique//FR" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, earliest.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        return calendar;
    }

    private static CalendarEvent Entry(Appointment appointment, Site site, DateTimeOffset now) => new()
    {
        Uid = CalendarText.UidOf(appointment.Id),
        Sequence = appointment.Sequence,
        DtStamp = Utc(now),
        Start = Local(appointment.StartsAt),
        End = Local(appointment.EndsAt),
        Summary = $"RDV – {MessageTexts.SingleLine(site.ShortName)}",
        Location = Place(site),
    };

    private static string Place(Site site) => MessageTexts.SingleLine(site.Address is null ? site.Name : $"{site.Name}, {site.Address}");

    private static CalDateTime Local(DateTimeOffset instant) => new(instant.ToParis(), Zone);

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC");

    private static string Write(Calendar calendar) => CalendarText.Fold(new CalendarSerializer().SerializeToString(calendar)!);
}
