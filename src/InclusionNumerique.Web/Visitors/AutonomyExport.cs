using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Visitors;

/// <summary>Autonomy and progress as a CSV or a workbook, with the same counts hidden.</summary>
public static class AutonomyExport
{
    public const string Page = "/autonomie/chiffres";

    public static void MapAutonomyFigures(this WebApplication app) =>
        app.MapGet($"{Page}/export", (HttpContext http, ActorLoader actors, AutonomyFigureQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "autonomie", "Autonomie et progrès",
            async (filter, actor) => await queries.FiguresAsync(filter, actor, http.RequestAborted) is { } report ? new(report.Filter, report.SiteLabel, Sheets(report), FigureTexts.Masks) : null))
            .RequireAuthorization("AutonomyFigures");

    internal static FigureSheet[] Sheets(AutonomyReport report) =>
    [
        new("Personnes évaluées", ["Ligne", "Nombre"],
        [
            ["Personnes évaluées", FigureSheet.Cell(report.People)], ["Passages de la grille", FigureSheet.Cell(report.Passings)], ["Peuvent utiliser la borne seules", FigureSheet.Cell(report.Kiosk)], ["Déjà évaluées avant", FigureSheet.Cell(report.Again)],
        ]) { Compared = [1] },
        // Points have no share of change: they lie on both sides of zero.
        new("Progression médiane", ["Du premier au dernier passage", "Points sur 100"], [["Personnes déjà évaluées avant", report.Step]]),
        Split("Niveau au dernier passage", [.. report.Last.Select(l => (l.Level.Label(), l.Count))], report.People),
        Split("Depuis leur premier passage", [.. AutonomyWords.Moves.Zip(report.Moves)], report.Again),
        .. report.Levels is { } levels
            ? [new FigureSheet("D’un niveau à l’autre", ["Au premier passage", .. report.Last.Select(l => l.Level.Label())], [.. levels.Zip(report.Last, (line, before) => new object?[] { before.Level.Label() }.Concat(line.Select(FigureSheet.Cell)).ToArray())])]
            : Array.Empty<FigureSheet>(),
        .. report.TellsOfSites
            ? [new FigureSheet("Par site de la fiche", ["Site", "Ont gagné un niveau", "Déjà évaluées"], [.. report.Sites.Select(s => new object?[] { s.Label, FigureSheet.Cell(s.Now.Part), FigureSheet.Cell(s.Now.Whole) })]) { Compared = [1, 2] }]
            : Array.Empty<FigureSheet>(),
    ];

    private static FigureSheet Split(string name, IReadOnlyList<(string Label, Figure Count)> lines, Figure whole) => new(
        name, ["Ligne", "Personnes", "Part (%)"],
        [.. lines.Select(l => new object?[] { l.Label, FigureSheet.Cell(l.Count), new Proportion(l.Count, whole).Share is { } share ? Math.Round(share * 100, 1) : null })]) { Compared = [1, 2] };
}
