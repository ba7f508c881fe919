using System.Globalization;
using System.Security.Claims;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Figures;

/// <summary>The tables of a page of figures as a CSV of the period that its address names.</summary>
public static class FigureDownload
{
    /// <summary>Reads who asks and for which period, writes the lines, or answers that there is nothing for them.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(
        HttpContext http, ActorLoader actors, DateOnly today, string name, Func<FigureFilter, Actor, Task<IEnumerable<string[]>?>> lines)
    {
        string? Said(string key) => http.Request.Query[key].FirstOrDefault();
        var filter = FigureAddress.Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), null, today);
        var actor = await actors.LoadAsync(Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), http.RequestAborted);
        if (await lines(filter, actor) is not { } rows)
        {
            return TypedResults.NotFound();
        }

        var csv = new StringBuilder();
        foreach (var row in rows)
        {
            csv.AppendJoin(';', row.Select(FigureCsv.Cell)).Append("\r\n");
        }

        http.Response.Headers.CacheControl = "no-store";
        // Spreadsheets take a file for UTF-8 only with its mark.
        return TypedResults.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", $"{name}-{FigureAddress.Iso(filter.Period.From)}-{FigureAddress.Iso(filter.Period.To)}.csv");
    }

    public static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string[] Head(string title, FigurePeriod period) => [title, Date(period.From), Date(period.To)];

    private static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
