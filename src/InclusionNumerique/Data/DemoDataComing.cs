using InclusionNumerique.Appointments;
using InclusionNumerique.Visitors;

namespace InclusionNumerique.Data;

/// <summary>A piece of a day when a mediator receives by appointment.</summary>
internal sealed record DemoOpening(Guid MediatorId, int SiteId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>The appointments to come: seven slots in ten are taken this week, two in ten in four weeks.</summary>
internal sealed class DemoDataComing(IReadOnlyList<AppointmentReason> reasons, IReadOnlyList<Visitor> files, DateTimeOffset now)
{
    public const int Days = 28;

    private readonly DemoDataBooking _booking = new(reasons, now);
    private readonly HashSet<Guid> _expected = [];

    /// <param name="present">Those of this day stand in the way.</param>
    public List<Appointment> Within(IEnumerable<DemoOpening> openings, IReadOnlyList<Appointment> present)
    {
        var busy = present.Where(a => a.BlockedUntil > now && a.State < AppointmentState.Missed).ToList();
        var made = new List<Appointment>();
        foreach (var opening in openings)
        {
            var random = new DemoDataRandom((int)(opening.StartsAt.ToUnixTimeSeconds() / 900), BitConverter.ToInt32(opening.MediatorId.ToByteArray()), 7);
            var ahead = (opening.StartsAt - now).TotalDays / Days;
            var taken = 0.7 - (0.5 * Math.Clamp(ahead, 0, 1));
            for (var at = DemoDataAppointments.NextQuarter(opening.StartsAt > now ? opening.StartsAt : now); at.AddMinutes(15) <= opening.EndsAt;)
            {
                var others = busy.Where(b => b.MediatorId == opening.MediatorId && b.BlockedUntil > at && b.StartsAt < opening.EndsAt).ToArray();
                var room = others.Select(b => b.StartsAt).Append(opening.EndsAt).Min() - at;
                // Half an hour is left free at a time, and an appointment takes nearly an hour: fewer draws than free slots.
                if (room < TimeSpan.FromMinutes(30) || !random.Chance(30 * taken / ((30 * taken) + (55 * (1 - taken)))))
                {
                    at = at.AddMinutes(room < TimeSpan.FromMinutes(30) ? 15 : 30);
                    continue;
                }

                var what = _booking.ReasonFor(room.TotalMinutes, isOnSite: false, random);
                var appointment = Book(opening, at, what, random);
                made.Add(appointment);
                if (appointment.State == AppointmentState.Planned && random.Chance(0.04))
                {
                    made.Add(_booking.Book(opening.SiteId, opening.MediatorId, at, (what.Reason, Math.Min(15, what.Minutes), Math.Min(15, what.Minutes)), null, random, rank: 1));
                }

                at = DemoDataAppointments.NextQuarter(appointment.BlockedUntil);
            }
        }

        return made;
    }

    private Appointment Book(DemoOpening opening, DateTimeOffset at, (AppointmentReason Reason, int Minutes, int Blocked) what, DemoDataRandom random)
    {
        // Who has a file is expected once.
        var known = files.Where(f => f.SiteId == opening.SiteId && !_expected.Contains(f.Id)).ToArray();
        var file = random.Chance(0.25) && known.Length > 0 ? random.Pick(known) : null;
        var appointment = _booking.Book(opening.SiteId, opening.MediatorId, at, what, file?.Id, random);
        if (random.Chance(0.08))
        {
            _booking.Cancel(appointment, random);
        }
        else
        {
            _expected.Add(file?.Id ?? Guid.Empty);
            appointment.WantsEarlierSince = at > now.AddDays(5) && random.Chance(0.15) ? appointment.CreatedAt : null;
        }

        return appointment;
    }
}
