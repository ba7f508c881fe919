using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Incidents;

/// <summary>The figures of incidents as a file.</summary>
public static class IncidentExport
{
    public static void MapIncidentFigures(this WebApplication app) =>
        app.MapGet($"{IncidentAddress.Figures}/export", (HttpContext http, ActorLoader actors, IncidentQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "incidents", "Incidents", async (filter, actor) => await queries.FiguresAsync(filter.Period, filter.SiteId, actor, http.RequestAborted) is { } report ? new(filter, report.SiteLabel, Sheets(report), $"« {FigureTexts.Small} » : de 1 à {Disclosure.Threshold - 1} demandes") : null))
            .RequireAuthorization("IncidentFigures");

    internal static FigureSheet[] Sheets(IncidentReport report) =>
    [
        Table("Par site", report.BySite),
        Table("Par sorte", report.ByKind),
        Table("Ensemble", [report.Total]),
        new("Sites publics en panne", ["Organisme", "Pannes", "Durée (min)", "Demandes qui ont échoué"],
            [.. report.Outages.Select(l => new object?[] { l.Organisation, l.Outages, l.Minutes, IncidentWords.IsFew(l.FailedRequests) ? FigureTexts.Small : l.FailedRequests })]) { Compared = [1, 2, 3] },
    ];

    private static FigureSheet Table(string name, IEnumerable<IncidentLine> lines) => new(
        name, ["Ligne", "Incidents", "Encore ouverts", "Bloquants", "Temps perdu (min)", "Sans connexion (min)"],
        [.. lines.Select(l => new object?[] { l.Label, l.Incidents, l.Open, l.Blocking, l.LostMinutes, l.OfflineMinutes })]) { Compared = [1, 4] };
}
