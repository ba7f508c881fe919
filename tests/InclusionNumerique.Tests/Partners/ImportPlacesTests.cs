using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Partners;

public sealed class ImportPlacesTests(TestServer server) : DatabaseTest(server)
{
    private const string Producer = "Producteur Démo";

    [Fact]
    public async Task A_place_is_stored_with_what_queries_need()
    {
        var report = await ImportAsync(PlaceText.Csv(PlaceText.Place(
            "1",
            (PlaceStandard.Name, "Médiathèque DÉMO"), (PlaceStandard.Summary, "Œuvres"), (PlaceStandard.Services, "Utilisation sécurisée du numérique|Aide aux démarches administratives"),
            (PlaceStandard.Latitude, "48.0874"), (PlaceStandard.Longitude, "-1.6598"), (PlaceStandard.Hours, "Mo 09:00-12:00; PH off"))));

        Counts(report).Should().Be((1, 0, 0, 0, 0));
        var place = await OnlyAsync();
        place.Should().BeEquivalentTo(new
        {
            Producer, LocalId = "1", Name = "Médiathèque DÉMO", Town = "Rennes", Services = 0b1001, Latitude = 48.0874, Longitude = -1.6598, HasDatedHours = true, UpdatedOn = new DateOnly(2026, 11, 1),
            MissingSince = (DateTimeOffset?)null, IsHidden = false,
        });
        place.SearchText.Should().Be("mediatheque demo rennes 1 rue de la demo oeuvres utilisation securisee du numerique aide aux demarches administratives");
        place.WeekMinutes!.Should().ContainSingle().Which.Should().Match<NpgsqlTypes.NpgsqlRange<int>>(r => r.LowerBound == 540 && r.UpperBound == 720);
        place.DistrictId.Should().Be(await NearestAsync(48.0874, -1.6598));
    }

    [Theory]
    [InlineData("Chantepie", "48.0874")]
    [InlineData("Rennes", "48.2000")]
    [InlineData("Rennes", "")]
    public async Task A_district_is_guessed_only_in_Rennes_and_near_its_middle(string town, string latitude)
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1", (PlaceStandard.Town, town), (PlaceStandard.Latitude, latitude), (PlaceStandard.Longitude, latitude == "" ? "" : "-1.6598"))));

        (await OnlyAsync()).DistrictId.Should().BeNull();
    }

    [Fact]
    public async Task A_newer_file_changes_leaves_and_finds_missing_and_what_the_house_added_stays()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1"), PlaceText.Place("2"), PlaceText.Place("3")));
        await using (var db = OpenDb())
        {
            await db.Partners.Where(p => p.LocalId == "1").ExecuteUpdateAsync(
                p => p.SetProperty(x => x.DirectLine, "+33299000009").SetProperty(x => x.ProfessionalHours, "Le matin").SetProperty(x => x.HowToRefer, "Avec une pièce d’identité").SetProperty(x => x.DistrictId, 1)
                    .SetProperty(x => x.ClosedFrom, new DateOnly(2026, 12, 1)).SetProperty(x => x.ClosedWhy, "Travaux").SetProperty(x => x.IsHidden, true)
                    .SetProperty(x => x.VerifiedAt, Now).SetProperty(x => x.VerifiedById, Coordinator.Id).SetProperty(x => x.VerifiedHow, VerificationMeans.Phone),
                Cancellation);
        }

        var before = await FindAsync("1");
        Clock.Advance(TimeSpan.FromDays(1));
        var report = await ImportAsync(PlaceText.Csv(PlaceText.Place("1", (PlaceStandard.Name, "Nouveau nom Démo")), PlaceText.Place("3"), PlaceText.Place("4")));

        Counts(report).Should().Be((1, 1, 1, 1, 0));
        (await FindAsync("1")).Should().BeEquivalentTo(before, o => o.Excluding(p => p.Name).Excluding(p => p.Columns).Excluding(p => p.SearchText).Excluding(p => p.Version));
        (await FindAsync("2")).MissingSince.Should().Be(Now.AddDays(1));

        Counts(await ImportAsync(PlaceText.Csv(PlaceText.Place("2")))).Should().Be((0, 1, 0, 3, 0));
        (await FindAsync("2")).MissingSince.Should().BeNull();
    }

    [Fact]
    public async Task Producers_keep_to_their_own_places()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));

        Counts(await ImportAsync(PlaceText.Csv(PlaceText.Place("1")), producer: "Autre Démo")).Should().Be((1, 0, 0, 0, 0));

        await using var db = OpenDb();
        (await db.Partners.CountAsync(p => p.MissingSince == null, Cancellation)).Should().Be(2);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_with_bad_ones()
    {
        var lines = Enumerable.Range(0, 100_000).Select(i => i % 100 == 7 ? PlaceText.Place($"{i}", (PlaceStandard.PostalCode, "cedex")) : PlaceText.Place($"{(i == 99_999 ? 0 : i)}"));
        var progress = new Seen();

        var report = await ImportAsync(PlaceText.Csv(lines), progress: progress);

        Counts(report).Should().Be((98_999, 0, 0, 0, 1001));
        report.ErrorCount.Should().Be(1001);
        report.Errors.Should().HaveCount(ImportReport.IssuesKept);
        report.Errors[0].Should().Be(new PlaceIssue(9, "code_postal", "cedex", "5 chiffres"));
        progress.All.Should().HaveCountGreaterThan(100).And.BeInAscendingOrder(p => p.Lines);
    }

    [Fact]
    public async Task The_same_id_twice_is_an_error()
    {
        var report = await ImportAsync(PlaceText.Csv(PlaceText.Place("1"), PlaceText.Place("1", (PlaceStandard.Name, "Doublon Démo"))));

        report.Errors.Should().Equal(new PlaceIssue(3, "id", "1", "un identifiant unique : déjà à la ligne 2"));
        (await OnlyAsync()).Name.Should().Be("EPN Démo 1");
    }

    [Fact]
    public async Task A_place_whose_line_is_bad_is_not_missing()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1"), PlaceText.Place("2")));

        Counts(await ImportAsync(PlaceText.Csv(PlaceText.Place("1"), PlaceText.Place("2", (PlaceStandard.PostalCode, "x"))))).Should().Be((0, 0, 1, 0, 1));
    }

    [Fact]
    public async Task A_file_without_a_good_line_changes_nothing()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));
        var form = new ImportPlaces.Form { Producer = Producer, File = PlaceText.File(PlaceText.Place("2", (PlaceStandard.PostalCode, "x"))) };

        (await Get<ImportPlaces>().ExecuteAsync(form, Coordinator, Cancellation)).MessageFor("File").Should().StartWith("Aucune ligne");

        form.Report!.Errors.Should().ContainSingle();
        (await OnlyAsync()).MissingSince.Should().BeNull();
    }

    [Fact]
    public async Task Stopped_in_the_middle_nothing_has_changed()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new Seen { Then = p => stop.Cancel() };
        var form = new ImportPlaces.Form { Producer = Producer, File = PlaceText.File(Enumerable.Range(2, 2000).Select(i => PlaceText.Place($"{i}"))), Progress = progress };

        await FluentActions.Awaiting(() => Get<ImportPlaces>().ExecuteAsync(form, Coordinator, stop.Token)).Should().ThrowAsync<OperationCanceledException>();

        (await OnlyAsync()).LocalId.Should().Be("1");
        Counts(await ImportAsync(PlaceText.Csv(PlaceText.Place("1")))).Should().Be((0, 0, 1, 0, 0));
    }

    [Fact]
    public async Task A_fault_in_the_middle_changes_nothing()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));
        var text = PlaceText.Csv(Enumerable.Range(2, 2000).Select(i => PlaceText.Place($"{i}")));
        var form = new ImportPlaces.Form { Producer = Producer, File = new MemoryStream([.. Encoding.UTF8.GetBytes(text), 0xFF]) };

        (await Get<ImportPlaces>().ExecuteAsync(form, Coordinator, Cancellation)).MessageFor("File").Should().StartWith("Ce fichier n’est pas en UTF-8");

        (await OnlyAsync()).MissingSince.Should().BeNull();
    }

    [Fact]
    public async Task A_second_import_of_the_producer_meanwhile_is_refused()
    {
        Outcome? second = null;
        var progress = new Seen { Then = p => second ??= Task.Run(() => Get<ImportPlaces>().ExecuteAsync(
            new() { Producer = Producer, File = PlaceText.File(PlaceText.Place("x")) }, Coordinator, Cancellation)).GetAwaiter().GetResult() };

        await ImportAsync(PlaceText.Csv(Enumerable.Range(1, 600).Select(i => PlaceText.Place($"{i}"))), progress: progress);

        second!.MessageFor("Producer").Should().StartWith("Un import de ce producteur est déjà en cours.");
    }

    [Theory]
    [InlineData("", "Dites qui produit*")]
    [InlineData("maison", "« maison » désigne*")]
    [InlineData("a\0b", "*caractère invisible*")]
    public async Task A_producer_is_needed(string producer, string expected) =>
        (await Get<ImportPlaces>().ExecuteAsync(new() { Producer = producer, File = PlaceText.File(PlaceText.Place("1")) }, Coordinator, Cancellation)).MessageFor("Producer").Should().Match(expected);

    [Fact]
    public async Task One_trace_with_the_counts()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));

        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(e => e.Action == "ImportPlaces", Cancellation)).Should().BeEquivalentTo(new { ActorId = Coordinator.Id, RecordType = "Partner", RecordId = "1 nouv., 0 mod., 0 abs., 0 ref." });
    }

    [Fact]
    public async Task Only_the_coordinator_and_the_administrator_may()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Observer, Volunteer })
        {
            (await Get<ImportPlaces>().ExecuteAsync(new() { Producer = Producer, File = PlaceText.File(PlaceText.Place("1")) }, actor, Cancellation)).IsForbidden.Should().BeTrue();
        }
    }

    [Fact]
    public async Task What_comes_out_is_what_came_in_without_what_the_house_added()
    {
        var text = PlaceText.Csv(PlaceText.Place("9", (PlaceStandard.Summary, "Dit \"oui\",\nparfois")), PlaceText.Place("1"), PlaceText.Place("5"));
        await ImportAsync(text);
        (await ExportAsync()).Should().Be(text);

        await using (var db = OpenDb())
        {
            await db.Partners.Where(p => p.LocalId == "9").ExecuteUpdateAsync(p => p.SetProperty(x => x.DirectLine, "+33299000009").SetProperty(x => x.HowToRefer, "Secret Démo"), Cancellation);
            await db.Partners.Where(p => p.LocalId == "5").ExecuteUpdateAsync(p => p.SetProperty(x => x.IsHidden, true), Cancellation);
        }

        await ImportAsync(PlaceText.Csv(PlaceText.Place("9", (PlaceStandard.Fees, "Au chapeau|Gratuit"))));
        (await ExportAsync()).Should().Be(PlaceText.Csv(PlaceText.Place("9", (PlaceStandard.Fees, "Gratuit"))));
        (await FindAsync("9")).Unknown.Should().Equal("frais_a_charge=Au chapeau");
    }

    [Fact]
    public async Task Ids_that_two_producers_give_do_not_leave_in_one_file()
    {
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")));
        await ImportAsync(PlaceText.Csv(PlaceText.Place("1")), producer: "Autre Démo");
        using var output = new MemoryStream();

        (await Get<ExportPlaces>().ExecuteAsync(new() { Output = output }, Coordinator, Cancellation)).IsDone.Should().BeFalse();

        output.Length.Should().Be(0);
    }

    [Theory]
    [InlineData("Médiathèques (Démo) ; Rennes", "2026-11-24_mediatheques-demo-rennes_lieux-de-mediation-numerique_rennes.csv")]
    [InlineData("../..\"\r\n", "2026-11-24_maison_lieux-de-mediation-numerique_rennes.csv")]
    [InlineData(null, "2026-11-24_maison_lieux-de-mediation-numerique_rennes.csv")]
    public void The_name_is_that_of_the_standard(string? producer, string expected) => ExportPlaces.FileName(new(2026, 11, 24), producer).Should().Be(expected);

    private static (int Added, int Changed, int Unchanged, int Missing, int Refused) Counts(ImportReport r) => (r.Added, r.Changed, r.Unchanged, r.Missing, r.Refused);

    private async Task<ImportReport> ImportAsync(string text, string producer = Producer, IProgress<ImportProgress>? progress = null)
    {
        var form = new ImportPlaces.Form { Producer = producer, File = PlaceText.Bytes(text), Progress = progress };
        (await Get<ImportPlaces>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Should().BeEmpty();
        return form.Report!;
    }

    private async Task<string> ExportAsync()
    {
        using var output = new MemoryStream();
        (await Get<ExportPlaces>().ExecuteAsync(new() { Producer = Producer, Output = output }, Administrator, Cancellation)).Refusals.Should().BeEmpty();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private async Task<Partner> OnlyAsync()
    {
        await using var db = OpenDb();
        return await db.Partners.AsNoTracking().SingleAsync(Cancellation);
    }

    private async Task<Partner> FindAsync(string id)
    {
        await using var db = OpenDb();
        return await db.Partners.AsNoTracking().SingleAsync(p => p.LocalId == id, Cancellation);
    }

    private async Task<int> NearestAsync(double latitude, double longitude)
    {
        await using var db = OpenDb();
        return (await db.Districts.Where(d => d.Latitude != null).ToListAsync(Cancellation)).MinBy(d => Math.Pow(d.Latitude!.Value - latitude, 2) + Math.Pow((d.Longitude!.Value - longitude) * 0.67, 2))!.Id;
    }

    private sealed class Seen : IProgress<ImportProgress>
    {
        public List<ImportProgress> All { get; } = [];

        public Action<ImportProgress> Then { get; init; } = _ => { };

        public void Report(ImportProgress value)
        {
            All.Add(value);
            Then(value);
        }
    }
}
