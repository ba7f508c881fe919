using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Reports;

/// <summary>The periods that a report may be about, as a list offers them.</summary>
internal static class ReportPeriods
{
    private static readonly (string Group, FigureSpan Span, int Count)[] Groups = [("Mois", FigureSpan.Month, 15), ("Trimestres", FigureSpan.Quarter, 9), ("Années", FigureSpan.Year, 6)];

    /// <summary>The one under way first, then the earlier ones.</summary>
    public static IEnumerable<(string Group, IReadOnlyList<FigurePeriod> Periods)> Of(DateOnly today) => Groups.Select(g => (g.Group, (IReadOnlyList<FigurePeriod>)Last(g.Span, g.Count, today)));

    /// <summary>The last that is over.</summary>
    public static FigurePeriod LastOf(FigureSpan span, DateOnly today) => FigurePeriod.Of(span, today, today).Neighbour(-1, today)!;

    public static string Key(FigurePeriod period) => $"{period.Span:D}.{IsoDate.Of(period.From)}.{IsoDate.Of(period.To)}";

    private static List<FigurePeriod> Last(FigureSpan span, int count, DateOnly today)
    {
        List<FigurePeriod> periods = [FigurePeriod.Of(span, today, today)];
        while (periods.Count < count && periods[^1].Neighbour(-1, today) is { } earlier && earlier.From >= Figures.FigureAddress.Earliest)
        {
            periods.Add(earlier);
        }

        return periods;
    }
}
