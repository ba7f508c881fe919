using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace InclusionNumerique.Tests;

/// <summary>What Debian's <c>python3-icalendar</c> and <c>python3-dateutil</c> read in a calendar: no library of ours judges what it wrote itself.</summary>
internal static class PythonCalendar
{
    private const string Program = """
        import sys, json, email, email.policy
        from datetime import timezone
        from dateutil.rrule import rrulestr, rruleset
        from dateutil.tz import gettz
        from icalendar import Calendar
        data = sys.stdin.buffer.read()
        out = {}
        if sys.argv[1] == "mail":
            mail = email.message_from_bytes(data, policy=email.policy.default)
            out["subject"], out["from"], out["to"] = mail["Subject"], mail["From"], mail["To"]
            out["headers"] = mail.keys()
            out["parts"] = [[p.get_content_type(), p.get_param("method"), p.get_param("charset")] for p in mail.walk()]
            out["text"] = mail.get_body(("plain",)).get_content()
            found = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
            data = found[0].get_payload(decode=True) if found else None
        if data is not None:
            assert b"\n" not in data.replace(b"\r\n", b""), "a line that does not end with CRLF"
            assert max(len(line) for line in data.split(b"\r\n")) <= 75, "a line longer than 75 octets"
            calendar = Calendar.from_ical(data)
            paris = gettz("Europe/Paris")
            utc = lambda t: t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            out["method"] = calendar.get("METHOD")
            out["zones"] = [str(z["TZID"]) for z in calendar.walk("VTIMEZONE")]
            out["events"] = []
            for event in calendar.walk("VEVENT"):
                assert not event.errors, event.errors
                start, end = event["DTSTART"], event["DTEND"]
                length = end.dt - start.dt
                local = start.dt.replace(tzinfo=None)
                if "RRULE" in event:
                    rule = rruleset()
                    until = event["RRULE"]["UNTIL"][0].astimezone(paris).replace(tzinfo=None)
                    text = event["RRULE"].to_ical().decode()
                    text = ";".join(p if not p.startswith("UNTIL") else "UNTIL=" + until.strftime("%Y%m%dT%H%M%S") for p in text.split(";"))
                    rule.rrule(rrulestr(text, dtstart=local))
                    without = event.get("EXDATE", [])
                    for part in without if isinstance(without, list) else [without]:
                        for day in part.dts:
                            rule.exdate(day.dt.replace(tzinfo=None))
                    starts = list(rule)
                else:
                    starts = [local]
                zone = lambda t: t.replace(tzinfo=paris)
                out["events"].append({
                    "uid": str(event["UID"]), "sequence": int(event.get("SEQUENCE", 0)), "status": str(event.get("STATUS", "")), "summary": str(event["SUMMARY"]),
                    "location": str(event.get("LOCATION", "")), "organizer": str(event.get("ORGANIZER", "")), "attendee": str(event.get("ATTENDEE", "")), "tzid": start.params.get("TZID"),
                    "repeats": "RRULE" in event, "times": [[utc(zone(s)), utc(zone(s + length))] for s in starts]})
        json.dump(out, sys.stdout)
        """;

    public static Task<CalendarRead> ReadAsync(string calendar) => RunAsync("calendar", Encoding.UTF8.GetBytes(calendar));

    /// <summary>An e-mail as it left, and the calendar in it.</summary>
    public static Task<CalendarRead> ReadMailAsync(byte[] mail) => RunAsync("mail", mail);

    private static async Task<CalendarRead> RunAsync(string what, byte[] data)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Program, what]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        var (output, error) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.StandardInput.BaseStream.WriteAsync(data);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        python.ExitCode.Should().Be(0, await error);
        return JsonSerializer.Deserialize<CalendarRead>(await output, JsonSerializerOptions.Web)!;
    }
}

internal sealed record CalendarRead(
    string? Subject, string? From, string? To, List<string>? Headers, List<List<string?>>? Parts, string? Text, string? Method, List<string>? Zones, List<EntryRead>? Events);

internal sealed record EntryRead(
    string Uid, int Sequence, string Status, string Summary, string Location, string Organizer, string Attendee, string? Tzid, bool Repeats, List<List<DateTimeOffset>> Times);
