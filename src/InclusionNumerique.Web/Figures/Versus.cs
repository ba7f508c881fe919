using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>What the figures beside are called: those of the period before, or of another site.</summary>
public sealed record Versus
{
    private readonly string? _site;

    private Versus(string? site) => _site = site;

    /// <summary>Another period: what a table says where nothing says otherwise.</summary>
    public static Versus Period { get; } = new(null as string);

    public static Versus Of(FigureReport report) => Site(report.BesideLabel);

    /// <param name="site">Null: another period.</param>
    public static Versus Site(string? site) => site is null ? Period : new(site);

    /// <summary>The heading of the column.</summary>
    public string Name => _site ?? "Avant";

    /// <summary>The heading of the difference.</summary>
    public string Change => _site is null ? "Évolution" : "Écart";

    /// <summary>The heading of a column that holds no count: "Part avant", "Part, Villejean".</summary>
    public string Of(string what) => _site is null ? $"{what} avant" : $"{what}, {_site}";

    public bool IsOfSite => _site is not null;

    /// <summary>Under the number of a tile.</summary>
    public string Tile(string value) => $"{_site ?? "avant"} : {value}";

    /// <summary>What the mark on a bar or over a column is.</summary>
    public string Mark => _site ?? "la période « Avant »";

    /// <summary>The page's line on what is compared.</summary>
    public static string Line(FigureFilter filter, string? site) => (filter.Beside, site) switch
    {
        (_, { } name) => $"Comparé à {name}, aux mêmes dates.",
        (var (from, to), _) when filter.CompareSiteId is null => $"« Avant » : {FigureTexts.Range(from, to)}.",
        _ => "Sans comparaison.",
    };
}
