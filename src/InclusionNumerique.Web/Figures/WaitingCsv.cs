using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Waiting and reception, in the columns of <see cref="FigureCsv"/>: table, line, unit, number, share, before, change.</summary>
internal static class WaitingCsv
{
    public static void Write(WaitingReport waiting, FigureStep step, Action<string[]> line)
    {
        WaitLine[] columns = [.. waiting.Columns.Select(c => new WaitLine(FigureTexts.LongColumn(c.Start, step), c.Now, c.Before))];
        WaitLine[] halves = [.. waiting.ByHalfDay.Select(h => new WaitLine(FigureTexts.HalfDayName(h.Day, h.IsAfternoon), h.Now, h.Before))];
        foreach (var (table, lines) in new[]
            { ("Attente", [waiting.All]), ("Attente par site", waiting.Sites), ("Attente par heure d’arrivée", waiting.Hours), ("Attente dans le temps", columns), ("Attente par demi-journée", halves) })
        {
            foreach (var wait in lines)
            {
                line([table, $"{wait.Label}, médiane", "minutes", Minutes(wait.Now, w => w.Median), "", Minutes(wait.Before, w => w.Median), ""]);
                line([table, $"{wait.Label}, 9 sur 10", "minutes", Minutes(wait.Now, w => w.NinthDecile), "", Minutes(wait.Before, w => w.NinthDecile), ""]);
            }
        }

        Share("Attente", waiting.LeftUnseen, "personnes qui ont attendu");
        foreach (var load in waiting.HalfDaysOfSites.Append(waiting.HalfDays))
        {
            line(["Accompagnements par demi-journée", load.Label, load.HalfDays is { } halfDays ? $"moyenne sur {FigureTexts.HalfDays(halfDays)}" : "moyenne",
                Mean(load.Sessions, load.HalfDays), "", Mean(load.SessionsBefore, load.HalfDaysBefore ?? 0), ""]);
        }

        foreach (var advice in waiting.Advice.Append(waiting.Followed))
        {
            Share("Conseil du triage suivi", advice, "conseils donnés");
        }

        Share("Borne et autonomie", waiting.Asked, "triages");
        Share("Borne et autonomie", waiting.Autonomous, "personnes interrogées");
        Share("Borne et autonomie", waiting.SentToKiosk, "personnes autonomes");
        Share("Demande annoncée", waiting.StatedTheme, "visites avec un thème au triage");
        Share("Demande annoncée", waiting.FoundOnTheWay, "demandes");

        void Share(string table, ProportionLine share, string whole) => line([table, share.Label, $"sur {FigureCsv.Number(share.Now.Whole)} {whole}",
            FigureCsv.Number(share.Now.Part), FigureCsv.Percent(share.Now.Share), share.Before is { } before ? FigureCsv.Number(before.Part) : "", ""]);
    }

    private static string Minutes(Wait? wait, Func<Wait, int?> minutes) =>
        wait is null or { IsNone: true } ? "" : minutes(wait)?.ToString(CultureInfo.InvariantCulture) ?? FigureTexts.Withheld;

    private static string Mean(double? mean, long? count) =>
        mean is { } value ? value.ToString("0.0", CultureInfo.GetCultureInfo("fr-FR")) : count == 0 ? "" : FigureTexts.Withheld;
}
