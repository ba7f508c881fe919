using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace InclusionNumerique.Openings;

/// <summary>A mediator's calendar as RFC 5545 writes it. Of an appointment it says the hour and the place: a diary is shown, shared and kept elsewhere.</summary>
internal static class CalendarText
{
    public const string Domain = "@inclusion-numerique";
    private const int OctetsMost = 75;

    /// <summary>The same in the feed and in the invitations: a diary that has both shows the appointment once.</summary>
    public static string UidOf(Guid appointmentId) => $"{appointmentId:N}{Domain}";

    public static string Write(
        OpeningEvents openings, IEnumerable<FeedAppointment> appointments, IEnumerable<FeedGroup> groups, IReadOnlyDictionary<int, FeedSite> sites, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//Inclusion Numerique//Calendrier//FR" };
        calendar.AddProperty("X-WR-CALNAME", "Permanences et rendez-vous");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        // The clock's present rules, from the change before the first event on.
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(ParisTime.Zone.Id, now.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        calendar.Events.AddRange(openings.Repeated.Select(o => EventOf(o, sites)));
        calendar.Events.AddRange(openings.Single.Select(piece => EventOf(
            $"{piece.RuleId:N}-{piece.StartsAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}{Domain}", OpeningTitle(piece.Kind, sites[piece.SiteId]), sites[piece.SiteId], piece.StartsAt, piece.EndsAt)));
        calendar.Events.AddRange(appointments.Select(a => EventOf(a, sites[a.SiteId])));
        calendar.Events.AddRange(groups.Select(g => EventOf(
            UidOf(g.Id), $"{g.Title} – {sites[g.SiteId].ShortName}{(g.Room is null ? "" : $", {g.Room}")}", sites[g.SiteId], g.StartsAt, g.EndsAt)));
        foreach (var each in calendar.Events)
        {
            each.DtStamp = new CalDateTime(now.UtcDateTime);
        }

        return Fold(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent EventOf(RepeatedOpening opening, IReadOnlyDictionary<int, FeedSite> sites)
    {
        var rule = opening.Rule;
        CalDateTime At(DateOnly day, TimeOnly time) => new(day, time, ParisTime.Zone.Id);
        var result = EventOf($"{rule.Id:N}{Domain}", OpeningTitle(rule.Kind, sites[rule.SiteId]), sites[rule.SiteId], ParisTime.At(opening.First, rule.StartsAt), ParisTime.At(opening.First, rule.EndsAt));
        result.RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly, rule.EveryWeeks)
        {
            ByDay = [new Ical.Net.DataTypes.WeekDay((DayOfWeek)(rule.Weekday % 7))],
            Until = new CalDateTime(ParisTime.At(opening.Last, rule.StartsAt).UtcDateTime),
        };
        foreach (var day in opening.Without)
        {
            result.ExceptionDates.Add(At(day, rule.StartsAt));
        }

        return result;
    }

    private static CalendarEvent EventOf(FeedAppointment appointment, FeedSite site)
    {
        var result = EventOf(UidOf(appointment.Id), $"RDV – {site.ShortName}", site, appointment.StartsAt, appointment.EndsAt);
        result.Sequence = appointment.Sequence;
        result.Status = appointment.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed;
        return result;
    }

    private static CalendarEvent EventOf(string uid, string title, FeedSite site, DateTimeOffset startsAt, DateTimeOffset endsAt) => new()
    {
        Uid = uid,
        Summary = title,
        Location = string.IsNullOrEmpty(site.Address) ? site.Name : $"{site.Name}, {site.Address}",
        Start = new CalDateTime(startsAt.ToParis(), ParisTime.Zone.Id),
        End = new CalDateTime(endsAt.ToParis(), ParisTime.Zone.Id),
    };

    private static string OpeningTitle(OpeningKind kind, FeedSite site) =>
        (kind == OpeningKind.WalkIn ? "Accès libre" : "Permanence sur rendez-vous") + $" – {site.ShortName}";

    /// <summary>Lines of 75 octets at the most. The library folds between two halves of a character outside the first plane, which are then lost.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var octets = 0;
        foreach (var rune in text.Replace("\r\n ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n')
            {
                octets = 0;
            }
            else if (octets + rune.Utf8SequenceLength > OctetsMost)
            {
                folded.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }
            else
            {
                octets += rune.Utf8SequenceLength;
            }

            folded.Append(rune);
        }

        return folded.ToString();
    }
}
