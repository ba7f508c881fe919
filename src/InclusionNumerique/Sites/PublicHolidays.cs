namespace InclusionNumerique.Sites;

public sealed record PublicHoliday(DateOnly Day, string Name);

/// <summary>The eleven public holidays of metropolitan France (Code du travail, article L3133-1).</summary>
public static class PublicHolidays
{
    internal const string WhitMonday = "Lundi de Pentecôte";

    /// <summary>In the order of the year. Ascension may fall on 1 or 8 May: that day is then there twice.</summary>
    public static IReadOnlyList<PublicHoliday> Of(int year)
    {
        var easter = EasterOf(year);
        PublicHoliday[] holidays =
        [
            new(new DateOnly(year, 1, 1), "Jour de l’an"),
            new(easter.AddDays(1), "Lundi de Pâques"),
            new(new DateOnly(year, 5, 1), "Fête du Travail"),
            new(new DateOnly(year, 5, 8), "Victoire de 1945"),
            new(easter.AddDays(39), "Ascension"),
            new(easter.AddDays(50), WhitMonday),
            new(new DateOnly(year, 7, 14), "Fête nationale"),
            new(new DateOnly(year, 8, 15), "Assomption"),
            new(new DateOnly(year, 11, 1), "Toussaint"),
            new(new DateOnly(year, 11, 11), "Armistice de 1918"),
            new(new DateOnly(year, 12, 25), "Noël"),
        ];
        return [.. holidays.OrderBy(h => h.Day)];
    }

    /// <summary>What the day celebrates, or null for an ordinary day.</summary>
    public static string? NameOf(DateOnly day) => Of(day.Year).FirstOrDefault(h => h.Day == day)?.Name;

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Meeus published.</summary>
    internal static DateOnly EasterOf(int year)
    {
        var golden = year % 19;
        var (century, inCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var moonDrift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - moonDrift + 15) % 30;
        var (leapYears, yearRest) = Math.DivRem(inCentury, 4);
        var toSunday = (32 + (2 * centuryRest) + (2 * leapYears) - epact - yearRest) % 7;
        var lateMoon = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * lateMoon) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
