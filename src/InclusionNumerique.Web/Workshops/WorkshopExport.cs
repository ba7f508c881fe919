using System.Globalization;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Workshops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Workshops;

/// <summary>The figures of the workshops as one CSV, with the same counts hidden.</summary>
public static class WorkshopExport
{
    public const string Path = "/ateliers/chiffres/export";

    private static string Masks => $"« {FigureTexts.Small} » : 1 à {Disclosure.Threshold - 1} personnes ; « {FigureTexts.Withheld} » : caché pour les protéger";

    public static void MapWorkshopFigures(this WebApplication app) => app.MapGet(Path, ExportAsync).RequireAuthorization("WorkshopFigures");

    public static string Write(WorkshopReport report, DateOnly today)
    {
        var csv = new StringBuilder();
        void Line(params string[] cells) => csv.AppendJoin(';', cells.Select(FigureCsv.Cell)).Append("\r\n");
        void Sessions(string table, WorkshopLine line) => Line(
            table, line.Label, Text(line.Held), Text(line.Cancelled), Text(line.Seats), FigureCsv.Number(line.Came), line.Filled is { } share ? FigureCsv.Percent(share) : line.Seats == 0 ? "" : FigureTexts.Withheld);

        var (from, to) = (report.Filter.Period.From, report.Filter.Period.To);
        Line("Chiffres des ateliers", report.SiteLabel, FigureDownload.Date(from), FigureDownload.Date(to));
        Line("Édité le", FigureDownload.Date(today), Masks);
        Line();
        Line("Personnes inscrites", FigureCsv.Number(report.Registered));
        Line("Personnes venues", FigureCsv.Number(report.People));
        Line();
        Line("Tableau", "Ligne", "Séances tenues", "Séances annulées", "Places offertes", "Présences", "Remplissage (%)");
        Sessions("Ateliers", report.Total);
        foreach (var table in report.Tables)
        {
            foreach (var line in table.Lines)
            {
                Sessions(table.Title, line);
            }
        }

        Line();
        Line("Genre", "Qui est compté", "Séances tenues", "Séances annulées", "Comptés");
        foreach (var group in report.Groups)
        {
            Line(group.Kind.Label(), group.Kind.Heads(), Text(group.Held), Text(group.Cancelled), FigureCsv.Number(group.Heads));
        }

        return csv.ToString();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportAsync(HttpContext http, ActorLoader actors, WorkshopFigureQueries queries, TimeProvider clock)
    {
        var today = clock.Today();
        var filter = FigureDownload.Asked(http, today);
        if (await queries.FiguresAsync(filter, await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is not { } report)
        {
            return TypedResults.NotFound();
        }

        var name = FigureDownload.NameOf("ateliers", filter.Period);
        return FigureDownload.IsWorkbook(http)
            ? FigureDownload.File(http, name, [.. FigureDownload.Head("Chiffres des ateliers", filter.Period), report.SiteLabel, Masks], Sheets(report))
            // Spreadsheets take a file for UTF-8 only with its mark.
            : TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Write(report, today))], "text/csv; charset=utf-8", $"{name}.csv");
    }

    internal static FigureSheet[] Sheets(WorkshopReport report) =>
    [
        new("Personnes", ["Personnes", "Nombre"], [["Inscrites", Cell(report.Registered)], ["Venues", Cell(report.People)]]),
        Table("Ateliers", [report.Total]),
        .. report.Tables.Select(t => Table(t.Title, t.Lines)),
        new("Autres groupes", ["Genre", "Qui est compté", "Séances tenues", "Séances annulées", "Comptés"], [.. report.Groups.Select(g => new object?[] { g.Kind.Label(), g.Kind.Heads(), g.Held, g.Cancelled, Cell(g.Heads) })]),
    ];

    private static FigureSheet Table(string name, IEnumerable<WorkshopLine> lines) => new(
        name, ["Ligne", "Séances tenues", "Séances annulées", "Places offertes", "Présences", "Remplissage (%)"],
        [.. lines.Select(l => new object?[] { l.Label, l.Held, l.Cancelled, l.Seats, Cell(l.Came), l.Filled is { } share ? Math.Round(share * 100, 1) : l.Seats == 0 ? null : FigureTexts.Withheld })]);

    private static object Cell(Figure figure) => figure.Value is { } value ? value : FigureTexts.Text(figure);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
