using System.Net;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Tests;
using InclusionNumerique.Tests.Visitors;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace InclusionNumerique.Web.Tests.Visitors;

/// <summary>Autonomy and progress as files over HTTP, on days of its own.</summary>
[Collection<WebAppCollection>]
public sealed class AutonomyExportTests(WebApp app)
{
    private const int Blosne = 4, Villejean = 6;

    [Fact]
    public async Task The_tables_of_the_page_are_in_the_file_with_the_base_of_each_share()
    {
        var day = new DateOnly(2019, 5, 7);
        await AddAsync(Blosne, 20, (day.AddDays(-40), 20), (day, 55));
        await AddAsync(Villejean, 30, (day.AddDays(-40), 20), (day, 20));
        await AddAsync(Blosne, 25, (day, 80));

        using var answer = await GetAsync(Role.Coordinator, "?du=2019-05-07&au=2019-05-07&comparer=non");
        var lines = await LinesAsync(answer);

        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("autonomie-2019-05-07-2019-05-07.csv");
        lines[0].Should().StartWith("Autonomie et progrès;07/05/2019;07/05/2019;Édité le ").And.Contain(";Tous les sites;\"« < 11 » : 1 à 10 personnes");
        lines.Should().Contain("Personnes évaluées;Personnes évaluées;75").And.Contain("Personnes évaluées;Peuvent utiliser la borne seules;25").And.Contain("Personnes évaluées;Déjà évaluées avant;50");
        lines.Should().Contain("Niveau au dernier passage;Autonomie progressive;20;26,7").And.Contain("Depuis leur premier passage;Plus haut;20;40");
        lines.Should().Contain("Par site de la fiche;Blosne;20;20").And.Contain("Par site de la fiche;Villejean;0;30");
    }

    [Fact]
    public async Task A_few_people_are_hidden_in_the_file_as_on_the_page_and_the_workbook_says_the_same()
    {
        var day = new DateOnly(2019, 6, 4);
        await AddAsync(Blosne, 4, (day.AddDays(-10), 20), (day, 55));
        await AddAsync(Blosne, 40, (day.AddDays(-10), 20), (day, 20));

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2019-06-04&au=2019-06-04&comparer=non"));
        using var workbook = await GetAsync(Role.Coordinator, "?du=2019-06-04&au=2019-06-04&comparer=non&format=xlsx");
        using var file = new MemoryStream(await workbook.Content.ReadAsByteArrayAsync(WebApp.Cancellation));
        var rows = file.Query(sheetName: "Depuis leur premier passage").Cast<IDictionary<string, object?>>().Select(r => $"{r["A"]};{r["B"]};{r["C"]}").ToArray();

        lines.Should().Contain("Depuis leur premier passage;Plus haut;< 11;").And.Contain("Depuis leur premier passage;Le même;masqué;").And.NotContain(l => l.StartsWith("D’un niveau à l’autre", StringComparison.Ordinal));
        rows.Should().Contain("Plus haut;< 11;").And.Contain("Le même;masqué;");
        workbook.Content.Headers.ContentDisposition!.FileName.Should().Be("autonomie-2019-06-04-2019-06-04.xlsx");
    }

    [Fact]
    public async Task The_period_before_stands_beside_each_count_and_how_much_it_changed()
    {
        var day = new DateOnly(2019, 7, 2);
        await AddAsync(Blosne, 20, (day.AddDays(-1), 80));
        await AddAsync(Blosne, 30, (day, 80));

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2019-07-02&au=2019-07-02"));

        lines[0].Should().EndWith(";« Avant » : lundi 1er juillet 2019.");
        lines.Should().Contain("Tableau;Ligne;Nombre;Nombre avant;Évolution (%)").And.Contain("Personnes évaluées;Personnes évaluées;30;20;50");
        lines.Should().Contain("Tableau;Ligne;Personnes;Personnes avant;Évolution (%);Part (%);Part (%) avant").And.Contain("Niveau au dernier passage;Montée en compétences;30;20;50;100;100");
    }

    [Fact]
    public async Task Another_site_stands_beside_the_one()
    {
        var day = new DateOnly(2019, 8, 6);
        await AddAsync(Blosne, 20, (day, 80));
        await AddAsync(Villejean, 30, (day, 80));

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, $"?du=2019-08-06&au=2019-08-06&site={Blosne}&comparer=site-{Villejean}"));

        lines[0].Should().Contain(";Blosne;").And.EndWith(";Comparé à Villejean, aux mêmes dates.");
        lines.Should().Contain("Tableau;Ligne;Nombre;Nombre, Villejean;Écart (%)").And.Contain("Personnes évaluées;Personnes évaluées;20;30;-33");
        using var workbook = await GetAsync(Role.Coordinator, $"?du=2019-08-06&au=2019-08-06&site={Blosne}&comparer=site-{Villejean}&format=xlsx");
        using var file = new MemoryStream(await workbook.Content.ReadAsByteArrayAsync(WebApp.Cancellation));
        file.Query(sheetName: "Personnes évaluées").Cast<IDictionary<string, object?>>().Select(r => $"{r["B"]} {r["C"]} {r["D"]}").Should().Contain("Nombre Nombre, Villejean Écart (%)").And.Contain("20 30 -33");
    }

    [Fact]
    public async Task Beyond_the_team_the_file_is_of_all_sites_and_named_after_the_year_that_it_answers()
    {
        using var answer = await GetAsync(Role.Observer, "?du=2018-06-04&au=2018-06-04&site=4&comparer=site-6");

        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("autonomie-2018-01-01-2018-12-31.csv");
        (await LinesAsync(answer))[0].Should().Contain(";Tous les sites;").And.EndWith(";« Avant » : année 2017.");
    }

    [Fact]
    public async Task A_site_that_is_answered_by_the_year_of_all_sites_is_nothing_to_compare_a_day_with()
    {
        var day = new DateOnly(2019, 9, 3);
        await using (var db = TestServer.Open(app.ConnectionString))
        {
            await db.Users.Where(p => p.Email == "mediateur4" + DemoData.EmailDomain).ExecuteUpdateAsync(p => p.SetProperty(x => x.Roles, [Role.Mediator, Role.Observer]), WebApp.Cancellation);
        }

        var client = app.Anonymous();
        await WebApp.SignInAsync(client, "mediateur4" + DemoData.EmailDomain);
        await AddAsync(Blosne, 20, (day, 80));
        await AddAsync(Villejean, 30, (day, 80));

        using var answer = await client.GetAsync($"/autonomie/chiffres/export?du=2019-09-03&au=2019-09-03&site={Blosne}&comparer=site-{Villejean}", WebApp.Cancellation);
        (await LinesAsync(answer)).Should().Contain("Personnes évaluées;Personnes évaluées;20").And.NotContain(l => l.Contains("aux mêmes dates", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Receptionist)]
    [InlineData(Role.Professional)]
    [InlineData(Role.Administrator)]
    public async Task It_is_for_those_who_may_see_the_page(Role role)
    {
        using var answer = await GetAsync(role, "?du=2019-06-05&au=2019-06-05");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_mediator_reads_no_other_site()
    {
        using var answer = await GetAsync(Role.Mediator, $"?du=2019-06-06&au=2019-06-06&site={Villejean}");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> GetAsync(Role role, string query) => await (await app.As(role)).GetAsync($"/autonomie/chiffres/export{query}", WebApp.Cancellation);

    private static async Task<string[]> LinesAsync(HttpResponseMessage answer) =>
        Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation)).TrimStart('\ufeff').Split("\r\n");

    private async Task AddAsync(int site, int people, params (DateOnly Day, int Score)[] passings)
    {
        await using var db = TestServer.Open(app.ConnectionString);
        await Assessed.AddAsync(db, site, people, passings);
    }
}
