using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Partners;

public sealed class InclusionDataTests(TestServer server) : DatabaseTest(server)
{
    private const string Structure = """
        "source":"demo","id":"demo--1","nom":"Mission locale Démo","siret":"00000000000000","commune":"Rennes","code_postal":"35000","code_insee":"35238","adresse":"1 rue de la Démo",
        "latitude":48.0874,"longitude":-1.6598,"telephone":"02 99 00 00 00","courriel":"ml@demo.invalid","site_web":"https://demo.invalid","horaires_accueil":"Mo-Fr 09:00-12:00",
        "date_maj":"2026-11-01T10:00:00+00:00","description":"Démo","reseaux_porteurs":["mission-locale","aidants-connect","autre-reseau"],"lien_source":"https://demo.invalid/1"
        """;

    private const string Service = """
        "source":"demo","structure_id":"demo--1","id":"demo--s","nom":"Service","description":"Démo démo","date_maj":"2026-11-01","type":"accompagnement","frais":"gratuit",
        "thematiques":["numerique--acceder-a-des-services-en-ligne","logement-hebergement"],"publics":["jeunes","tous-publics"],"modes_accueil":["a-distance","en-presentiel"],
        "modes_mobilisation":["telephoner","utiliser-lien-mobilisation"],"lien_mobilisation":"https://demo.invalid/rdv","contact_nom_prenom":"Personne Démo"
        """;

    [Theory]
    [InlineData($$$"""{"structures":[{{{{Structure}}}}],"services":[{{{{Service}}}}]}""")]
    [InlineData($$$"""  [{{{{Structure}}},"services":[{{{{Service}}}}]}]""")]
    public async Task A_structure_and_its_services_are_one_place(string text)
    {
        var form = await ImportAsync(text);

        await using var db = OpenDb();
        var place = await db.Partners.SingleAsync(Cancellation);
        string[] expected =
        [
            "demo--1", "00000000000000", "Mission locale Démo", "Rennes", "35000", "35238", "1 rue de la Démo", "", "48.0874", "-1.6598", "ML", "+33299000000", "ml@demo.invalid",
            "https://demo.invalid", "Mo-Fr 09:00-12:00", "", "Démo", "demo", "", "", "2026-11-01", "Aide aux démarches administratives", "Jeunes", "", "Gratuit", "Aidants Connect", "", "",
            "Téléphoner|Prendre un RDV en ligne", "Accompagnement individuel|À distance", "", "https://demo.invalid/rdv",
        ];
        place.Columns.Should().Equal(expected);
        place.Unknown.Should().Equal("typologie=autre-reseau", "services=logement-hebergement");
        form.Report!.Remarks.Select(r => (r.Line, r.Column, r.Value)).Should().Equal((1, "", "lien_source"), (1, "typologie", "autre-reseau"), (1, "services", "logement-hebergement"));
        place.SearchText.Should().NotContain("personne");
    }

    [Fact]
    public async Task A_structure_that_the_standard_cannot_hold_is_refused_by_its_place_in_the_list()
    {
        var form = await ImportAsync($$$"""[{{{{Structure}}}},{"id":"demo--2","nom":"\ud800","date_maj":12}, 3]""");

        (form.Report!.Added, form.Report.Refused).Should().Be((1, 2));
        form.Report.Errors.Should().Contain(e => e.Line == 2 && e.Column == "pivot").And.Contain(e => e.Line == 2 && e.Column == "nom" && e.Expected == "un texte sans caractère invisible");
    }

    [Theory]
    [InlineData("{\"a\":1}", "*« structures »*")]
    [InlineData("[", "*mal formé à la ligne 1.")]
    [InlineData("[]", "Ce fichier ne contient aucun lieu.*")]
    public async Task Another_json_is_refused(string text, string expected) =>
        (await Get<ImportPlaces>().ExecuteAsync(new() { Producer = "Démo", File = PlaceText.Bytes(text) }, Coordinator, Cancellation)).MessageFor("File").Should().Match(expected);

    private async Task<ImportPlaces.Form> ImportAsync(string text)
    {
        var form = new ImportPlaces.Form { Producer = "Démo", File = PlaceText.Bytes(text) };
        (await Get<ImportPlaces>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Should().BeEmpty();
        return form;
    }
}
