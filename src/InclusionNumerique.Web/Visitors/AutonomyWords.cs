using System.Globalization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Visitors;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Visitors;

/// <summary>What is said of progress never goes beyond what was counted.</summary>
internal static class AutonomyWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static IReadOnlyList<string> Moves { get; } = ["Plus haut", "Le même", "Plus bas"];

    /// <summary>"+ 12,5", "0".</summary>
    public static string Points(double step) => $"{(step > 0 ? "+\u00A0" : step < 0 ? "−\u00A0" : "")}{Math.Abs(step).ToString("0.#", French)}";

    public static string Rose(AutonomyReport report)
    {
        const string limits = "Cela ne mesure pas l’effet de l’accompagnement : on ne sait pas où en seraient ces personnes sans lui, et qui revient passer la grille n’est pas tout le monde.";
        if (report.Rose is not { Part.Value: { } rose, Whole.Value: > 0 and { } whole })
        {
            return $"Trop peu de personnes pour dire combien ont gagné un niveau. {limits}";
        }

        var interval = Interval.Of(rose, whole);
        return $"{FigureTexts.Share(report.Rose)} ont gagné un niveau ({FigureTexts.Number(rose)} sur {FigureTexts.Number(whole)}), entre {FigureTexts.Share(interval.Low)} et {FigureTexts.Share(interval.High)} à 95 %. {limits}";
    }
}
