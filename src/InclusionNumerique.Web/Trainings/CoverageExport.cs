using System.Security.Claims;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Trainings;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Trainings;

/// <summary>The coverage of the trainings as a file for a spreadsheet.</summary>
public static class CoverageExport
{
    public static void MapCoverageExport(this WebApplication app) => app.MapGet("/formations/couverture/export", SendAsync).RequireAuthorization("TrainingCoverage");

    private static async Task SendAsync(HttpContext http, ActorLoader actors, CoverageQueries queries, TimeProvider clock)
    {
        var actor = await actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
        var text = new StringBuilder("\uFEFFformation;groupe;valeur;concernees;invitees;inscrites;venues\r\n");
        foreach (var module in await queries.CoverageAsync(actor, http.RequestAborted))
        {
            Line(module.Module, "ensemble", "", module.Concerned, module.Invited, module.Registered, module.Came);
            if (await queries.OneAsync(module.ModuleId, actor, http.RequestAborted) is not { } detail)
            {
                continue;
            }

            foreach (var (group, rows) in new[] { ("institution", detail.Institutions), ("mission", detail.Missions), ("site", detail.Sites) })
            {
                foreach (var row in rows)
                {
                    Line(module.Module, group, row.Group, row.Concerned, row.Invited, row.Registered, row.Came);
                }
            }
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"formations-{clock.Today():yyyy-MM-dd}.csv\"";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted);

        void Line(params object[] cells) => text.AppendJoin(';', cells.Select(c => FigureCsv.Cell(c.ToString()!))).Append("\r\n");
    }
}
