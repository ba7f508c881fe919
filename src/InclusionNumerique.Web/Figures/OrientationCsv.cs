using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Orientations, in the columns of <see cref="FigureCsv"/>: table, line, unit, number, share, before, change. Their plain tables are written with the others.</summary>
internal static class OrientationCsv
{
    private const string Modes = "Orientations par mode";

    public static void Write(OrientationReport orientations, Action<string[]> line)
    {
        foreach (var stage in orientations.Funnel)
        {
            Share("Orientations, de l’envoi à l’issue", new ProportionLine(stage.Label, new(stage.Count.Now, orientations.Sent.Now), stage.Count.Before is { } past ? new(past, past) : null), "envoyées");
        }

        foreach (var share in new[] { orientations.Arrived, orientations.NotCome, orientations.Refused, orientations.Wrong, orientations.Abandoned, orientations.Open })
        {
            Share("Orientations", share, "envoyées");
        }

        Share("Orientations", orientations.Overdue, "ouvertes");
        line(["Orientations, délai jusqu’à l’arrivée", "Médiane", "jours", Days(orientations.Delay.Now, w => w.Median), "", Days(orientations.Delay.Before, w => w.Median), ""]);
        line(["Orientations, délai jusqu’à l’arrivée", "9 sur 10", "jours", Days(orientations.Delay.Now, w => w.NinthDecile), "", Days(orientations.Delay.Before, w => w.NinthDecile), ""]);
        foreach (var (table, lines) in new[]
            { ("Orientations par institution de l’émetteur", orientations.Senders), ("Orientations par sorte de destination", orientations.Kinds), ("Orientations par destination", orientations.Targets) })
        {
            foreach (var share in lines)
            {
                Share(table, share, "envoyées");
            }
        }

        foreach (var mode in orientations.Modes)
        {
            line([Modes, $"{mode.Label}, envoyées", "orientations", FigureCsv.Number(mode.Sent), "", "", ""]);
            line([Modes, $"{mode.Label}, encore attendues", "orientations", FigureCsv.Number(mode.Awaited), "", "", ""]);
            Share(Modes, new ProportionLine($"{mode.Label}, arrivées", mode.Arrived, mode.ArrivedBefore), "qui ne sont plus attendues");
            line([Modes, $"{mode.Label}, intervalle à 95 %, bas", "%", "", FigureCsv.Percent(mode.Interval?.Low), "", ""]);
            line([Modes, $"{mode.Label}, intervalle à 95 %, haut", "%", "", FigureCsv.Percent(mode.Interval?.High), "", ""]);
            line([Modes, $"{mode.Label}, délai médian", "jours", Days(mode.Delay, w => w.Median), "", "", ""]);
        }

        line([Modes, OrientationTexts.Accompanying(orientations.Modes), "", "", "", "", ""]);
        foreach (var wrong in orientations.WrongByNeed)
        {
            foreach (var (need, count) in orientations.Needs.Zip(wrong.ByNeed))
            {
                line(["Mal orientées, par besoin et motif", $"{need} : {wrong.Label}", "orientations", FigureCsv.Number(count), "", "", ""]);
            }
        }

        void Share(string table, ProportionLine share, string whole) => line([table, share.Label, $"sur {FigureCsv.Number(share.Now.Whole)} {whole}",
            FigureCsv.Number(share.Now.Part), FigureCsv.Percent(share.Now.Share), share.Before is { } before ? FigureCsv.Number(before.Part) : "", ""]);
    }

    private static string Days(Wait? wait, Func<Wait, int?> days) =>
        wait is null or { IsNone: true } ? "" : days(wait)?.ToString(CultureInfo.InvariantCulture) ?? FigureTexts.Withheld;
}
