using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>The address of the figures page and of its CSV: period, site, district and comparison, to be sent to a colleague or kept as a bookmark.</summary>
public static class FigureAddress
{
    public const string Page = "/chiffres";

    public const string Export = "/chiffres/export";

    public const string Pdf = "/chiffres/pdf";

    private const string SiteWord = "site-";

    private const string Yes = "oui";

    private const string No = "non";

    /// <summary>The house opened in 2018: nothing is older.</summary>
    public static readonly DateOnly Earliest = new(2018, 1, 1);

    public static IReadOnlyList<(FigureSpan Span, string Word, string Label)> Spans { get; } =
    [
        (FigureSpan.Day, "jour", "Aujourd’hui"),
        (FigureSpan.SevenDays, "7-jours", "7 jours"),
        (FigureSpan.Month, "mois", "Mois"),
        (FigureSpan.Quarter, "trimestre", "Trimestre"),
        (FigureSpan.Year, "annee", "Année"),
        (FigureSpan.TwelveMonths, "12-mois", "12 mois"),
    ];

    public static IReadOnlyList<(Comparison Comparison, string Word, string Label)> Comparisons { get; } =
    [
        (Comparison.Before, "avant", "Période précédente"),
        (Comparison.YearBefore, "an", "Un an plus tôt"),
        (Comparison.None, "non", "Sans comparaison"),
    ];

    /// <summary>Reads what the address says; what it says wrongly falls back to this month, to every site, or to the nearest possible day.</summary>
    public static FigureFilter Read(string? span, string? day, string? from, string? to, string? site, string? comparison, DateOnly today,
        string? district = null, string? priority = null, string? organisation = null, string? theme = null) => Compare(
        new(Date(from) is { } first && Date(to) is { } last ? Free(first, last, today) : Preset(span, Date(day) ?? today, today), Number(site))
        {
            DistrictId = Number(district) is > 0 and { } lived ? lived : null,
            IsPriority = Number(district) is > 0 ? null : priority switch { Yes => true, No => false, _ => null },
            OrganisationId = Number(organisation),
            ThemeId = Number(organisation) is null ? Number(theme) : null,
        },
        comparison);

    /// <summary>The filter with what the word says to compare: another period, or another site beside the one chosen.</summary>
    public static FigureFilter Compare(FigureFilter filter, string? word) => SiteOf(word) is { } site && filter.SiteId is { } chosen && site != chosen
        ? filter with { Comparison = Comparison.None, CompareSiteId = site }
        : filter with { Comparison = Comparisons.FirstOrDefault(c => c.Word == word, Comparisons[0]).Comparison, CompareSiteId = null };

    /// <summary>The word that says what is compared.</summary>
    public static string WordOf(FigureFilter filter) => filter.CompareSiteId is { } site ? WordOf(site) : Comparisons.First(c => c.Comparison == filter.Comparison).Word;

    public static string WordOf(int site) => SiteWord + Text(site);

    /// <summary>The site that the word says to compare with; null: it says another period.</summary>
    public static int? SiteOf(string? word) => word?.StartsWith(SiteWord, StringComparison.Ordinal) == true ? Number(word[SiteWord.Length..]) : null;

    /// <param name="query">What stands after the question mark.</param>
    public static FigureFilter Read(string query, DateOnly today)
    {
        var said = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Said(string name) => said.TryGetValue(name, out var value) ? value.FirstOrDefault() : null;
        return Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), Said("comparer"), today, Said("quartier"), Said("qpv"), Said("organisme"), Said("theme"));
    }

    public static string Write(FigureFilter filter, DateOnly today, string path = Page)
    {
        var period = filter.Period;
        List<string> parts = [];
        if (period.Span == FigureSpan.Free)
        {
            parts.Add($"du={Iso(period.From)}&au={Iso(period.To)}");
        }
        else
        {
            parts.Add($"periode={Spans.First(s => s.Span == period.Span).Word}");
            if (period.To != FigurePeriod.Of(period.Span, today, today).To)
            {
                parts.Add($"le={Iso(period.To)}");
            }
        }

        if (filter.SiteId is { } site)
        {
            parts.Add($"site={site.ToString(CultureInfo.InvariantCulture)}");
        }

        if (filter.DistrictId is not null || filter.IsPriority is not null)
        {
            parts.Add(filter.DistrictId is { } district ? $"quartier={Text(district)}" : $"qpv={(filter.IsPriority is true ? Yes : No)}");
        }

        if (filter.OrganisationId is not null || filter.ThemeId is not null)
        {
            parts.Add(filter.OrganisationId is { } organisation ? $"organisme={Text(organisation)}" : $"theme={Text(filter.ThemeId!.Value)}");
        }

        if (filter.CompareSiteId is not null || filter.Comparison != Comparison.Before)
        {
            parts.Add($"comparer={WordOf(filter)}");
        }

        return $"{path}?{string.Join('&', parts)}";
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FigurePeriod Preset(string? span, DateOnly day, DateOnly today) =>
        FigurePeriod.Of(Spans.FirstOrDefault(s => s.Word == span, Spans.First(s => s.Span == FigureSpan.Month)).Span, Within(day, today), today);

    private static FigurePeriod Free(DateOnly first, DateOnly last, DateOnly today)
    {
        var (one, other) = (Within(first, today), Within(last, today));
        return one <= other ? new FigurePeriod(FigureSpan.Free, one, other) : new FigurePeriod(FigureSpan.Free, other, one);
    }

    private static DateOnly Within(DateOnly day, DateOnly today) => day < Earliest ? Earliest : day > today ? today : day;
}
