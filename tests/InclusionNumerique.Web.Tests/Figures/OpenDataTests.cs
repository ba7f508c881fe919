using System.Net;
using System.Text;
using System.Text.Json;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Tests;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>The open data over HTTP, without an account, in a year of their own.</summary>
[Collection<WebAppCollection>]
public sealed class OpenDataTests(WebApp app)
{
    private const int Year = 2019, Blosne = 4, Villejean = 6;

    private static readonly string File = $"/donnees-ouvertes/chiffres-{Year}.csv";

    [Fact]
    public async Task A_year_is_a_file_for_everybody_that_any_cache_may_keep()
    {
        await AddVisitsAsync();
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.GetAsync(File, WebApp.Cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8");
        answer.Headers.CacheControl!.ToString().Should().Be("public, max-age=3600");
        bytes[0].Should().NotBe(Encoding.UTF8.Preamble[0]);
        lines.Should().Contain($"Ensemble,Visites,visites,année,{Year}-01-01,{Year}-12-31,,44,").And.Contain($"Ensemble,Visites,visites,mois,{Year}-03-01,{Year}-03-31,,44,");
        lines.Should().Contain($"Ensemble,Visites,visites,année,{Year}-01-01,{Year}-12-31,Villejean,,secret", "a small site is empty, and says why");
    }

    [Fact]
    public async Task Each_cell_is_as_the_schema_says()
    {
        await AddVisitsAsync();
        using var anonymous = app.Anonymous();
        using var schema = JsonDocument.Parse(await anonymous.GetStringAsync("/donnees-ouvertes/schema.json", WebApp.Cancellation));
        var fields = schema.RootElement.GetProperty("fields").EnumerateArray().ToArray();
        var lines = (await anonymous.GetStringAsync(File, WebApp.Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        lines[0].Split(',').Should().Equal(fields.Select(f => f.GetProperty("name").GetString()));
        lines.Should().HaveCountGreaterThan(500);
        foreach (var cells in lines[1..].Select(Cells))
        {
            cells.Should().HaveCount(fields.Length);
            cells.Zip(fields, IsFit).Should().NotContain(false, "{0}", string.Join('|', cells));
            (cells[7].Length == 0).Should().Be(cells[8].Length > 0, "a hidden number says why, a shown one has no reason");
        }
    }

    [Fact]
    public async Task What_describes_them_names_the_licence_the_publisher_and_each_file()
    {
        await AddVisitsAsync();
        using var anonymous = app.Anonymous();
        using var package = JsonDocument.Parse(await anonymous.GetStringAsync("/donnees-ouvertes/datapackage.json", WebApp.Cancellation));
        using var catalogue = JsonDocument.Parse(await anonymous.GetStringAsync("/donnees-ouvertes/catalogue.jsonld", WebApp.Cancellation));
        var page = WebUtility.HtmlDecode(await anonymous.GetStringAsync("/donnees-ouvertes", WebApp.Cancellation));

        package.RootElement.GetProperty("licenses")[0].GetProperty("name").GetString().Should().Be("etalab-2.0");
        package.RootElement.GetProperty("resources").EnumerateArray().Should().Contain(r => r.GetProperty("path").GetString() == $"chiffres-{Year}.csv" && r.GetProperty("schema").GetString() == "schema.json");
        catalogue.RootElement.GetProperty("dcat:distribution").EnumerateArray().Should().Contain(d => d.GetProperty("dcat:downloadURL").GetProperty("@id").GetString() == new Uri(app.Address, File).AbsoluteUri);
        page.Should().Contain($"Année {Year} (CSV)").And.Contain("Licence Ouverte 2.0").And.NotContain("_blazor");
        page.Should().Contain("href=\"/donnees-ouvertes\"", "the footer leads there");
    }

    [Theory]
    [InlineData("/donnees-ouvertes/chiffres-2017.csv")]
    [InlineData("/donnees-ouvertes/chiffres-2999.csv")]
    [InlineData("/donnees-ouvertes/chiffres-0.csv")]
    [InlineData("/donnees-ouvertes/chiffres-x.csv")]
    public async Task A_year_that_is_not_over_or_has_nothing_is_no_file_and_no_cache_keeps_that(string path)
    {
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.GetAsync(path, WebApp.Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    private static bool IsFit(string cell, JsonElement field)
    {
        var constraints = field.GetProperty("constraints");
        return cell.Length == 0
            ? !constraints.GetProperty("required").GetBoolean()
            : field.GetProperty("type").GetString() switch
            {
                "integer" => long.TryParse(cell, out var number) && number is 0 or >= 11,
                "date" => DateOnly.TryParseExact(cell, "yyyy-MM-dd", out _),
                _ => !constraints.TryGetProperty("enum", out var values) || values.EnumerateArray().Any(v => v.GetString() == cell),
            };
    }

    // Quoted cells hold commas, never line breaks.
    private static string[] Cells(string line)
    {
        List<string> cells = [];
        var (cell, isQuoted) = (new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return [.. cells, cell.ToString()];
    }

    // Once, whichever test comes first: the file of a year is made once a day.
    private async Task AddVisitsAsync()
    {
        await using var db = TestServer.Open(app.ConnectionString);
        if (db.Visits.Any(v => v.Day.Year == Year))
        {
            return;
        }

        var at = ParisTime.At(new DateOnly(Year, 3, 5), new TimeOnly(10, 0));
        foreach (var (site, count) in new[] { (Blosne, 40), (Villejean, 4) })
        {
            for (var i = 0; i < count; i++)
            {
                var visit = new Visit { Id = Guid.CreateVersion7(), SiteId = site, ArrivedAt = at, Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = DemoData.AccountId(1), RecordedAt = at, Facts = new VisitFacts() };
                var session = new Session { Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = site, MediatorId = DemoData.AccountId(1), StartedAt = at, Minutes = 10, RecordedAt = at };
                session.Requests.Add(new Request { SessionId = session.Id, Position = 0, ThemeId = 2, Outcome = RequestOutcome.Solved });
                db.AddRange(visit, session);
            }
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
    }
}
