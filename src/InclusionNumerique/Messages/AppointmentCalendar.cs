using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using InclusionNumerique.Appointments;
using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using InclusionNumerique.Trainings;

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

    /// <summary>A training in its parts: one calendar each, for an invitation tells of one entry (RFC 5546).</summary>
    public static string Training(TrainingFacts training, string name, string email, bool isCancelled, DateTimeOffset now) => string.Concat(training.Parts.Select((part, i) =>
    {
        var calendar = Empty(part.From);
        calendar.Method = isCancelled ? CalendarMethods.Cancel : CalendarMethods.Request;
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{training.SessionId:N}-{i}{CalendarText.Domain}",
            Sequence = training.Sequence,
            DtStamp = Utc(now),
            Start = Local(part.From),
            End = Local(part.To),
            Summary = $"Formation – {MessageTexts.SingleLine(training.Module)}",
            Location = MessageTexts.SingleLine(training.Site.Address is { } address ? $"{training.Place}, {address}" : training.Place),
            Status = isCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Attendees = [new Attendee($"mailto:{email}") { CommonName = MessageTexts.SingleLine(name), Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.Accepted }],
        });
        return Write(calendar);
    }));

    /// <summary>The calendars of a text, from that sender.</summary>
    public static IEnumerable<string> From(string calendars, string sender) => CalendarCollection.Load(calendars).Select(calendar => From(calendar, sender));

    private static string From(Calendar read, string sender)
    {
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
