using InclusionNumerique.Sites;

namespace InclusionNumerique.Data;

internal enum DemoSlotKind
{
    /// <summary>Accès libre accompagné: three half-days a week per site.</summary>
    WalkIn,

    Appointments,

    /// <summary>A volunteer's half-day.</summary>
    DropIn,
}

/// <summary>One half-day of one person at a desk.</summary>
internal sealed record DemoSlot(int SiteId, int Account, DayOfWeek DayOfWeek, bool IsAfternoon, DemoSlotKind Kind)
{
    public int Minutes => IsAfternoon ? 210 : 180;

    public TimeOnly Opens => new(IsAfternoon ? 14 : 9, 0);

    public TimeOnly Closes => Opens.AddMinutes(Minutes);

    public DateTimeOffset OpensAt(DateOnly day) => ParisTime.At(day, Opens);
}

/// <summary>Who is at which desk when, and how many people come.</summary>
internal static class DemoDataCalendar
{
    private const string SiteLetters = "KGCBLV";

    private const double DropIns = 6.4;

    // Half-days from Monday morning to Saturday morning: the site's letter, a capital for walk-in; "-" for work away from the desks.
    private static readonly (int Account, string Week)[] Weeks =
    [
        (1, "BCcBcbCbC--"),
        (2, "GkgGkgkG-g-"),
        (3, "VLlVvLVvL--"),
        (4, "KbbKb-BkKbb"),
        (12, "---c-c-c---"),
        (13, "-v---v---vv"),
    ];

    // People in a half-day, by site in the order of the letters. Walk-in: the report's "dix-huit à vingt-cinq personnes" a day, halved.
    // Together they make the report's shares of "Je fréquente les ESC suivants" (8.9, 15.6, 20.0, 24.4, 8.9 and 22.2 %).
    private static readonly double[] WalkIns = [9.4, 11.0, 12.0, 12.4, 9.3, 12.0];
    private static readonly double[] Appointments = [1.6, 5.4, 6.8, 5.8, 1.6, 6.8];

    public static IReadOnlyList<DemoSlot> Slots { get; } = [.. Weeks.SelectMany(w => SlotsOf(w.Account, w.Week))];

    /// <summary>The first mediator of the week's calendar there.</summary>
    public static int? MediatorOf(int siteId) => Slots.FirstOrDefault(s => s.SiteId == siteId && !DemoData.IsVolunteer(s.Account))?.Account;

    public static bool IsOpen(DateOnly day) => day.DayOfWeek != DayOfWeek.Sunday && PublicHolidays.NameOf(day) is null;

    public static bool IsOpenAt(DemoSlot slot, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToParis());
        var opening = slot.OpensAt(day);
        return slot.DayOfWeek == day.DayOfWeek && IsOpen(day) && !IsAway(slot.Account, day) && opening <= now && now < opening.AddMinutes(slot.Minutes);
    }

    /// <summary>A mediator's leave: a week of August each in turn, and for two of them the end of the year.</summary>
    public static IEnumerable<(DateOnly First, DateOnly Last)> LeavesOf(int account, int year)
    {
        var august = new DateOnly(year, 8, 1);
        var monday = august.AddDays((8 - (int)august.DayOfWeek) % 7).AddDays(7 * (account - 1));
        return DemoData.IsVolunteer(account) ? [] : account % 2 == 1
            ? [(monday, monday.AddDays(6)), (new DateOnly(year, 12, 24), new DateOnly(year, 12, 31))]
            : [(monday, monday.AddDays(6))];
    }

    public static bool IsAway(int account, DateOnly day) =>
        day.Month is 8 or 12 && LeavesOf(account, day.Year).Any(l => day >= l.First && day <= l.Last);

    /// <summary>August and the end of the year: half the people are away.</summary>
    public static bool IsLull(DateOnly day) => day is { Month: 8 } or { Month: 12, Day: > 20 } or { Month: 1, Day: < 4 };

    /// <summary>How many people come: 9 to 13 on an ordinary walk-in half-day, fewer than 9 on any other.</summary>
    public static int Heads(DemoSlot slot, DateOnly day, DemoDataRandom random)
    {
        var usual = slot.Kind switch
        {
            DemoSlotKind.WalkIn => WalkIns[slot.SiteId - 1],
            DemoSlotKind.Appointments => Appointments[slot.SiteId - 1],
            _ => DropIns,
        };
        var monday = day.DayOfWeek == DayOfWeek.Monday ? 1.08 : 0.99;
        var heads = (int)Math.Round((usual * Season(day) * monday) + random.Between(-1.4, 1.4));
        return slot.Kind == DemoSlotKind.WalkIn && !IsLull(day) ? Math.Clamp(heads, 9, 13) : Math.Clamp(heads, 1, 8);
    }

    private static double Season(DateOnly day) => day switch
    {
        _ when IsLull(day) => 0.5,
        { Month: 9 or 1 } => 1.12,
        { Month: 7 } => 0.9,
        _ => 1,
    };

    private static IEnumerable<DemoSlot> SlotsOf(int account, string week)
    {
        for (var i = 0; i < week.Length; i++)
        {
            var siteId = SiteLetters.IndexOf(char.ToUpperInvariant(week[i]), StringComparison.Ordinal) + 1;
            if (siteId > 0)
            {
                var kind = char.IsUpper(week[i]) ? DemoSlotKind.WalkIn : DemoData.IsVolunteer(account) ? DemoSlotKind.DropIn : DemoSlotKind.Appointments;
                yield return new DemoSlot(siteId, account, (DayOfWeek)(1 + (i / 2)), i % 2 == 1, kind);
            }
        }
    }
}
