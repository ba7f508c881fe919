using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Activities;

/// <summary>The sums of work outside sessions as a file.</summary>
public static class HiddenWorkExport
{
    public const string Page = "/travail-hors-mediation";

    public static void MapHiddenWork(this WebApplication app) =>
        app.MapGet($"{Page}/export", (HttpContext http, ActorLoader actors, ActivityQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "travail-hors-mediation", "Travail hors médiation", async (filter, actor) => await queries.FiguresAsync(filter.Period, filter.SiteId, actor, http.RequestAborted) is { } report ? new(filter, report.SiteLabel, Sheets(report)) : null))
            .RequireAuthorization("HiddenWork");

    internal static FigureSheet[] Sheets(HiddenWorkReport report) =>
    [
        Table("Par travail", report.ByType.Select(l => Row(l.Label, l))),
        Table("Par site", report.BySite.Select(l => Row(l.Label, l))),
        Table("Par mois", report.ByMonth.Select(l => Row(l.Label, l))) with { IsDated = true },
        Table("Ensemble", [Row("Hors médiation", report.Total), ["Accompagnements", report.ReceivedMinutes, null, null]]),
    ];

    private static FigureSheet Table(string name, IEnumerable<object?[]> rows) => new(name, ["Ligne", "Minutes", "Personnes", "Minutes par personne"], [.. rows]) { Compared = [1, 2] };

    private static object?[] Row(string label, HiddenWorkLine line) => [label, line.Minutes, line.People is { } people ? people : $"moins de {HiddenWorkLine.PeopleLeast}", line.Mean];
}
