using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>The address of the figures page and of its CSV: period, site and comparison, to be sent to a colleague or kept as a bookmark.</summary>
public static class FigureAddress
{
    public const string Page = "/chiffres";

    public const string Export = "/chiffres/export";

    public const string Pdf = "/chiffres/pdf";

    private const string SiteWord = "site-";

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
    public static FigureFilter Read(string? span, string? day, string? from, string? to, string? site, string? comparison, DateOnly today) => Compare(
        new(
            Date(from) is { } first && Date(to) is { } last ? Free(first, last, today) : Preset(span, Date(day) ?? today, today),
            int.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null),
        comparison);

    /// <summary>The filter with what the word says to compare: another period, or another site beside the one chosen.</summary>
    public static FigureFilter Compare(FigureFilter filter, string? word) => SiteOf(word) is { } site && filter.SiteId is { } chosen && site != chosen
        ? filter with { Comparison = Comparison.None, CompareSiteId = site }
        : filter with { Comparison = Comparisons.FirstOrDefault(c => c.Word == word, Comparisons[0]).Comparison, CompareSiteId = null };

    /// <summary>The word that says what is compared.</summary>
    public static string WordOf(FigureFilter filter) => filter.CompareSiteId is { } site ? WordOf(site) : Comparisons.First(c => c.Comparison == filter.Comparison).Word;

    public static string WordOf(int site) => SiteWord + site.ToString(CultureInfo.InvariantCulture);

    /// <summary>The site that the word says to compare with; null: it says another period.</summary>
    public static int? SiteOf(string? word) =>
        word?.StartsWith(SiteWord, StringComparison.Ordinal) == true && int.TryParse(word[SiteWord.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <param name="query">What stands after the question mark.</param>
    public static FigureFilter Read(string query, DateOnly today)
    {
        var said = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Said(string name) => said.TryGetValue(name, out var value) ? value.FirstOrDefault() : null;
        return Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), Said("comparer"), today);
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

        if (filter.CompareSiteId is not null || filter.Comparison != Comparison.Before)
        {
            parts.Add($"comparer={WordOf(filter)}");
        }

        return $"{path}?{string.Join('&', parts)}";
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static FigurePeriod Preset(string? span, DateOnly day, DateOnly today) =>
        FigurePeriod.Of(Spans.FirstOrDefault(s => s.Word == span, Spans.First(s => s.Span == FigureSpan.Month)).Span, Within(day, today), today);

    private static FigurePeriod Free(DateOnly first, DateOnly last, DateOnly today)
    {
        var (one, other) = (Within(first, today), Within(last, today));
        return one <= other ? new FigurePeriod(FigureSpan.Free, one, other) : new FigurePeriod(FigureSpan.Free, other, one);
    }

    private static DateOnly Within(DateOnly day, DateOnly today) => day < Earliest ? Earliest : day > today ? today : day;
}
