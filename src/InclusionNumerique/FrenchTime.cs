using System.Globalization;

namespace InclusionNumerique;

/// <summary>Hours and days at Europe/Paris as the house says them. The parts of an hour stay on one line.</summary>
public static class FrenchTime
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"9 h", "14 h 30".</summary>
    public static string Hour(TimeOnly time) => time.Minute == 0 ? $"{time.Hour}\u00A0h" : $"{time.Hour}\u00A0h\u00A0{time.Minute:00}";

    public static string Hour(DateTimeOffset instant) => Hour(TimeOnly.FromDateTime(instant.ToParis()));

    /// <summary>"9 h – 12 h 30".</summary>
    public static string Hours(TimeOnly from, TimeOnly to) => $"{Hour(from)}\u00A0– {Hour(to)}";

    public static string Hours(DateTimeOffset from, DateTimeOffset to) => $"{Hour(from)}\u00A0– {Hour(to)}";

    /// <summary>"mardi 24 novembre"; the first of a month is "1er".</summary>
    public static string Day(DateOnly day) => $"{day.ToString("dddd", French)} {ShortDay(day)}";

    public static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.ToParis()));

    /// <summary>"24 novembre".</summary>
    public static string ShortDay(DateOnly day) => day.ToString(day.Day == 1 ? "'1er' MMMM" : "d MMMM", French);

    /// <summary>"mar. 24 nov. à 9 h 30".</summary>
    public static string Moment(DateTimeOffset instant) => $"{instant.ToParis().ToString("ddd d MMM", French)} à {Hour(instant)}";

    /// <summary>"mardi 24 novembre 2026 à 9 h 30".</summary>
    public static string LongMoment(DateTimeOffset instant) => $"{Day(instant)} {instant.ToParis().Year} à {Hour(instant)}";

    /// <summary>At the beginning of a line.</summary>
    public static string Capital(string words) => words.Length == 0 ? "" : char.ToUpper(words[0], French) + words[1..];
}
