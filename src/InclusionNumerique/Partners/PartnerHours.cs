using System.Text.RegularExpressions;
using InclusionNumerique.Sites;

namespace InclusionNumerique.Partners;

/// <summary>One day of a place, as a poster says it.</summary>
/// <param name="Holiday">What the day celebrates.</param>
public sealed record PartnerDay(DateOnly Day, IReadOnlyList<(TimeOnly From, TimeOnly To)> Periods, string? Holiday)
{
    public string Words => Periods.Count == 0 ? "fermé" : string.Join(", ", Periods.Select(p => PartnerHours.IsWholeDay(p) ? "jour et nuit" : FrenchTime.Hours(p.From, p.To)));
}

/// <summary>What the hours of a place say in French.</summary>
public static partial class PartnerHours
{
    // Longer than the summer holidays: a place that opens later says so otherwise.
    private const int LookAheadDays = 70;

    private const string Unknown = "horaires inconnus";

    /// <summary>Open or not at a local time, and until when; the house's own "temporarily closed" goes before the hours.</summary>
    public static OpenState At(string? hours, DateOnly? closedFrom, DateOnly? closedUntil, DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        if (Partner.IsClosed(closedFrom, closedUntil, today))
        {
            return new(false, closedUntil is { } until ? $"fermé jusqu’au {DayOf(until, today)} inclus" : "fermé jusqu’à nouvel ordre");
        }

        if (OsmHours.Read(hours) is not { } read)
        {
            return new(null, Unknown);
        }

        return read.IsOpenAt(local) ? new(true, UntilWords(read, local)) : new(false, NextWords(read, local, day => Partner.IsClosed(closedFrom, closedUntil, day)));
    }

    /// <summary>Monday to Sunday of the week of a day; null when the hours cannot be read.</summary>
    public static IReadOnlyList<PartnerDay>? Week(string? hours, DateOnly day)
    {
        if (OsmHours.Read(hours) is not { } read)
        {
            return null;
        }

        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return [.. Enumerable.Range(0, 7).Select(i => DayOf(read, monday.AddDays(i)))];
    }

    /// <summary>"lundi à vendredi 9 h – 12 h ; samedi et dimanche fermé", of the week of a day; null when the hours cannot be read.</summary>
    public static string? Words(string? hours, DateOnly day)
    {
        if (Week(VariesByDate(hours) ? hours : WithoutHolidays(hours), day) is not { } week)
        {
            return null;
        }

        var runs = new List<(DateOnly First, DateOnly Last, string Words)>();
        foreach (var one in week)
        {
            if (runs.Count > 0 && runs[^1].Words == one.Words)
            {
                runs[^1] = runs[^1] with { Last = one.Day };
            }
            else
            {
                runs.Add((one.Day, one.Day, one.Words));
            }
        }

        var said = string.Join(" ; ", runs.Select(r => $"{(r.First == r.Last ? Name(r.First) : $"{Name(r.First)} à {Name(r.Last)}")} : {r.Words}"));
        return $"{said}{(VariesByDate(hours) ? ", cette semaine ; d’autres dates diffèrent" : "")} ; jours fériés {(NamesHolidays(hours) ? "à part" : "non précisés")}.";
    }

    /// <summary>The public holidays of the days to come, with what the hours say of them.</summary>
    public static IReadOnlyList<PartnerDay> Holidays(string? hours, DateOnly from, int days = 21) =>
        OsmHours.Read(hours) is { } read ? [.. Enumerable.Range(0, days).Select(i => DayOf(read, from.AddDays(i))).Where(d => d.Holiday is not null)] : [];

    /// <summary>The hours say what happens on public holidays; otherwise somebody has to call.</summary>
    public static bool NamesHolidays(string? hours) => hours is not null && HolidayRule().IsMatch(hours);

    /// <summary>The hours change with the dates, holidays apart: one week does not say them.</summary>
    public static bool VariesByDate(string? hours) => OsmHours.Read(hours) is { IsDated: true } && OsmHours.Read(WithoutHolidays(hours)) is not { IsDated: false };

    public static bool IsWholeDay((TimeOnly From, TimeOnly To) period) => period.From == TimeOnly.MinValue && (period.To == TimeOnly.MinValue || period.To >= new TimeOnly(23, 59));

    private static PartnerDay DayOf(OsmHours hours, DateOnly day) => new(day, hours.On(day), PublicHolidays.NameOf(day));

    private static string UntilWords(OsmHours hours, DateTime local)
    {
        var end = local;
        // Periods that touch, or that go on past midnight, are one.
        while (end < local.AddDays(7) && PeriodAt(hours, end) is { } later && later > end)
        {
            end = later;
        }

        return end >= local.AddDays(7) ? "ouvert en continu"
            : end == local ? "ouvert"
            : DateOnly.FromDateTime(end) == DateOnly.FromDateTime(local) ? $"ouvert jusqu’à {FrenchTime.Hour(TimeOnly.FromDateTime(end))}"
            : $"ouvert jusqu’à {DayWord(DateOnly.FromDateTime(end), DateOnly.FromDateTime(local))} {FrenchTime.Hour(TimeOnly.FromDateTime(end))}";
    }

    private static DateTime? PeriodAt(OsmHours hours, DateTime local) => (
        from day in new[] { DateOnly.FromDateTime(local).AddDays(-1), DateOnly.FromDateTime(local) }
        from period in hours.On(day)
        let starts = day.ToDateTime(period.From)
        let ends = period.To > period.From ? day.ToDateTime(period.To) : day.AddDays(1).ToDateTime(period.To)
        where starts <= local && local < ends
        select (DateTime?)ends).Max();

    private static string NextWords(OsmHours hours, DateTime local, Func<DateOnly, bool> isShut)
    {
        var today = DateOnly.FromDateTime(local);
        for (var day = today; day < today.AddDays(LookAheadDays); day = day.AddDays(1))
        {
            var starts = isShut(day) ? [] : hours.On(day).Select(p => p.From).Where(from => day > today || from > TimeOnly.FromDateTime(local)).Order().ToList();
            if (starts.Count > 0)
            {
                return day == today ? $"ouvre à {FrenchTime.Hour(starts[0])}" : $"ouvre {DayWord(day, today)} à {FrenchTime.Hour(starts[0])}";
            }
        }

        return "fermé";
    }

    private static string DayWord(DateOnly day, DateOnly today) =>
        day == today.AddDays(1) ? "demain" : day < today.AddDays(7) ? Name(day) : $"le {DayOf(day, today)}";

    private static string WithoutHolidays(string? hours) => string.Join(';', (hours ?? "").Split(';').Where(rule => !rule.TrimStart().StartsWith("PH", StringComparison.Ordinal)));

    private static string Name(DateOnly day) => FrenchTime.Day(day).Split(' ')[0];

    private static string DayOf(DateOnly day, DateOnly today) => FrenchTime.ShortDay(day) + (day.Year == today.Year ? "" : $" {day.Year}");

    [GeneratedRegex(@"\bPH\b")]
    private static partial Regex HolidayRule();
}
