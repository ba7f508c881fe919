using InclusionNumerique.Access;
using InclusionNumerique.Incidents;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Incidents;

/// <summary>The figures of incidents as a file.</summary>
public static class IncidentExport
{
    public static void MapIncidentFigures(this WebApplication app) =>
        app.MapGet(IncidentAddress.Export, (HttpContext http, ActorLoader actors, IncidentQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "incidents", async (filter, actor) =>
                await queries.FiguresAsync(filter.Period, filter.SiteId, actor, http.RequestAborted) is { } report ? [FigureDownload.Head("Incidents", filter.Period), .. Lines(report)] : null))
            .RequireAuthorization("IncidentFigures");

    private static IEnumerable<string[]> Lines(IncidentReport report) =>
    [
        ["Tableau", "Ligne", "Incidents", "Encore ouverts", "Bloquants", "Temps perdu (min)", "Sans connexion (min)"],
        .. report.BySite.Select(l => Line("Par site", l)),
        .. report.ByKind.Select(l => Line("Par sorte", l)),
        Line("Ensemble", report.Total),
        ["Tableau", "Organisme", "Pannes", "Durée (min)", "Demandes qui ont échoué"],
        .. report.Outages.Select(l => new[] { "Sites publics en panne", l.Organisation, FigureDownload.Number(l.Outages), FigureDownload.Number(l.Minutes), IncidentWords.IsFew(l.FailedRequests) ? FigureTexts.Small : FigureDownload.Number(l.FailedRequests) }),
    ];

    private static string[] Line(string table, IncidentLine line) =>
    [
        table, line.Label, FigureDownload.Number(line.Incidents), FigureDownload.Number(line.Open), FigureDownload.Number(line.Blocking), FigureDownload.Number(line.LostMinutes), FigureDownload.Number(line.OfflineMinutes),
    ];
}
