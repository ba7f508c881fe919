using System.Net;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Tests;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Web.Tests.Workshops;

/// <summary>The CSV of the workshops' figures over HTTP, on days of its own.</summary>
[Collection<WebAppCollection>]
public sealed class WorkshopExportTests(WebApp app)
{
    private const int Blosne = 4, Cleunay = 5, Villejean = 6;

    [Fact]
    public async Task Sessions_are_said_people_only_by_the_rule_and_a_name_runs_nothing_in_a_spreadsheet()
    {
        var day = new DateOnly(2020, 4, 7);
        await HoldAsync(day, (Blosne, 30), (Cleunay, 20), (Villejean, 4));

        using var answer = await (await app.As(Role.Coordinator)).GetAsync("/ateliers/chiffres/export?du=2020-04-07&au=2020-04-07&comparer=non", WebApp.Cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation);
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').Split("\r\n");

        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("ateliers-2020-04-07-2020-04-07.csv");
        bytes.Should().StartWith(Encoding.UTF8.GetPreamble());
        lines[0].Should().StartWith("Chiffres des ateliers;07/04/2020;07/04/2020;Édité le ").And.Contain(";Tous les sites;\"« < 11 » : 1 à 10 personnes");
        lines.Should().Contain("Personnes;Venues;54").And.Contain("Ateliers;Total;3;0;120;54;45");
        lines.Should().Contain("Par site;Blosne;1;0;40;30;75").And.Contain("Par site;Villejean;1;0;40;< 11;masqué").And.Contain("Par site;Cleunay;1;0;40;masqué;masqué");
    }

    [Fact]
    public async Task Beyond_the_team_the_file_is_named_after_the_year_that_it_answers()
    {
        using var answer = await (await app.As(Role.Observer)).GetAsync("/ateliers/chiffres/export?du=2020-04-08&au=2020-04-08", WebApp.Cancellation);

        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("ateliers-2020-01-01-2020-12-31.csv");
    }

    [Theory]
    [InlineData(Role.Observer, HttpStatusCode.OK)]
    [InlineData(Role.Receptionist, HttpStatusCode.Forbidden)]
    [InlineData(Role.Professional, HttpStatusCode.Forbidden)]
    public async Task It_is_for_those_who_may_see_the_page(Role role, HttpStatusCode expected)
    {
        using var answer = await (await app.As(role)).GetAsync("/ateliers/chiffres/export?du=2020-04-08&au=2020-04-08", WebApp.Cancellation);

        answer.StatusCode.Should().Be(expected);
    }

    private async Task HoldAsync(DateOnly day, params (int Site, int People)[] sessions)
    {
        await using var db = TestServer.Open(app.ConnectionString);
        foreach (var (site, people) in sessions)
        {
            var workshop = new Workshop { Id = Guid.CreateVersion7(), Name = $"Atelier Démo {Guid.CreateVersion7():N}", Aims = "Essai", Level = WorkshopLevel.Beginner, SiteId = site, Capacity = 40 };
            var startsAt = ParisTime.At(day, new(14, 0));
            var session = new WorkshopSession
            {
                Id = Guid.CreateVersion7(), Kind = WorkshopKind.Workshop, WorkshopId = workshop.Id, SiteId = site, StartsAt = startsAt, EndsAt = startsAt.AddHours(2), Capacity = 40, State = WorkshopState.Held,
                CreatedById = DemoData.AccountId(1), CreatedAt = startsAt,
            };
            session.Places.AddRange(Enumerable.Range(1, people).Select(n => new WorkshopPlace
            {
                Id = Guid.CreateVersion7(), SessionId = session.Id, Number = (short)n, Seat = (short)n, RegisteredById = DemoData.AccountId(1), RegisteredAt = startsAt, Attendance = Attendance.Present,
            }));
            db.AddRange(workshop, session);
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
    }
}
