using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Web.Workshops;

/// <summary>The figures of the workshops as a CSV or a workbook, with the same counts hidden.</summary>
public static class WorkshopExport
{
    public const string Page = "/ateliers/chiffres";

    public static void MapWorkshopFigures(this WebApplication app) =>
        app.MapGet($"{Page}/export", (HttpContext http, ActorLoader actors, WorkshopFigureQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "ateliers", "Chiffres des ateliers",
            async (filter, actor) => await queries.FiguresAsync(filter, actor, http.RequestAborted) is { } report ? new(report.Filter, report.SiteLabel, Sheets(report), FigureTexts.Masks) : null))
            .RequireAuthorization("WorkshopFigures");

    internal static FigureSheet[] Sheets(WorkshopReport report) =>
    [
        new("Personnes", ["Personnes", "Nombre"], [["Inscrites", FigureSheet.Cell(report.Registered)], ["Venues", FigureSheet.Cell(report.People)]]) { Compared = [1] },
        Table("Ateliers", [report.Total]),
        .. report.Tables.Select(t => Table(t.Title, t.Lines) with { IsDated = t.Id == "mois" }),
        new("Actions collectives et réunions", ["Genre", "Qui est compté", "Séances tenues", "Séances annulées", "Comptés"], [.. report.Groups.Select(g => new object?[] { g.Kind.Label(), g.Kind.Heads(), g.Held, g.Cancelled, FigureSheet.Cell(g.Heads) })]) { Compared = [4, 2] },
    ];

    private static FigureSheet Table(string name, IEnumerable<WorkshopLine> lines) => new(
        name, ["Ligne", "Séances tenues", "Séances annulées", "Places offertes", "Présences", "Remplissage (%)"],
        [.. lines.Select(l => new object?[] { l.Label, l.Held, l.Cancelled, l.Seats, FigureSheet.Cell(l.Came), l.Filled is { } share ? Math.Round(share * 100, 1) : l.Seats == 0 ? null : FigureTexts.Withheld })]) { Compared = [4, 1, 5] };
}
