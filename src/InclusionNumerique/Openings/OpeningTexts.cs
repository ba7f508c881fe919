using System.Globalization;

namespace InclusionNumerique.Openings;

/// <summary>The house's words on screen for when and where somebody receives.</summary>
public static class OpeningTexts
{
    private static readonly string[] Weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>From here on it is the afternoon.</summary>
    public static readonly TimeOnly Noon = new(13, 0);

    public static string Label(this OpeningKind kind) => kind == OpeningKind.WalkIn ? "Sans rendez-vous" : "Sur rendez-vous";

    public static string Label(this AbsenceReason reason) => reason switch
    {
        AbsenceReason.Leave => "Congé",
        AbsenceReason.Training => "Formation",
        AbsenceReason.Meeting => "Réunion",
        _ => "Autre",
    };

    /// <summary>ISO: 1 Monday to 7 Sunday.</summary>
    public static string WeekdayName(int weekday) => Weekdays[weekday - 1];

    public static short IsoWeekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? (short)7 : (short)day.DayOfWeek;

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(1 - IsoWeekday(day));

    /// <summary>Whole ISO weeks from the week of one day to the week of the other.</summary>
    public static int WeeksBetween(DateOnly from, DateOnly to) => (MondayOf(to).DayNumber - MondayOf(from).DayNumber) / 7;

    /// <summary>"aujourd’hui", "demain", or the day.</summary>
    public static string Near(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch { 0 => "aujourd’hui", 1 => "demain", _ => FrenchTime.Day(day) };

    /// <summary>"tous les mardis", "un mardi sur deux".</summary>
    public static string Rhythm(int weekday, int everyWeeks) => everyWeeks switch
    {
        1 => $"tous les {WeekdayName(weekday)}s",
        2 => $"un {WeekdayName(weekday)} sur deux",
        3 => $"un {WeekdayName(weekday)} sur trois",
        _ => $"un {WeekdayName(weekday)} sur quatre",
    };

    /// <summary>"lundi 4 mai toute la journée", "du … au …", with hours where it is not whole days.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (from.ToParis(), to.ToParis());
        var isWhole = start.TimeOfDay == TimeSpan.Zero && end.TimeOfDay == TimeSpan.Zero;
        var (first, last) = (DateOnly.FromDateTime(start), DateOnly.FromDateTime(isWhole ? end.AddDays(-1) : end));
        return (isWhole, first == last) switch
        {
            (true, true) => $"{FrenchTime.Day(first)}, toute la journée",
            (true, false) => $"du {FrenchTime.Day(first)} au {FrenchTime.Day(last)}",
            (false, true) => $"{FrenchTime.Day(first)}, {FrenchTime.Hours(from, to)}",
            _ => $"du {FrenchTime.Day(first)}, {FrenchTime.Hour(from)}, au {FrenchTime.Day(last)}, {FrenchTime.Hour(to)}",
        };
    }

    /// <summary>Two letters for a face: of the first and the last word.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "?" : string.Concat(new[] { words[0], words[^1] }.Take(words.Length).Select(First)).ToUpperInvariant();
    }

    private static string First(string word) => StringInfo.GetNextTextElement(word);
}
