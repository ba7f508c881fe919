using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Reports;

public static class ReportAddress
{
    public const string Page = "/rapports";

    public static string Of(Guid id) => $"{Page}/{id}";

    public static string Pdf(Guid id) => $"{Page}/{id}/pdf";

    public static string Workbook(Guid id) => $"{Page}/{id}/classeur";

    /// <summary>The page of figures with what the report asked. A month that was not over when it was asked is told by its dates.</summary>
    public static string Figures(FigureFilter filter, DateOnly today)
    {
        var period = filter.Period;
        var isWhole = period.Span == FigureSpan.Free || FigurePeriod.Of(period.Span, period.To, period.To.AddYears(2)) == period;
        return FigureAddress.Write(isWhole ? filter : filter with { Period = period with { Span = FigureSpan.Free } }, today);
    }

    /// <summary>What the report asked, in words.</summary>
    public static string Words(FigureFilter filter, string? site) =>
        FigureTexts.Title(filter.Period, site ?? "Tous les sites")
        + (filter.Period.ComparedBy(filter.Comparison) is var (from, to) ? $" · à côté de : {FigureTexts.Range(from, to)}" : " · sans comparaison");
}
