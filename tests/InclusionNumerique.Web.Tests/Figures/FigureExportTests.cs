using System.Diagnostics;
using System.Net;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Tests;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>The CSV of the figures over HTTP, on days of its own.</summary>
[Collection<WebAppCollection>]
public sealed class FigureExportTests(WebApp app)
{
    private const int Blosne = 4, Cleunay = 5, Villejean = 6;

    [Fact]
    public async Task The_tables_of_the_page_are_in_the_file_with_the_same_counts_hidden()
    {
        await AddVisitsAsync(new DateOnly(2020, 3, 3), (Blosne, 30), (Cleunay, 20), (Villejean, 4));

        using var answer = await GetAsync(Role.Coordinator, "?du=2020-03-03&au=2020-03-03&comparer=non");
        var lines = await LinesAsync(answer);

        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("chiffres-2020-03-03-2020-03-03.csv");
        lines.Should().Contain("Chiffres;Tous les sites;03/03/2020;03/03/2020").And.Contain("Tableau;Ligne;Unité;Nombre;Part (%);Avant;Évolution (%)");
        lines.Should().Contain("Total;Visites;visites;54;;;").And.Contain("Visites par site;Blosne;visites;30;55,6;;");
        lines.Should().Contain("Visites par site;Villejean;visites;< 11;;;").And.Contain("Visites par site;Cleunay;visites;masqué;;;");
        lines.Should().Contain("Attente;Ensemble, médiane;minutes;7;;;").And.Contain("Attente par site;Villejean, médiane;minutes;masqué;;;");
        lines.Should().Contain("Accompagnements par demi-journée;Blosne;moyenne sur 1 demi-journée;30,0;;;");
        lines.Should().Contain("Organismes et thèmes;Sans organisme, Impression, scan, photocopie;demandes;54;;;").And.Contain("Demandes trouvées en route, par thème;Impression, scan, photocopie;sur 54 demandes;0;0;;");
    }

    [Fact]
    public async Task The_file_of_a_district_says_so_and_leaves_out_what_has_none()
    {
        await AddVisitsAsync(new DateOnly(2020, 3, 31), (Blosne, 30));

        var everybody = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2020-03-31&au=2020-03-31&comparer=non"));
        var nobody = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2020-03-31&au=2020-03-31&comparer=non&quartier=10"));

        everybody.Should().Contain("Total;Visites;visites;30;;;").And.Contain(l => l.StartsWith("Permanences tenues", StringComparison.Ordinal));
        nobody[0].Should().Be("Chiffres;Tous les sites · quartier Le Blosne;31/03/2020;31/03/2020");
        nobody.Should().Contain("Total;Visites;visites;0;;;").And.NotContain(l => l.StartsWith("Permanences tenues", StringComparison.Ordinal) || l.StartsWith("Charge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_opens_in_a_spreadsheet_and_runs_nothing_there()
    {
        var organisation = new Organisation { Label = "=1+1;\"x\"", Position = 900 };
        await using (var db = TestServer.Open(app.ConnectionString))
        {
            db.Add(organisation);
            await db.SaveChangesAsync(WebApp.Cancellation);
        }

        await AddVisitsAsync(new DateOnly(2020, 3, 10), organisation.Id, (Blosne, 12));

        using var answer = await GetAsync(Role.Coordinator, "?du=2020-03-10&au=2020-03-10");

        (await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation)).Should().StartWith(Encoding.UTF8.GetPreamble());
        (await LinesAsync(answer)).Should().Contain("Demandes par organisme;\"'=1+1;\"\"x\"\"\";demandes;12;100;0;");
    }

    [Fact]
    public async Task Orientations_are_in_the_file_with_the_base_of_each_share()
    {
        var day = new DateOnly(2020, 3, 24);
        await AddVisitsAsync(day, (Blosne, 30));
        await AddOrientationsAsync(day, 30, isArrived: true);
        await AddOrientationsAsync(day, 20, isArrived: false);

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2020-03-24&au=2020-03-24&comparer=non"));

        lines.Should().Contain("Orientations, de l’envoi à l’issue;Arrivées;sur 50 envoyées;30;60;;").And.Contain("Orientations;Non venues;sur 50 envoyées;20;40;;");
        lines.Should().Contain("Orientations;En retard;sur 20 ouvertes;20;100;;").And.Contain("Orientations, délai jusqu’à l’arrivée;Médiane;jours;2;;;");
        lines.Should().Contain("Orientations par mode;Accompagnée, arrivées;sur 50 qui ne sont plus attendues;30;60;;").And.Contain("Orientations par mode;Accompagnée, intervalle à 95 %, bas;%;;46,2;;");
        lines.Should().Contain("Orientations par destination;Espace numérique, Villejean;sur 50 envoyées;30;60;;").And.Contain("Avec quelle issue elles sont closes;Aide apportée;orientations;30;100;;");
    }

    [Fact]
    public async Task Few_visits_give_a_file_without_a_single_count()
    {
        await AddVisitsAsync(new DateOnly(2020, 3, 17), (Blosne, 10));

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2020-03-17&au=2020-03-17&comparer=non"));

        // There are no appointments and no orientations that day: a zero, and what the calendar says, speak of nobody.
        string[] ofNobody = ["Ce que sont devenus les rendez-vous", "Qui a pris le rendez-vous", "Pourquoi ils ont été annulés", "En surnombre", "Rendez-vous", "Orientations", "Où en sont les orientations", "Pourquoi elles ont été refusées", "Ce qui a suivi un refus", "Avec quelle issue", "Mal orientées", "Délai du rendez-vous", "Premier créneau libre", "Permanences tenues"];
        var counts = lines.SkipWhile(l => !l.StartsWith("Total", StringComparison.Ordinal)).Where(l => l.Length > 0 && !l.Contains('"') && !ofNobody.Any(table => l.StartsWith(table, StringComparison.Ordinal)))
            .Select(l => l.Split(';')[3]).ToList();
        counts.Should().HaveCountGreaterThan(100).And.OnlyContain(count => count == "< 11" || count == "masqué" || count.Length == 0);
    }

    [Fact]
    public async Task Another_site_stands_beside_under_its_name()
    {
        await AddVisitsAsync(new DateOnly(2020, 4, 7), (Blosne, 30), (Villejean, 20));

        var lines = await LinesAsync(await GetAsync(Role.Coordinator, "?du=2020-04-07&au=2020-04-07&site=4&comparer=site-6"));

        lines.Should().Contain("Chiffres;Blosne;07/04/2020;07/04/2020").And.Contain("Villejean;;07/04/2020;07/04/2020").And.Contain("Tableau;Ligne;Unité;Nombre;Part (%);Villejean;Écart (%)");
        lines.Should().Contain("Total;Visites;visites;30;;20;50").And.Contain("Visites par demi-journée;mardi matin;visites;30;;20;50");
        lines.Should().Contain("Attente par demi-journée;mardi matin, médiane;minutes;7;;7;").And.Contain("Attente dans le temps;mardi 7 avril 2020, 9 sur 10;minutes;7;;7;");
        lines.Should().NotContain(line => line.Contains("Avant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_is_printed_as_a_tagged_pdf_with_page_numbers_and_no_way_out()
    {
        await AddVisitsAsync(new DateOnly(2020, 4, 14), (Blosne, 30), (Villejean, 20));

        using var answer = await (await app.As(Role.Observer)).GetAsync("/chiffres/pdf?du=2020-04-14&au=2020-04-14&site=4&comparer=site-6", WebApp.Cancellation);
        using var foreign = await (await app.As(Role.Mediator)).GetAsync("/chiffres/pdf?site=4&comparer=site-6", WebApp.Cancellation);
        var pdf = await answer.Content.ReadAsByteArrayAsync(WebApp.Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("chiffres-2020-04-14-2020-04-14.pdf");
        Encoding.Latin1.GetString(pdf).Should().Contain("/StructTreeRoot").And.Contain("/Lang (fr)").And.Contain("/Outlines").And.NotContain("/URI");
        var text = await AskAsync("pdftotext", pdf);
        text.Should().Contain("Comparé à Villejean, aux mêmes dates.").And.Contain("Ce qui peut l’expliquer").And.MatchRegex(@"2 ?/ ?\d").And.NotContain("Voir les nombres");
        foreign.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_site_out_of_reach_gives_no_file_and_neither_does_a_role_without_figures()
    {
        using var foreign = await GetAsync(Role.Mediator, "?site=6");
        using var receptionist = await GetAsync(Role.Receptionist, "");
        using var anonymous = app.Anonymous();
        using var nobody = await anonymous.GetAsync("/chiffres/export", WebApp.Cancellation);

        foreign.StatusCode.Should().Be(HttpStatusCode.NotFound);
        receptionist.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        nobody.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private async Task<HttpResponseMessage> GetAsync(Role role, string query) => await (await app.As(role)).GetAsync("/chiffres/export" + query, WebApp.Cancellation);

    private static async Task<string[]> LinesAsync(HttpResponseMessage answer) => (await answer.Content.ReadAsStringAsync(WebApp.Cancellation)).TrimStart('\uFEFF').Split("\r\n");

    private static async Task<string> AskAsync(string reader, byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(path, pdf, WebApp.Cancellation);
        using var process = Process.Start(new ProcessStartInfo(reader, ["-layout", "-enc", "UTF-8", path, "-"]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(WebApp.Cancellation);
        await process.WaitForExitAsync(WebApp.Cancellation);
        File.Delete(path);
        return said;
    }

    private Task AddVisitsAsync(DateOnly day, params (int SiteId, int Count)[] visits) => AddVisitsAsync(day, null, visits);

    private async Task AddOrientationsAsync(DateOnly day, int count, bool isArrived)
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var at = ParisTime.At(day, new TimeOnly(10, 0));
        DateOnly? due = isArrived ? null : day.AddDays(3);
        db.Orientations.AddRange(Enumerable.Range(0, count).Select(i => new Orientation
        {
            Id = Guid.CreateVersion7(), Code = $"{(isArrived ? 'A' : 'B')}{i:000}", SenderId = DemoData.AccountId(8), SenderInstitutionId = 1, SenderSiteId = Blosne, Target = TargetKind.DigitalSpace,
            TargetSiteId = Villejean, Mode = OrientationMode.Accompanied, Need = NeedKind.Digital, Urgency = Urgency.None, CreatedAt = at, StateSince = at, DueOn = due, EscalatesOn = due,
            State = isArrived ? OrientationState.Closed : OrientationState.NoShow, Reason = isArrived ? null : OrientationReason.DidNotCome, Outcome = isArrived ? OrientationOutcome.Helped : null,
            Proof = isArrived ? ArrivalProof.File : null, ArrivedAt = isArrived ? at.AddDays(2) : null,
        }));
        await db.SaveChangesAsync(WebApp.Cancellation);
    }

    // At ten in the morning, each received after seven minutes.
    private async Task AddVisitsAsync(DateOnly day, int? organisationId, params (int SiteId, int Count)[] visits)
    {
        await using var db = TestServer.Open(app.ConnectionString);
        var (mediator, at) = (DemoData.AccountId(1), ParisTime.At(day, new TimeOnly(10, 0)));
        foreach (var siteId in visits.SelectMany(v => Enumerable.Repeat(v.SiteId, v.Count)))
        {
            var visit = new Visit
            {
                Id = Guid.CreateVersion7(), SiteId = siteId, ArrivedAt = at, Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = mediator, RecordedAt = at,
                EligibleAt = at, SeenAt = at.AddMinutes(7),
            };
            var session = new Session { Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = siteId, MediatorId = mediator, StartedAt = at.AddMinutes(7), Minutes = 5, RecordedAt = at };
            session.Requests.Add(new Request { SessionId = session.Id, Position = 0, ThemeId = 2, OrganisationId = organisationId, Outcome = RequestOutcome.Solved });
            visit.Sessions.Add(session);
            db.Visits.Add(visit);
        }

        await db.SaveChangesAsync(WebApp.Cancellation);
    }
}
