using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Appointments, in the columns of <see cref="FigureCsv"/>: table, line, unit, number, share, before, change. Their plain tables are written with the others.</summary>
internal static class AppointmentCsv
{
    public static void Write(AppointmentReport appointments, FigureStep step, Action<string[]> line)
    {
        foreach (var kept in appointments.KeptOfSites.Append(appointments.Kept))
        {
            Share("Rendez-vous honorés", kept, "honorés ou manqués");
        }

        Share("Venues sur rendez-vous", appointments.ByAppointment, "visites");
        foreach (var column in appointments.Columns)
        {
            Share("Venues sur rendez-vous", new ProportionLine(FigureTexts.LongColumn(column.Start, step == FigureStep.Day ? FigureStep.Week : step), column.ByAppointment, null), "visites");
        }

        foreach (var delay in appointments.DelayOfSites.Append(appointments.Delay))
        {
            line(["Délai du rendez-vous", $"{delay.Label}, médiane", "jours", Days(delay.Now, w => w.Median), "", Days(delay.Before, w => w.Median), ""]);
            line(["Délai du rendez-vous", $"{delay.Label}, 9 sur 10", "jours", Days(delay.Now, w => w.NinthDecile), "", Days(delay.Before, w => w.NinthDecile), ""]);
        }

        foreach (var slot in appointments.FirstSlots)
        {
            line(["Premier créneau libre, au jour de l’édition", slot.Label, "jours", slot.Days?.ToString(CultureInfo.InvariantCulture) ?? "aucun", "", "", ""]);
        }

        foreach (var site in appointments.CoverageOfSites.Append(appointments.Coverage))
        {
            line(["Permanences tenues", site.Label, $"sur {Text(site.Promised)} demi-journées promises", Text(site.Held), FigureCsv.Percent(site.Share), site.HeldBefore is { } held ? Text(held) : "", ""]);
        }

        void Share(string table, ProportionLine share, string whole) => line([table, share.Label, $"sur {FigureCsv.Number(share.Now.Whole)} {whole}",
            FigureCsv.Number(share.Now.Part), FigureCsv.Percent(share.Now.Share), share.Before is { } before ? FigureCsv.Number(before.Part) : "", ""]);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Days(Wait? wait, Func<Wait, int?> days) =>
        wait is null or { IsNone: true } ? "" : days(wait)?.ToString(CultureInfo.InvariantCulture) ?? FigureTexts.Withheld;
}
