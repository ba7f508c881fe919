using InclusionNumerique.Access;
using InclusionNumerique.Trainings;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Trainings;

/// <summary>The coverage of the trainings as a file for a spreadsheet.</summary>
public static class CoverageExport
{
    public static void MapCoverageExport(this WebApplication app) => app.MapGet("/formations/couverture/export", SendAsync).RequireAuthorization("TrainingCoverage");

    private static async Task<IResult> SendAsync(HttpContext http, ActorLoader actors, CoverageQueries queries, TimeProvider clock)
    {
        var actor = await FigureDownload.ActorAsync(http, actors);
        var modules = await queries.CoverageAsync(actor, http.RequestAborted);
        var details = new List<CoverageDetail>();
        foreach (var module in modules)
        {
            if (await queries.OneAsync(module.ModuleId, actor, http.RequestAborted) is { } detail)
            {
                details.Add(detail);
            }
        }

        return FigureDownload.File(http, $"formations-{FigureAddress.Iso(clock.Today())}", ["Qui est formé", FigureDownload.Date(clock.Today())],
        [
            new("Ensemble", ["Formation", "Groupe", "Concernées", "Invitées", "Inscrites", "Venues", "Reste"], [.. modules.Select(m => new object?[] { m.Module, "Ensemble", m.Concerned, m.Invited, m.Registered, m.Came, m.Concerned - m.Came })]),
            Table("Par institution", details, d => d.Institutions),
            Table("Par mission", details, d => d.Missions),
            Table("Par site", details, d => d.Sites),
        ]);
    }

    private static FigureSheet Table(string name, IEnumerable<CoverageDetail> details, Func<CoverageDetail, IReadOnlyList<CoverageRow>> rows) => new(
        name, ["Formation", "Groupe", "Concernées", "Invitées", "Inscrites", "Venues", "Reste"],
        [.. details.SelectMany(rows, (d, r) => new object?[] { d.All.Module, r.Group, r.Concerned, r.Invited, r.Registered, r.Came, r.Left })]);
}
