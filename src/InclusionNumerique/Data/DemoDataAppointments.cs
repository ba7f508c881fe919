using InclusionNumerique.Appointments;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>The appointments behind the demo's visits, and beside them those that were missed or cancelled.</summary>
internal sealed class DemoDataAppointments(IReadOnlyList<AppointmentReason> reasons, DateTimeOffset now)
{
    // Of all that was booked, 12 % are missed and 10 % cancelled: so many beside each that led to a visit.
    private const double MissedPerVisit = 0.12 / 0.78;
    private const double CancelledPerVisit = 0.10 / 0.78;

    internal const int SettledAfterDays = 5;

    private readonly DemoDataBooking _booking = new(reasons, now);
    private readonly DateOnly _today = DateOnly.FromDateTime(now.ToParis());

    /// <param name="visits">Of people who came by appointment.</param>
    public List<Appointment> Of(IEnumerable<Visit> visits) =>
        [.. visits.GroupBy(HalfDayOf).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Account).ThenBy(g => g.Key.IsAfternoon).SelectMany(g => Of(g.Key, [.. g.OrderBy(v => v.ArrivedAt)]))];

    public static DateTimeOffset NextQuarter(DateTimeOffset at) => Quarter(at.AddMinutes(15).AddTicks(-1));

    private List<Appointment> Of(HalfDay half, List<Visit> visits)
    {
        var random = new DemoDataRandom(half.Day.DayNumber, half.Account, half.IsAfternoon ? 1 : 0, 6);
        var slot = new DemoSlot(half.SiteId, half.Account, half.Day.DayOfWeek, half.IsAfternoon, DemoSlotKind.Appointments);
        var (opening, closing) = (slot.OpensAt(half.Day), slot.OpensAt(half.Day).AddMinutes(slot.Minutes));
        var made = new List<Appointment>();
        // Until when the mediator is taken: in free slots, then over them.
        DateTimeOffset[] free = [opening, opening, opening, opening];
        foreach (var (i, visit) in visits.Index())
        {
            // People come a little before their hour or a little after.
            var starts = Quarter(visit.ArrivedAt.AddMinutes(7.5));
            var next = i + 1 < visits.Count ? Quarter(visits[i + 1].ArrivedAt.AddMinutes(7.5)) : closing;
            starts = free[0] > starts && free[0] - visit.ArrivedAt < TimeSpan.FromMinutes(25) ? NextQuarter(free[0]) : starts;
            var rank = Array.FindIndex(free, f => f <= starts);
            if (rank < 0)
            {
                continue;
            }

            var what = _booking.ReasonFor((next - starts).TotalMinutes, isOnSite: true, random);
            var appointment = _booking.Book(half.SiteId, DemoData.AccountId(half.Account), starts, what, visit.VisitorId, random, (short)rank);
            free[rank] = appointment.BlockedUntil;
            Follow(appointment, visit);
            made.Add(appointment);
        }

        foreach (var _ in visits)
        {
            var (isMissed, isCancelled) = (random.Chance(MissedPerVisit), random.Chance(CancelledPerVisit));
            if (isMissed && Elsewhen(slot, half.Day, made, random) is { EndsAt: var ends } missed && ends.AddMinutes(15) <= now)
            {
                // Of this day's, somebody is still to say what became of one in two.
                if (half.Day < _today || missed.OverbookingRank > 0 || random.Chance(0.5))
                {
                    DemoDataBooking.Step(missed, Earlier(ends.AddMinutes(15 + random.Below(60)), now), AppointmentState.Missed, missed.MediatorId);
                }

                made.Add(missed);
            }

            if (isCancelled)
            {
                var cancelled = At(slot, opening.AddMinutes(15 * random.Below((slot.Minutes / 15) - 1)), closing, random);
                _booking.Cancel(cancelled, random);
                made.Add(cancelled);
            }
        }

        return made;
    }

    // The visit is the fact, as in the database's trigger.
    private void Follow(Appointment appointment, Visit visit)
    {
        appointment.VisitId = visit.Id;
        if (visit.EligibleAt is not null)
        {
            DemoDataBooking.Step(appointment, visit.ArrivedAt, AppointmentState.Arrived, visit.RecordedById);
        }

        if (visit is { State: VisitState.Seen, Sessions: [var session, ..] })
        {
            DemoDataBooking.Step(appointment, session.StartedAt, AppointmentState.InProgress, null);
            DemoDataBooking.Step(appointment, session.RecordedAt, AppointmentState.Kept, null);
        }
        else if (visit.State != VisitState.Seen && appointment.StartsAt < now.AddDays(-SettledAfterDays))
        {
            // Those of the last days still wait for somebody to say so.
            appointment.CancelReason = CancelReason.LeftUnseen;
            DemoDataBooking.Step(appointment, appointment.EndsAt.AddMinutes(30), AppointmentState.CancelledByService, visit.RecordedById);
        }
    }

    private Appointment Elsewhen(DemoSlot slot, DateOnly day, List<Appointment> made, DemoDataRandom random)
    {
        var (opening, closing) = (slot.OpensAt(day), slot.OpensAt(day).AddMinutes(slot.Minutes));
        bool IsTaken(DateTimeOffset at) => made.Any(a => a.State < AppointmentState.Missed && a.StartsAt <= at && a.BlockedUntil > at);
        var vacant = Enumerable.Range(0, (slot.Minutes / 15) - 1).Select(i => opening.AddMinutes(15 * i)).Where(at => !IsTaken(at)).ToArray();
        if (vacant.Length == 0 || random.Chance(0.08))
        {
            // Who came over somebody else's hour, because it could not wait.
            var over = opening.AddMinutes(15 * random.Below((slot.Minutes / 15) - 1));
            return At(slot, over, over.AddMinutes(15), random, rank: 1);
        }

        var starts = random.Pick(vacant);
        var next = made.Where(a => a.State < AppointmentState.Missed && a.StartsAt > starts).Select(a => a.StartsAt).DefaultIfEmpty(closing).Min();
        return At(slot, starts, next, random);
    }

    private Appointment At(DemoSlot slot, DateTimeOffset starts, DateTimeOffset until, DemoDataRandom random, short rank = 0) =>
        _booking.Book(slot.SiteId, DemoData.AccountId(slot.Account), starts, _booking.ReasonFor((until - starts).TotalMinutes, isOnSite: true, random), null, random, rank);

    private static HalfDay HalfDayOf(Visit visit)
    {
        var local = visit.ArrivedAt.ToParis();
        var slots = DemoDataCalendar.Slots.Where(s => s.SiteId == visit.SiteId && s.DayOfWeek == local.DayOfWeek && s.IsAfternoon == local.Hour >= 13 && s.Kind == DemoSlotKind.Appointments).ToArray();
        var mediator = visit.Sessions is [var session, ..] ? session.MediatorId : (Guid?)null;
        var slot = slots.FirstOrDefault(s => DemoData.AccountId(s.Account) == mediator) ?? slots[0];
        return new(DateOnly.FromDateTime(local), visit.SiteId, slot.Account, slot.IsAfternoon);
    }

    private static DateTimeOffset Quarter(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record HalfDay(DateOnly Day, int SiteId, int Account, bool IsAfternoon);
}
