using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Figures;

/// <summary>Open data and what describes them: a Table Schema, a Data Package (frictionlessdata.io) and a DCAT catalogue. For everybody, without an account.</summary>
public static class OpenDataEndpoints
{
    public const string Page = "/donnees-ouvertes";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileOf(int year) => $"chiffres-{year}.csv";

    public static void MapOpenData(this WebApplication app)
    {
        var files = app.MapGroup(Page).AllowAnonymous().WithMetadata(new ForEverybody());
        files.MapGet("/chiffres-{of}.csv", async Task<Results<FileContentHttpResult, NotFound>> (string of, OpenDataFiles open) =>
            int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 3000 && await open.CsvAsync(year) is { } csv
                ? TypedResults.File(csv, "text/csv; charset=utf-8", FileOf(year)) : TypedResults.NotFound());
        files.MapGet("/schema.json", () => Json(Schema(), "application/json"));
        files.MapGet("/datapackage.json", async (OpenDataReader reader, TimeProvider clock) => Json(Package(await reader.YearsAsync(), clock.Today()), "application/json"));
        files.MapGet("/catalogue.jsonld", async (OpenDataReader reader, TimeProvider clock, HttpRequest request, PublicAddress address) =>
            Json(Catalogue(await reader.YearsAsync(), clock.Today(), $"{(address.Given?.AbsoluteUri ?? $"{request.Scheme}://{request.Host}/").TrimEnd('/')}{Page}"), "application/ld+json"));
    }

    private static ContentHttpResult Json(JsonNode said, string type) => TypedResults.Text(said.ToJsonString(Readable), $"{type}; charset=utf-8");

    private static JsonObject Schema() => new()
    {
        ["$schema"] = "https://specs.frictionlessdata.io/schemas/table-schema.json",
        ["name"] = "chiffres-espaces-numeriques",
        ["title"] = OpenDataSchema.Title,
        ["description"] = OpenDataSchema.Description,
        ["fields"] = new JsonArray([.. OpenDataSchema.Columns.Select(Field)]),
        ["missingValues"] = new JsonArray(""),
        ["primaryKey"] = new JsonArray("tableau", "ligne", "periode", "debut", "site"),
    };

    private static JsonNode Field(OpenDataColumn column)
    {
        var constraints = new JsonObject { ["required"] = column.IsRequired };
        if (column.Values is { } values)
        {
            constraints["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
        }

        if (column.Type == "integer")
        {
            constraints["minimum"] = 0;
        }

        var field = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["title"] = column.Title, ["description"] = column.Description, ["constraints"] = constraints };
        if (column.Type == "date")
        {
            field["format"] = "%Y-%m-%d";
        }

        return field;
    }

    private static JsonObject Package(IReadOnlyList<int> years, DateOnly today) => new()
    {
        ["profile"] = "tabular-data-package",
        ["name"] = "chiffres-espaces-numeriques",
        ["title"] = OpenDataSchema.Title,
        ["description"] = OpenDataSchema.Description,
        ["licenses"] = new JsonArray(new JsonObject { ["name"] = "etalab-2.0", ["title"] = OpenDataSchema.LicenceName, ["path"] = OpenDataSchema.Licence }),
        ["contributors"] = new JsonArray(new JsonObject { ["title"] = OpenDataSchema.Publisher, ["role"] = "publisher" }),
        ["created"] = FigureAddress.Iso(today),
        ["resources"] = new JsonArray([.. years.Select(year => new JsonObject
        {
            ["name"] = $"chiffres-{year}",
            ["title"] = $"Chiffres de l’année {year}",
            ["path"] = FileOf(year),
            ["profile"] = "tabular-data-resource",
            ["format"] = "csv",
            ["mediatype"] = "text/csv",
            ["encoding"] = "utf-8",
            ["dialect"] = new JsonObject { ["delimiter"] = ",", ["header"] = true },
            ["schema"] = "schema.json",
        })]),
    };

    private static JsonObject Catalogue(IReadOnlyList<int> years, DateOnly today, string address) => new()
    {
        ["@context"] = new JsonObject { ["dcat"] = "http://www.w3.org/ns/dcat#", ["dct"] = "http://purl.org/dc/terms/", ["foaf"] = "http://xmlns.com/foaf/0.1/", ["xsd"] = "http://www.w3.org/2001/XMLSchema#" },
        ["@id"] = address,
        ["@type"] = "dcat:Dataset",
        ["dct:title"] = OpenDataSchema.Title,
        ["dct:description"] = OpenDataSchema.Description,
        ["dct:language"] = "fr",
        ["dct:modified"] = Day(today),
        ["dct:accrualPeriodicity"] = new JsonObject { ["@id"] = "http://publications.europa.eu/resource/authority/frequency/ANNUAL" },
        ["dct:publisher"] = new JsonObject { ["@type"] = "foaf:Organization", ["foaf:name"] = OpenDataSchema.Publisher },
        ["dct:spatial"] = "Rennes",
        ["dct:temporal"] = years.Count == 0 ? null : new JsonObject { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Day(new(years[^1], 1, 1)), ["dcat:endDate"] = Day(new(years[0], 12, 31)) },
        ["dcat:landingPage"] = new JsonObject { ["@id"] = address },
        ["dcat:distribution"] = new JsonArray([.. years.Select(year => new JsonObject
        {
            ["@type"] = "dcat:Distribution",
            ["dct:title"] = $"Chiffres de l’année {year} (CSV)",
            ["dcat:downloadURL"] = new JsonObject { ["@id"] = $"{address}/{FileOf(year)}" },
            ["dcat:mediaType"] = "text/csv",
            ["dct:conformsTo"] = new JsonObject { ["@id"] = $"{address}/schema.json" },
            ["dct:license"] = new JsonObject { ["@id"] = OpenDataSchema.Licence },
        })]),
    };

    private static JsonObject Day(DateOnly day) => new() { ["@type"] = "xsd:date", ["@value"] = FigureAddress.Iso(day) };
}
