using System.Globalization;
using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Figures;

/// <summary>The tables of a page of figures as a file: a CSV, or a workbook when the address says <c>format=xlsx</c>.</summary>
public static class FigureDownload
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Reads who asks and for which period, writes the tables, or answers that there is nothing for them.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(
        HttpContext http, ActorLoader actors, DateOnly today, string name, string title, Func<FigureFilter, Actor, Task<FigureFile?>> read)
    {
        string? Said(string key) => http.Request.Query[key].FirstOrDefault();
        var actor = await ActorAsync(http, actors);
        if (await read(FigureAddress.Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), Said("comparer"), today), actor) is not { } file)
        {
            return TypedResults.NotFound();
        }

        // A site beyond the reader's own may be answered by the year of all sites, which is nothing to compare with.
        var other = file.Filter.Other is { } beside && await read(beside, actor) is { } answered && answered.Filter.IsSameView(beside) ? answered : null;
        var site = file.Filter.CompareSiteId is null ? null : other?.SiteLabel;
        string?[] head = [.. Head(title, file.Filter.Period), $"Édité le {Date(today)}", file.SiteLabel, file.Legend, other is null ? null : Versus.Line(file.Filter, site)];
        return File(http, NameOf(name, file.Filter.Period), [.. head.OfType<string>()], other is null ? file.Sheets : [.. file.Sheets.Select(s => s.Beside(other.Sheets, Versus.Site(site)))]);
    }

    /// <summary>The right's last word is the query's: somebody without an account sees nothing.</summary>
    public static async Task<Actor> ActorAsync(HttpContext http, ActorLoader actors) =>
        Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? await actors.LoadAsync(id, http.RequestAborted) : Actor.Nobody;

    /// <param name="name">Of the file, without its ending.</param>
    public static FileContentHttpResult File(HttpContext http, string name, string[] title, IReadOnlyList<FigureSheet> sheets)
    {
        http.Response.Headers.CacheControl = "no-store";
        return IsWorkbook(http)
            ? TypedResults.File(FigureBook.Workbook(title, sheets), Xlsx, $"{name}.xlsx")
            : TypedResults.File(FigureBook.Csv(title, sheets), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static bool IsWorkbook(HttpContext http) => http.Request.Query["format"] == "xlsx";

    public static string NameOf(string name, FigurePeriod period) => $"{name}-{FigureAddress.Iso(period.From)}-{FigureAddress.Iso(period.To)}";

    public static string[] Head(string title, FigurePeriod period) => [title, Date(period.From), Date(period.To)];

    public static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
