using InclusionNumerique.Appointments;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Data;

/// <summary>How an appointment of the demo is booked: by whom, when, for whom and for what.</summary>
internal sealed class DemoDataBooking(IReadOnlyList<AppointmentReason> reasons, DateTimeOffset now)
{
    /// <summary>The travailleuse sociale of the demo.</summary>
    private const int SocialWorker = 8;

    private const int Blosne = 4;

    // A handful of labels beside the files' own names, which end at 72.
    private const int LabelsFrom = 101, Labels = 899;

    public static readonly string[] OverbookingReasons = ["Droit coupé, ne peut pas attendre", "Dossier à rendre demain", "Vient de loin, déjà déplacée une fois"];

    private static readonly (double, CancelReason)[] CancelReasons =
    [
        (45, CancelReason.Unavailable), (22, CancelReason.NoLongerNeeded), (10, CancelReason.OtherByPerson),
        (12, CancelReason.MediatorAway), (4, CancelReason.SiteClosed), (4, CancelReason.Mistake), (3, CancelReason.OtherByService),
    ];

    /// <summary>A reason that fits into so many minutes; the shortest, cut short, where none does.</summary>
    public (AppointmentReason Reason, int Minutes, int Blocked) ReasonFor(double minutes, bool isOnSite, DemoDataRandom random)
    {
        var possible = reasons.Where(r => !isOnSite || r.Place == Place.OnSite).ToArray();
        possible = possible.Length > 0 ? possible : [.. reasons];
        var fitting = possible.Where(r => r.Minutes + r.BufferMinutes <= minutes).ToArray();
        var chance = random.Next();
        if (fitting.Length > 0)
        {
            // Visits to people's homes and calls are the exception.
            var reason = random.Pick(fitting.Select(r => (r.Place == Place.OnSite ? 10.0 : 1.5, r)).ToArray());
            return (reason, reason.Minutes, reason.Minutes + reason.BufferMinutes);
        }

        var shortest = possible.MinBy(r => r.Minutes + r.BufferMinutes)!;
        var cut = Math.Clamp((int)minutes / 5 * 5, 10, shortest.Minutes);
        return (shortest, cut, cut);
    }

    /// <summary>Planned, in a free slot, without a person yet.</summary>
    public Appointment Book(
        int siteId, Guid mediatorId, DateTimeOffset starts, (AppointmentReason Reason, int Minutes, int Blocked) what, Guid? visitorId, DemoDataRandom random, short rank = 0)
    {
        var created = BookedOn(starts, random);
        var (origin, by) = BookerOf(siteId, mediatorId, what.Reason, random);
        var number = LabelsFrom + random.Below(Labels);
        var contact = random.Unit();
        var appointment = new Appointment
        {
            Id = random.Id(created),
            SiteId = siteId,
            MediatorId = mediatorId,
            ReasonId = what.Reason.Id,
            StartsAt = starts,
            EndsAt = starts.AddMinutes(what.Minutes),
            BlockedUntil = starts.AddMinutes(what.Blocked),
            State = AppointmentState.Planned,
            OverbookingRank = rank,
            OverbookingReason = rank > 0 ? random.Pick(OverbookingReasons) : null,
            VisitorId = visitorId,
            Label = visitorId is null ? $"Usager Démo {number}" : null,
            Phone = contact < 0.45 ? $"+3363998{random.Below(10_000):0000}" : null,
            Email = contact is >= 0.40 and < 0.55 ? $"usager{number}{DemoData.EmailDomain}" : null,
            IsReminded = contact < 0.5,
            BookedById = by,
            Origin = origin,
            CreatedAt = created,
        };
        Step(appointment, created, AppointmentState.Planned, by);
        return appointment;
    }

    public static void Step(Appointment appointment, DateTimeOffset at, AppointmentState state, Guid? by)
    {
        appointment.State = state;
        appointment.Steps.Add(new AppointmentStep
        {
            AppointmentId = appointment.Id, At = at, ById = by, State = state, SiteId = appointment.SiteId, MediatorId = appointment.MediatorId,
            StartsAt = appointment.StartsAt, EndsAt = appointment.EndsAt, Why = state == AppointmentState.Planned ? appointment.OverbookingReason : null,
        });
    }

    public void Cancel(Appointment appointment, DemoDataRandom random)
    {
        var last = appointment.StartsAt < now ? appointment.StartsAt : now;
        appointment.CancelReason = random.Pick(CancelReasons);
        appointment.Sequence++;
        Step(
            appointment,
            Whole(appointment.CreatedAt + (random.Between(0.3, 0.97) * (last - appointment.CreatedAt))),
            appointment.CancelReason < CancelReason.MediatorAway ? AppointmentState.CancelledByPerson : AppointmentState.CancelledByService,
            appointment.BookedById);
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    // One to twenty days before, while the house is open; what is booked for the coming weeks has been booked already.
    private DateTimeOffset BookedOn(DateTimeOffset starts, DemoDataRandom random)
    {
        var day = DateOnly.FromDateTime((starts < now ? starts : now).ToParis()).AddDays(-1 - random.Below(random.Chance(0.6) ? 9 : 20));
        while (!DemoDataCalendar.IsOpen(day))
        {
            day = day.AddDays(-1);
        }

        return ParisTime.At(day, new TimeOnly(9 + random.Below(8), random.Below(60), random.Below(60)));
    }

    private static (BookingOrigin, Guid) BookerOf(int siteId, Guid mediatorId, AppointmentReason reason, DemoDataRandom random)
    {
        var receptionist = DemoData.ReceptionistOf(siteId);
        var social = siteId == Blosne ? 28.0 : 9;
        var wanted = random.Pick([(receptionist is null ? 0 : 62, BookingOrigin.Reception), (social, BookingOrigin.Professional), (30, BookingOrigin.Mediator)]);
        return wanted switch
        {
            BookingOrigin.Reception when reason.BookableBy.HasFlag(wanted) => (wanted, DemoData.AccountId(receptionist!.Value)),
            BookingOrigin.Professional when reason.BookableBy.HasFlag(wanted) => (wanted, DemoData.AccountId(SocialWorker)),
            _ => (BookingOrigin.Mediator, mediatorId),
        };
    }
}
