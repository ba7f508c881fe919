using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace InclusionNumerique.Tests.Visits;

public sealed class ExportVisitsTests(TestServer server) : DatabaseTest(server)
{
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    [Fact]
    public async Task The_csv_opens_in_a_french_excel_and_holds_no_note()
    {
        await LogAsync(Mediator, f => f.Note = "À ne pas sortir");

        var csv = await ExportAsync(ExportFormat.Csv, Coordinator);

        csv[..3].Should().Equal(0xEF, 0xBB, 0xBF);
        var text = Encoding.UTF8.GetString(csv);
        text.Should().StartWith("\uFEFF\"Visite\";\"Jour\";\"Heure d’arrivée\"").And.Contain("\"24/11/2026\";\"10:25\";\"Blosne\"").And.NotContain("sortir");
        text.Split("\r\n").Should().HaveCount(3).And.Subject.Last().Should().BeEmpty();
    }

    [Fact]
    public async Task National_labels_are_to_the_letter()
    {
        await LogAsync(Mediator, f =>
        {
            f.Facts = new VisitFacts
            {
                AgeBand = AgeBand.From70, Gender = Gender.Female, Occupation = Occupation.Retired, Autonomy = Autonomy.GuidanceWhenNeeded, Equipment = Equipment.Computer | Equipment.Phone,
            };
            f.Requests = [new() { OrganisationId = Caf }, new() { ThemeId = PrintTheme, OrganisationId = Caf }];
        });

        var rows = Read(await ExportAsync(ExportFormat.Xlsx, Coordinator));

        rows[0].Should().Contain(new Dictionary<string, object>
        {
            ["Lieu (national)"] = "Lieu d'activité",
            ["Thématique (national)"] = "Aide aux démarches administratives",
            ["Thématique de démarche administrative (national)"] = "Social - Santé",
            ["Tranche d’âge (national)"] = "70 ans et plus",
            ["Genre (national)"] = "Féminin",
            ["Statut (national)"] = "Retraité",
            ["Autonomie (national)"] = "Autonome avec guidage en cas de besoin",
            ["Matériel (national)"] = "Ordinateur, Téléphone",
        });
        rows[1]["Thématique (national)"].Should().Be("Prendre en main du matériel");
        rows[1]["Thématique de démarche administrative (national)"].Should().BeNull();
    }

    [Fact]
    public async Task What_is_not_said_is_what_the_national_tools_call_it()
    {
        await LogAsync(Mediator);

        var row = Read(await ExportAsync(ExportFormat.Xlsx, Coordinator)).Single();

        row["Tranche d’âge (national)"].Should().Be("Non communiqué");
        row["Genre (national)"].Should().Be("Non communiqué");
        row["Statut (national)"].Should().Be("Non communiqué ou hétérogène");
    }

    [Fact]
    public async Task Sums_of_visits_sessions_and_minutes_are_right_though_a_line_is_a_request()
    {
        await LogAsync(Mediator, f => (f.Minutes, f.Requests) = (30, [new() { OrganisationId = Caf }, new() { ThemeId = PrintTheme }, new() { ThemeId = 1 }]));
        await LogAsync(Mediator, f => f.Minutes = 5);
        await Get<RecordArrival>().ExecuteAsync(new RecordArrival.Form { SiteId = Blosne }, Receptionist, Cancellation);

        var rows = Read(await ExportAsync(ExportFormat.Xlsx, Coordinator));

        rows.Should().HaveCount(5);
        rows.Sum(r => (double)r["Nombre de visites"]).Should().Be(3);
        rows.Sum(r => (double)r["Nombre d’accompagnements"]).Should().Be(2);
        rows.Sum(r => (double?)r["Durée de l’accompagnement (min)"] ?? 0).Should().Be(35);
    }

    [Fact]
    public async Task The_filters_and_the_rights_hold_for_the_export()
    {
        await LogAsync(Mediator);
        await LogAsync(OtherMediator, f => f.SiteId = 1);
        await LogAsync(Volunteer, f => f.SiteId = AimeCesaire);

        Read(await ExportAsync(ExportFormat.Xlsx, Coordinator)).Should().HaveCount(3);
        Read(await ExportAsync(ExportFormat.Xlsx, Coordinator, new() { SiteId = 1 })).Should().ContainSingle().Which["Site"].Should().Be("Centre");
        Read(await ExportAsync(ExportFormat.Xlsx, Mediator)).Should().HaveCount(2);
        Read(await ExportAsync(ExportFormat.Xlsx, Volunteer)).Should().ContainSingle().Which["Site"].Should().Be("Aimé Césaire");
    }

    [Fact]
    public async Task Who_may_not_export_gets_no_byte_and_who_may_leaves_a_trace()
    {
        await LogAsync(Mediator);
        foreach (var actor in new[] { Receptionist, Professional, Observer, Administrator, Actor.Nobody })
        {
            using var output = new MemoryStream();
            (await Get<ExportVisits>().ExecuteAsync(new(new(), ExportFormat.Csv, output), actor, Cancellation)).IsForbidden.Should().BeTrue();
            output.Length.Should().Be(0);
        }

        await ExportAsync(ExportFormat.Csv, Coordinator, new() { SiteId = Blosne });

        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(e => e.Action == "ExportVisits", Cancellation)).Should().BeEquivalentTo(new { ActorId = Coordinator.Id, RecordId = "Csv: 1", SiteId = Blosne });
    }

    [Fact]
    public async Task An_empty_selection_still_has_its_headers()
    {
        Encoding.UTF8.GetString(await ExportAsync(ExportFormat.Csv, Coordinator)).Should().Contain("Tranche d’âge (national)");
        using var file = new MemoryStream(await ExportAsync(ExportFormat.Xlsx, Coordinator));
        file.GetColumns(useHeaderRow: true).Should().Contain("Tranche d’âge (national)");
    }

    [Fact]
    public async Task A_thousand_hostile_labels_leave_as_texts()
    {
        var random = new Random(7);
        var labels = Enumerable.Range(0, 1000).Select(i => Hostile(random, i)).ToList();
        foreach (var label in labels)
        {
            var neutral = SpreadsheetText.Neutral(label);
            Dangerous.Should().NotContain(neutral.TrimStart(' ', '\u00a0', '\u200b', '\ufeff')[..1]);
            neutral.Should().NotContain("\0");
        }

        await using (var db = OpenDb())
        {
            await db.Themes.Where(t => t.Id == PrintTheme).ExecuteUpdateAsync(t => t.SetProperty(x => x.Label, "＝HYPERLINK(\"x\";1)\t\"\r\n=1+1"), Cancellation);
        }

        await LogAsync(Mediator);
        Encoding.UTF8.GetString(await ExportAsync(ExportFormat.Csv, Coordinator)).Should().Contain("\"'＝HYPERLINK(\"\"x\"\";1)\t\"\"\r\n=1+1\"");
        Read(await ExportAsync(ExportFormat.Xlsx, Coordinator)).Single()["Thème"].Should().BeOfType<string>().Which.Should().StartWith("'＝HYPERLINK");
    }

    [Theory]
    [InlineData("Démarche en ligne")]
    [InlineData("12-17")]
    [InlineData("Papiers - Élections - Citoyenneté")]
    [InlineData("a=b")]
    [InlineData("🙂 médiation")]
    public void A_plain_text_stays_what_it_is(string text) => SpreadsheetText.Neutral(text).Should().Be(text);

    private static string Hostile(Random random, int i)
    {
        string[] before = ["", " ", "\u00a0", "\u200b", "\ufeff", "\0", "  \0", "\u0001"];
        string[] formulas = ["cmd|' /C calc'!A0", "HYPERLINK(\"http://exemple.invalid\";\"x\")", "SUM(1;1)", "1+1", "\0\0x", "\"\";=2+2", "x\r\n=3+3"];
        return before[random.Next(before.Length)] + Dangerous[i % Dangerous.Length] + formulas[random.Next(formulas.Length)];
    }

    private static List<IDictionary<string, object>> Read(byte[] xlsx)
    {
        using var file = new MemoryStream(xlsx);
        return [.. file.Query(useHeaderRow: true).Cast<IDictionary<string, object>>()];
    }

    private async Task<byte[]> ExportAsync(ExportFormat format, Actor actor, HistoryFilter? filter = null)
    {
        using var output = new MemoryStream();
        (await Get<ExportVisits>().ExecuteAsync(new(filter ?? new(), format, output), actor, Cancellation)).Refusals.Should().BeEmpty();
        return output.ToArray();
    }

    private async Task LogAsync(Actor actor, Action<VisitForm>? change = null)
    {
        var form = QuickVisit();
        change?.Invoke(form);
        (await Get<LogVisit>().ExecuteAsync(form, actor, Cancellation)).Refusals.Should().BeEmpty();
    }
}
