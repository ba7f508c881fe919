using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Figures as people read them.</summary>
public static class FigureTexts
{
    public static string Small => $"< {Disclosure.Threshold}";

    /// <summary>What stands for a count that is not shown, told once in a file.</summary>
    public static string Masks => $"« {Small} » : 1 à {Disclosure.Threshold - 1} personnes ; « {Withheld} » : caché pour les protéger";

    /// <summary>Which views are answered beyond the team, and why.</summary>
    public const string Outside = "Hors de l’équipe, les chiffres paraissent une fois le trimestre fini : tous les sites par mois, trimestre ou année ; un site par année entière. Ainsi, rien de caché ne se retrouve en soustrayant deux pages.";

    /// <summary>Why there is no figure at all.</summary>
    public static string TooFew(FigureReport report) => report.Visits.Now.Mask == Mask.Small
        ? $"Moins de {Disclosure.Threshold} visites sur cette période : aucun chiffre n’est montré, pour que personne ne soit reconnu."
        : "Trop peu de visites, ici ou dans une partie de l’année que celle-ci ferait retrouver : aucun chiffre n’est montré, pour que personne ne soit reconnu.";

    public const string Withheld = "masqué";

    public const string Nothing = "–";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Text(Figure figure) => figure.Mask switch
    {
        Mask.Small => Small,
        Mask.Withheld => Withheld,
        _ => Number(figure.Value!.Value),
    };

    /// <summary>None and one are singular in French; so many as are not shown are not.</summary>
    public static string Said(long? count, string one, string many) => count is 0 or 1 ? one : many;

    public static string Number(long value) => value.ToString("N0", French);

    public static string Share(double? share) => share is { } value ? (value * 100).ToString(value is > 0 and < 0.01 ? "0.0" : "0", French) + " %" : "";

    /// <summary>A dash where there is nothing to take a share of.</summary>
    public static string Share(Proportion part) => part.Share is { } share ? Share(share) : part.Whole.Value == 0 ? Nothing : Withheld;

    /// <summary>A dash where nobody waited.</summary>
    public static string Waited(Wait wait, int? minutes) => wait.IsNone ? Nothing : Minutes(minutes);

    /// <summary>Days; a dash where nothing was booked.</summary>
    public static string Days(Wait wait, int? days) => wait.IsNone ? Nothing : days is { } count ? Days(count) : Withheld;

    public static string Days(int count) => $"{Number(count)} jour{(count > 1 ? "s" : "")}";

    /// <summary>How far the first free slot is.</summary>
    public static string FirstSlot(int? days) => days switch { null => "aucun", 0 => "aujourd’hui", 1 => "demain", { } many => "dans " + Days(many) };

    /// <summary>A mean; a dash where there is nothing to take it of.</summary>
    public static string Mean(double? mean, long? count) => mean is { } value ? value.ToString("N1", French) : count == 0 ? Nothing : Withheld;

    public static string HalfDays(long count) => $"{Number(count)} demi-journée{(count > 1 ? "s" : "")}";

    /// <summary>+12 %, −5 %, or "=".</summary>
    public static string Change(double? change) => change switch
    {
        null => "",
        > -0.005 and < 0.005 => "=",
        { } value => (value > 0 ? "+" : "−") + (Math.Abs(value) * 100).ToString("N0", French) + " %",
    };

    /// <summary>+3 min, −12 min, or "="; nothing where one of the two is not shown.</summary>
    public static string Gap(int? minutes) => minutes switch
    {
        null => "",
        0 => "=",
        { } gap => (gap > 0 ? "+" : "−") + Minutes(Math.Abs(gap)),
    };

    public static string Minutes(long? minutes) => minutes switch
    {
        null => Withheld,
        < 60 and { } few => $"{few} min",
        { } many when many % 60 == 0 => $"{Number(many / 60)} h",
        { } many => $"{Number(many / 60)} h {many % 60:00}",
    };

    public static string Day(DateOnly day) => (day.Day == 1 ? "1er " : $"{day.Day} ") + day.ToString("MMMM yyyy", French);

    /// <summary>Of a page or a paper: the period and the site.</summary>
    public static string Title(FigurePeriod period, string? site)
    {
        var range = Range(period.From, period.To);
        return $"{char.ToUpper(range[0], CultureInfo.CurrentCulture)}{range[1..]} · {site}";
    }

    /// <summary>"novembre 2026, du 1er au 24", "du 3 mars au 2 avril 2026"…</summary>
    public static string Range(DateOnly from, DateOnly to)
    {
        if (from == to)
        {
            return from.ToString("dddd ", French) + Day(from);
        }

        if (from.Day == 1 && to == from.AddMonths(1).AddDays(-1))
        {
            return from.ToString("MMMM yyyy", French);
        }

        if (from is { Day: 1, Month: 1 } && to is { Day: 31, Month: 12 } && from.Year == to.Year)
        {
            return $"année {from.Year}";
        }

        var first = from.Day == 1 ? "1er" : $"{from.Day}";
        return from.Year != to.Year ? $"du {Day(from)} au {Day(to)}"
            : from.Month != to.Month ? $"du {first} {from.ToString("MMMM", French)} au {Day(to)}"
            : $"du {first} au {Day(to)}";
    }

    /// <summary>Under a column of the chart.</summary>
    public static string Column(DateOnly start, FigureStep step) => step == FigureStep.Month
        ? start.ToString(start.Month == 1 ? "MMM yy" : "MMM", French)
        : (start.Day == 1 ? "1er" : $"{start.Day}") + start.ToString(" MMM", French);

    public static string LongColumn(DateOnly start, FigureStep step) => step switch
    {
        FigureStep.Month => start.ToString("MMMM yyyy", French),
        FigureStep.Week => "semaine du " + Day(start),
        _ => start.ToString("dddd ", French) + Day(start),
    };

    /// <summary>As the counts number it: ISO weekday × 2, plus 1 for afternoons.</summary>
    public static int HalfDay(DayOfWeek day, bool isAfternoon) => ((day == DayOfWeek.Sunday ? 7 : (int)day) * 2) + (isAfternoon ? 1 : 0);

    public static string HalfDayName(DayOfWeek day, bool isAfternoon) => $"{Weekday(day)} {(isAfternoon ? "après-midi" : "matin")}";

    public static string Weekday(DayOfWeek day) => French.DateTimeFormat.GetDayName(day);
}
