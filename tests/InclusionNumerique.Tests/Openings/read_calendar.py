"""Reads a calendar, or with "mail" as second argument a mail that may hold one, on stdin as Debian's icalendar and dateutil understand it; prints each event that a diary would show, and what is wrong with the text."""
import email
import email.policy
import json
import sys
from datetime import datetime, timedelta, timezone

from dateutil import tz
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

PARIS = tz.gettz("Europe/Paris")
raw = sys.stdin.buffer.read()
is_mail = sys.argv[2:] == ["mail"]
faults, events, uids, out = [], [], set(), {}

if is_mail:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    out["Mail"] = {
        "Subject": mail["Subject"], "From": mail["From"], "To": mail["To"], "Headers": mail.keys(), "Text": mail.get_body(("plain",)).get_content(),
        "Parts": [[p.get_content_type(), p.get_param("method"), p.get_param("charset")] for p in mail.walk()]}
    found = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    raw = found[0].get_payload(decode=True) if found else None
    if raw is None:
        json.dump({"Faults": faults, "Events": events, **out}, sys.stdout)
        sys.exit()

for line in raw.split(b"\r\n"):
    if len(line) > 75:
        faults.append(f"{len(line)} octets in a line")
    line.decode("utf-8")
if b"\n" in raw.replace(b"\r\n", b"") or not raw.endswith(b"END:VCALENDAR\r\n"):
    faults.append("a line does not end with CRLF")


def local(value):
    """The wall clock at Paris, as dateutil steps through it."""
    return value.dt.replace(tzinfo=None).replace(tzinfo=PARIS)


def utc(value):
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = Calendar.from_ical(raw)
zones = calendar.walk("VTIMEZONE")
out["Method"] = calendar.get("METHOD")
if [str(z["TZID"]) for z in zones] != ["Europe/Paris"]:
    faults.append("the time zone is missing")
else:
    # The zone as the text describes it, hour by hour over the years that it is used for.
    described = zones[0].to_tz()
    hour = datetime.fromisoformat(sys.argv[1])
    for _ in range(24 * 400):
        hour += timedelta(hours=1)
        expected = hour.replace(tzinfo=timezone.utc).astimezone(PARIS)
        if described.fromutc(hour.replace(tzinfo=described)).replace(tzinfo=None) != expected.replace(tzinfo=None):
            faults.append(f"the described zone is wrong at {hour}")
            break

for event in calendar.walk("VEVENT"):
    faults.extend(map(str, event.errors))
    faults.extend(f"an event has no {name}" for name in ("UID", "DTSTAMP", "DTSTART", "DTEND") if name not in event)
    faults.extend(f"{event['UID']} says {name}" for name in event if name not in (
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "RRULE", "EXDATE", "SEQUENCE", "STATUS", *(("ORGANIZER", "ATTENDEE") if is_mail else ())))
    if event["UID"] in uids:
        faults.append(f"{event['UID']} is there twice")
    uids.add(event["UID"])
    for name in ("DTSTART", "DTEND"):
        if event[name].params.get("TZID") != "Europe/Paris":
            faults.append(f"{name} has no time zone")
    start, end = local(event["DTSTART"]), local(event["DTEND"])
    starts = rruleset()
    if "RRULE" in event:
        starts.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
        # dateutil, unlike the standard, does not count a DTSTART that its own rule does not give.
        if start not in starts:
            faults.append(f"{event['UID']} does not start on a day of its rule")
        exdates = event.get("EXDATE", [])
        for each in exdates if isinstance(exdates, list) else [exdates]:
            for value in each.dts:
                if local(value) not in starts:
                    faults.append(f"{event['UID']} leaves out a day that it does not have")
                starts.exdate(local(value))
    else:
        starts.rdate(start)
    hours = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    for each in starts:
        events.append({
            "Uid": str(event["UID"]), "Title": str(event["SUMMARY"]), "Place": str(event["LOCATION"]),
            "StartsAt": utc(each), "EndsAt": utc((each.replace(tzinfo=None) + hours).replace(tzinfo=PARIS)),
            "Status": str(event.get("STATUS", "")), "Sequence": int(event.get("SEQUENCE", 0)), "IsRepeated": "RRULE" in event,
            "Organizer": str(event.get("ORGANIZER", "")), "Attendee": str(event.get("ATTENDEE", ""))})

json.dump({"Faults": faults, "Events": events, **out}, sys.stdout)
