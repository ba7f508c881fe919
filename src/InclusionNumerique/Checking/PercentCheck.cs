using System.Globalization;

namespace InclusionNumerique.Checking;

/// <summary>A percentage is its count over its base, rounded to the decimals printed; an exact half may go up or to the even figure.</summary>
internal sealed class PercentCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var (table, row, index, cell) in PublishedCount.Of(report))
        {
            if (cell.Percent is not { } percent || cell.Count is not { } count || PublishedCount.Base(table, row, index) is not { } total)
            {
                continue;
            }

            if (total > 0 && percent.Fit(count * 100m, total) is RoundingFit.None or RoundingFit.HalfDown)
            {
                var exact = count * 100m / total;
                yield return PublishedCount.Finding(
                    table, row, index, FindingKind.Percent, FindingWeight.Contradiction,
                    $"{percent.Printed} % : {count} sur {total} font {Exact(exact)} %.", $"{PublishedNumber.Written(exact, percent.Decimals)} %");
            }
        }
    }

    private static string Exact(decimal exact) => Math.Round(exact, 3).ToString("0.###", CultureInfo.GetCultureInfo("fr-FR"));
}
