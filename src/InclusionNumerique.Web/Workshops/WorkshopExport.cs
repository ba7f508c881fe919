using System.Globalization;
using System.Security.Claims;
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

    public static void MapWorkshopFigures(this WebApplication app) => app.MapGet(Path, ExportAsync).RequireAuthorization("WorkshopFigures");

    public static string Write(WorkshopReport report, DateOnly today)
    {
        var csv = new StringBuilder();
        void Line(params string[] cells) => csv.AppendJoin(';', cells.Select(FigureCsv.Cell)).Append("\r\n");
        void Sessions(string table, WorkshopLine line) => Line(
            table, line.Label, Text(line.Held), Text(line.Cancelled), Text(line.Seats), FigureCsv.Number(line.Came), line.Filled is { } share ? FigureCsv.Percent(share) : line.Seats == 0 ? "" : FigureTexts.Withheld);

        var (from, to) = (report.Filter.Period.From, report.Filter.Period.To);
        Line("Chiffres des ateliers", report.SiteLabel, Date(from), Date(to));
        Line("Édité le", Date(today), $"« {FigureTexts.Small} » : 1 à {Disclosure.Threshold - 1} personnes ; « {FigureTexts.Withheld} » : caché pour les protéger");
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

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportAsync(
        ClaimsPrincipal user, ActorLoader actors, WorkshopFigureQueries queries, TimeProvider clock, HttpRequest request, CancellationToken cancellation)
    {
        string? Said(string name) => request.Query[name].FirstOrDefault();
        var today = clock.Today();
        var filter = FigureAddress.Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), null, today);
        var actor = Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? await actors.LoadAsync(id, cancellation) : Actor.Nobody;
        if (await queries.FiguresAsync(filter, actor, cancellation) is not { } report)
        {
            return TypedResults.NotFound();
        }

        var name = $"ateliers-{FigureAddress.Iso(filter.Period.From)}-{FigureAddress.Iso(filter.Period.To)}.csv";
        // Spreadsheets take a file for UTF-8 only with its mark.
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Write(report, today))], "text/csv; charset=utf-8", name);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
