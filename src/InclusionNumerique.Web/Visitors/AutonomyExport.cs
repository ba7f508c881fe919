using System.Globalization;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Figures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Visitors;

/// <summary>Autonomy and progress as a CSV or a workbook, with the same counts hidden.</summary>
public static class AutonomyExport
{
    public const string Page = "/autonomie/chiffres";

    private const string Path = Page + "/export";

    private static string Masks => $"« {FigureTexts.Small} » : 1 à {Disclosure.Threshold - 1} personnes ; « {FigureTexts.Withheld} » : caché pour les protéger";

    public static void MapAutonomyFigures(this WebApplication app) => app.MapGet(Path, ExportAsync).RequireAuthorization("AutonomyFigures");

    public static string Address(FigureFilter filter, DateOnly today) => FigureAddress.Write(filter, today, Path);

    internal static FigureSheet[] Sheets(AutonomyReport report) =>
    [
        new("Personnes évaluées", ["Ligne", "Nombre"],
        [
            ["Personnes évaluées", Cell(report.People)], ["Passages de la grille", Cell(report.Passings)], ["Peuvent utiliser la borne seules", Cell(report.Kiosk)], ["Déjà évaluées avant", Cell(report.Again)],
            ["Progression médiane (points sur 100)", report.Step],
        ]),
        Split("Niveau au dernier passage", [.. report.Last.Select(l => (l.Level.Label(), l.Count))], report.People),
        Split("Depuis leur premier passage", [.. AutonomyWords.Moves.Zip(report.Moves)], report.Again),
        .. report.Levels is { } levels
            ? [new FigureSheet("D’un niveau à l’autre", ["Au premier passage", .. report.Last.Select(l => l.Level.Label())], [.. levels.Zip(report.Last, (line, before) => new object?[] { before.Level.Label() }.Concat(line.Select(Cell)).ToArray())])]
            : Array.Empty<FigureSheet>(),
        .. report.Sites.Count > 0
            ? [new FigureSheet("Par site de la fiche", ["Site", "Ont gagné un niveau", "Déjà évaluées"], [.. report.Sites.Select(s => new object?[] { s.Label, Cell(s.Now.Part), Cell(s.Now.Whole) })])]
            : Array.Empty<FigureSheet>(),
    ];

    internal static string Write(AutonomyReport report, DateOnly today)
    {
        var csv = new StringBuilder();
        void Line(params IEnumerable<string> cells) => csv.AppendJoin(';', cells.Select(FigureCsv.Cell)).Append("\r\n");
        Line("Autonomie et progrès", report.SiteLabel, FigureDownload.Date(report.Filter.Period.From), FigureDownload.Date(report.Filter.Period.To));
        Line("Édité le", FigureDownload.Date(today), Masks);
        foreach (var sheet in Sheets(report))
        {
            Line();
            Line([sheet.Name, .. sheet.Head.Skip(1)]);
            foreach (var row in sheet.Rows)
            {
                Line(row.Select(c => Convert.ToString(c, French) ?? ""));
            }
        }

        return csv.ToString();
    }

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportAsync(HttpContext http, ActorLoader actors, AutonomyFigureQueries queries, TimeProvider clock)
    {
        var today = clock.Today();
        if (await queries.FiguresAsync(FigureDownload.Asked(http, today), await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is not { } report)
        {
            return TypedResults.NotFound();
        }

        var name = FigureDownload.NameOf("autonomie", report.Filter.Period);
        return FigureDownload.IsWorkbook(http)
            ? FigureDownload.File(http, name, [.. FigureDownload.Head("Autonomie et progrès", report.Filter.Period), report.SiteLabel, Masks], Sheets(report))
            // Spreadsheets take a file for UTF-8 only with its mark.
            : TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Write(report, today))], "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static FigureSheet Split(string name, IReadOnlyList<(string Label, Figure Count)> lines, Figure whole) => new(
        name, ["Ligne", "Personnes", "Part (%)"],
        [.. lines.Select(l => new object?[] { l.Label, Cell(l.Count), new Proportion(l.Count, whole).Share is { } share ? Math.Round(share * 100, 1) : null })]);

    private static object Cell(Figure figure) => figure.Value is { } value ? value : FigureTexts.Text(figure);
}
