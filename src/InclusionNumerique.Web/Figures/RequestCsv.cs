using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Requests across organisations and themes, found on the way, over time, and the load of half-days, in the columns of <see cref="FigureCsv"/>.</summary>
internal static class RequestCsv
{
    public static void Write(FigureReport report, Action<string[]> line)
    {
        if (report.IsOutside)
        {
            return;
        }

        foreach (var (index, organisation) in report.Cross.Organisations.Index())
        {
            foreach (var (theme, count) in report.Cross.Themes.Zip(report.Cross.Counts[index]))
            {
                line(["Organismes et thèmes", $"{organisation.Label}, {theme.Label}", "demandes", FigureCsv.Number(count), "", "", ""]);
            }
        }

        foreach (var theme in report.FoundByTheme)
        {
            line(["Demandes trouvées en route, par thème", theme.Label, $"sur {FigureCsv.Number(theme.Now.Whole)} demandes", FigureCsv.Number(theme.Now.Part), FigureCsv.Percent(theme.Now.Share), "", ""]);
        }

        foreach (var column in report.OverTime?.Lines ?? [])
        {
            line([report.OverTime!.Title, column.Label, report.OverTime.Unit, FigureCsv.Number(column.Count.Now), FigureCsv.Percent(column.Share), "", ""]);
        }

        foreach (var place in report.Load)
        {
            foreach (var (half, cells) in new[] { ("matin", place.Mornings), ("après-midi", place.Afternoons) })
            {
                foreach (var (index, cell) in cells.Index().Where(c => c.Item is not { Promised: 0, Sessions.Value: 0 }))
                {
                    var name = $"{place.Label}, {FigureTexts.Weekday((DayOfWeek)((index + 1) % 7))} {half}";
                    line(["Charge, accompagnements", name, $"sur {Text(cell.Promised)} demi-journées promises", FigureCsv.Number(cell.Sessions), "", "", ""]);
                    line(["Charge, demi-journées tenues", name, $"sur {Text(cell.Promised)} demi-journées promises", cell.Held is { } held ? Text(held) : FigureTexts.Withheld, "", "", ""]);
                }
            }
        }
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
