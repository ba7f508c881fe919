using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>When the mediators of the demo receive: the weeks of <see cref="DemoDataCalendar"/> as rules, and what is different on some days. A volunteer's half-day is no promise: no rule.</summary>
internal sealed class DemoDataOpenings
{
    private const int Centre = 1, Cleunay = 5, Villejean = 6;

    private readonly IReadOnlyList<Site> _sites;
    private readonly DateOnly _monday;
    private readonly DateOnly _today;

    public DemoDataOpenings(IReadOnlyList<Site> sites, DateOnly today)
    {
        (_sites, _today) = (sites, today);
        _monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        Rules = [.. DemoDataCalendar.Slots.Index().Where(s => !DemoData.IsVolunteer(s.Item.Account) && IsThere(s.Item.SiteId)).Select(s => Weekly(s.Index + 1, s.Item)), .. Fortnightly()];
    }

    public IReadOnlyList<OpeningRule> Rules { get; }

    /// <summary>One of each sort, around the day when the demo starts.</summary>
    public IEnumerable<OpeningException> Exceptions()
    {
        OpeningException?[] exceptions =
        [
            On(2, DayOfWeek.Monday, isAfternoon: false, weeks: 3, e => (e.IsCancelled, e.Note) = (true, "Journée des médiateurs numériques")),
            On(1, DayOfWeek.Tuesday, isAfternoon: false, weeks: 1, e => (e.StartsAt, e.EndsAt, e.Note) = (new TimeOnly(9, 30), new TimeOnly(12, 0), "Réunion d’équipe à 9 h")),
            On(1, DayOfWeek.Wednesday, isAfternoon: true, weeks: 2, e => (e.MediatorId, e.Note) = (DemoData.AccountId(4), "Échange avec Médiatrice Démo Un")),
            On(3, DayOfWeek.Friday, isAfternoon: true, weeks: -3, e => (e.IsCancelled, e.Note) = (true, "Remplacée par un atelier")),
        ];
        return exceptions.OfType<OpeningException>();
    }

    /// <summary>The leaves of the years around, and of the coming weeks a meeting, a training day and three days of leave.</summary>
    public IEnumerable<Absence> Absences(int months)
    {
        var first = _today.AddMonths(-months);
        var number = 0;
        var leaves = Enumerable.Range(first.Year, _today.Year - first.Year + 1).SelectMany(year => Enumerable.Range(1, 4).SelectMany(account =>
            DemoDataCalendar.LeavesOf(account, year).Where(l => l.Last >= first)
                .Select(l => Absence(account, ParisTime.StartOf(l.First), ParisTime.StartOf(l.Last.AddDays(1)), AbsenceReason.Leave))));
        return
        [
            .. leaves,
            Absence(1, ParisTime.At(Day(DayOfWeek.Wednesday, 1), new TimeOnly(14, 0)), ParisTime.At(Day(DayOfWeek.Wednesday, 1), new TimeOnly(15, 30)), AbsenceReason.Meeting),
            Absence(2, ParisTime.StartOf(Day(DayOfWeek.Friday, 1)), ParisTime.StartOf(Day(DayOfWeek.Saturday, 1)), AbsenceReason.Training),
            Absence(4, ParisTime.StartOf(Day(DayOfWeek.Thursday, 2)), ParisTime.StartOf(Day(DayOfWeek.Sunday, 2)), AbsenceReason.Leave),
        ];

        Absence Absence(int account, DateTimeOffset from, DateTimeOffset to, AbsenceReason reason) => new()
        {
            Id = new Guid(++number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 5), MediatorId = DemoData.AccountId(account), StartsAt = from, EndsAt = to, Reason = reason,
        };
    }

    public IEnumerable<Closure> Closures()
    {
        if (IsThere(Villejean))
        {
            var day = Day(DayOfWeek.Wednesday, 3);
            yield return new Closure
            {
                Id = new Guid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 6), SiteId = Villejean, StartsAt = ParisTime.StartOf(day), EndsAt = ParisTime.StartOf(day.AddDays(1)), Label = "Travaux d’électricité",
            };
        }
    }

    /// <summary>Where the house has said none: visibly fictitious ones.</summary>
    public static async Task AddAddressesAsync(InclusionDb db, CancellationToken cancellation)
    {
        foreach (var site in await db.Sites.Where(s => s.Address == null && s.Phone == null).ToListAsync(cancellation))
        {
            (site.Address, site.Phone) = ($"{site.Id} rue de la Démo, 35000 Rennes", $"02 61 91 00 {site.Id:00}");
        }
    }

    private bool IsThere(int siteId) => _sites.Any(s => s.Id == siteId);

    private DateOnly Day(DayOfWeek weekday, int weeks) => _monday.AddDays((7 * weeks) + (((int)weekday + 6) % 7));

    private OpeningRule Weekly(int number, DemoSlot slot) => new()
    {
        Id = RuleId(number),
        MediatorId = DemoData.AccountId(slot.Account),
        SiteId = slot.SiteId,
        Kind = slot.Kind == DemoSlotKind.WalkIn ? OpeningKind.WalkIn : OpeningKind.Appointment,
        Weekday = (short)slot.DayOfWeek,
        StartsAt = slot.Opens,
        EndsAt = slot.Closes,
        ValidFrom = _sites.Single(s => s.Id == slot.SiteId).OpenedOn,
        // The hole in the promised half-days: nobody has taken over since this week.
        ValidTo = slot is { SiteId: Cleunay, DayOfWeek: DayOfWeek.Friday, Kind: DemoSlotKind.WalkIn } && _sites.Single(s => s.Id == Cleunay).OpenedOn < _monday ? _monday.AddDays(-1) : null,
    };

    private IEnumerable<OpeningRule> Fortnightly()
    {
        DemoSlot[] slots = [new(Cleunay, 3, DayOfWeek.Friday, true, DemoSlotKind.Appointments), new(Centre, 2, DayOfWeek.Friday, false, DemoSlotKind.Appointments)];
        return slots.Index().Where(s => IsThere(s.Item.SiteId)).Select(s => new OpeningRule
        {
            Id = RuleId(1001 + s.Index),
            MediatorId = DemoData.AccountId(s.Item.Account),
            SiteId = s.Item.SiteId,
            Kind = OpeningKind.Appointment,
            Weekday = (short)s.Item.DayOfWeek,
            EveryWeeks = 2,
            StartsAt = s.Item.Opens,
            EndsAt = s.Item.Closes,
            // Five weeks ago: the exception three weeks ago is on one of its days.
            ValidFrom = Day(DayOfWeek.Friday, -5),
        });
    }

    private static Guid RuleId(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 4);

    private OpeningException? On(int account, DayOfWeek weekday, bool isAfternoon, int weeks, Action<OpeningException> change)
    {
        var day = Day(weekday, weeks);
        var rule = Rules.FirstOrDefault(r => r.MediatorId == DemoData.AccountId(account) && r.Weekday == (short)weekday && r.StartsAt.Hour >= 13 == isAfternoon && r.ValidFrom <= day);
        if (rule is null)
        {
            return null;
        }

        var exception = new OpeningException { RuleId = rule.Id, Day = day };
        change(exception);
        return exception;
    }
}
