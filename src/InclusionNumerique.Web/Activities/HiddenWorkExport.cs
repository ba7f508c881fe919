using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Activities;

/// <summary>The sums of work outside sessions as a file.</summary>
public static class HiddenWorkExport
{
    public const string Page = "/travail-hors-mediation";

    public const string Address = "/travail-hors-mediation/export";

    public static void MapHiddenWork(this WebApplication app) =>
        app.MapGet(Address, (HttpContext http, ActorLoader actors, ActivityQueries queries, TimeProvider clock) => FigureDownload.SendAsync(
            http, actors, clock.Today(), "travail-hors-mediation", async (filter, actor) =>
                await queries.FiguresAsync(filter.Period, filter.SiteId, actor, http.RequestAborted) is { } report ? [FigureDownload.Head("Travail hors médiation", filter.Period), .. Lines(report)] : null))
            .RequireAuthorization("HiddenWork");

    private static IEnumerable<string[]> Lines(HiddenWorkReport report) =>
    [
        ["Tableau", "Ligne", "Minutes", "Personnes", "Minutes par personne"],
        .. report.ByType.Select(l => Line("Par travail", l.Label, l)),
        .. report.BySite.Select(l => Line("Par site", l.Label, l)),
        .. report.ByMonth.Select(l => Line("Par mois", l.Label, l)),
        Line("Ensemble", "Hors médiation", report.Total),
        ["Ensemble", "Accompagnements", FigureDownload.Number(report.ReceivedMinutes), "", ""],
    ];

    private static string[] Line(string table, string label, HiddenWorkLine line) =>
        [table, label, FigureDownload.Number(line.Minutes), line.People is { } people ? FigureDownload.Number(people) : $"moins de {HiddenWorkLine.PeopleLeast}", FigureDownload.Number(line.Mean)];
}
