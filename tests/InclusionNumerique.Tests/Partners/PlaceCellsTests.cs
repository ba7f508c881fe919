using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

public sealed class PlaceCellsTests
{
    [Theory]
    [InlineData(PlaceStandard.Id, "", "une valeur : cette colonne est obligatoire")]
    [InlineData(PlaceStandard.Pivot, "  ", "une valeur : cette colonne est obligatoire")]
    [InlineData(PlaceStandard.Pivot, "12345678", "un SIRET*")]
    [InlineData(PlaceStandard.Pivot, "123 456 789 00012", "un SIRET*")]
    [InlineData(PlaceStandard.Name, "", "une valeur*")]
    [InlineData(PlaceStandard.Town, "", "une valeur*")]
    [InlineData(PlaceStandard.Address, "", "une valeur*")]
    [InlineData(PlaceStandard.UpdatedOn, "", "une valeur*")]
    [InlineData(PlaceStandard.PostalCode, "3500", "5 chiffres")]
    [InlineData(PlaceStandard.PostalCode, "٣٥٠٠٠", "5 chiffres")]
    [InlineData(PlaceStandard.InseeCode, "20000", "un code INSEE*")]
    [InlineData(PlaceStandard.Latitude, "48,1", "un nombre de -90 à 90*")]
    [InlineData(PlaceStandard.Latitude, "91", "un nombre de -90 à 90*")]
    [InlineData(PlaceStandard.Latitude, "NaN", "un nombre de -90 à 90*")]
    [InlineData(PlaceStandard.Latitude, "48.1", "la latitude et la longitude*")]
    [InlineData(PlaceStandard.Phone, "demain", "un numéro*")]
    [InlineData(PlaceStandard.Phone, "|", "un numéro*")]
    [InlineData(PlaceStandard.Phone, "+442079460000", "un numéro*")]
    [InlineData(PlaceStandard.Emails, "démo", "des adresses électroniques*")]
    [InlineData(PlaceStandard.Websites, "www.demo.invalid", "des adresses web*")]
    [InlineData(PlaceStandard.Websites, "javascript:alert(1)", "des adresses web*")]
    [InlineData(PlaceStandard.BookingUrl, "data:text/html,x", "une adresse web*")]
    [InlineData(PlaceStandard.AccessSheet, "oui", "une adresse web*")]
    [InlineData(PlaceStandard.UpdatedOn, "24/11/2026", "une date*")]
    [InlineData(PlaceStandard.UpdatedOn, "2026-02-30", "une date*")]
    [InlineData(PlaceStandard.Detail, "a\0b", "un texte sans caractère invisible")]
    [InlineData(PlaceStandard.Detail, "a\uFFFEb", "un texte sans caractère invisible")]
    public void A_bad_cell_is_named(int column, string cell, string expected)
    {
        var cells = Read((column, cell));

        cells.Errors.Should().ContainSingle().Which.Should().Match<PlaceIssue>(i => i.Line == 7 && i.Column == PlaceStandard.Columns[column]);
        cells.Errors[0].Expected.Should().Match(expected);
    }

    [Theory]
    [InlineData(PlaceStandard.Id, 200)]
    [InlineData(PlaceStandard.Name, 200)]
    [InlineData(PlaceStandard.Summary, 280)]
    [InlineData(PlaceStandard.Detail, 10_000)]
    public void A_length_is_held(int column, int most)
    {
        Read((column, new string('é', most))).Errors.Should().BeEmpty();
        Read((column, new string('é', 100_000))).Errors.Should().ContainSingle().Which.Value.Should().HaveLength(80);
    }

    [Theory]
    [InlineData("2A004")]
    [InlineData("35238")]
    [InlineData("97411")]
    public void Codes_of_towns_also_overseas_and_in_corsica(string code) => Read((PlaceStandard.InseeCode, code)).Errors.Should().BeEmpty();

    [Theory]
    [InlineData(PlaceStandard.Fees, "Gratuit|Payant", "Gratuit|Payant")]
    [InlineData(PlaceStandard.Fees, "Gratuit;Payant ; Gratuit", "Gratuit|Payant")]
    [InlineData(PlaceStandard.Access, "Ce lieu n’accueille pas de public", "Ce lieu n'accueille pas de public")]
    [InlineData(PlaceStandard.Audiences, "E\u0301tudiants", "Étudiants")]
    [InlineData(PlaceStandard.NationalSchemes, "Point d’accès\u00A0numérique  CAF", "Point d'accès numérique CAF")]
    [InlineData(PlaceStandard.Labels, "Étapes numériques (La Poste)", "Étapes numériques(La Poste)")]
    [InlineData(PlaceStandard.Labels, "Étapes numériques(La Poste)|Formé à «\u00A0DUPLEX\u00A0» (illettrisme)", "Étapes numériques(La Poste)|Formé à « DUPLEX » (illettrisme)")]
    [InlineData(PlaceStandard.Types, "EPN;BIB", "EPN|BIB")]
    [InlineData(PlaceStandard.OtherLabels, "Label; avec point-virgule| autre ", "Label; avec point-virgule|autre")]
    [InlineData(PlaceStandard.Websites, "https://demo.invalid/a;b", "https://demo.invalid/a;b")]
    [InlineData(PlaceStandard.Phone, "02 99 00 00 00", "+33299000000")]
    [InlineData(PlaceStandard.Phone, "+262262000000", "+262262000000")]
    public void Is_written_in_the_letter_of_the_standard(int column, string cell, string expected)
    {
        var cells = Read((column, cell));

        cells.Errors.Should().BeEmpty();
        cells.Unknown.Should().BeEmpty();
        cells.Columns[column].Should().Be(expected);
    }

    [Fact]
    public void What_the_standard_does_not_know_is_set_aside_and_said()
    {
        var cells = Read((PlaceStandard.Services, "Café numérique|Parentalité et éducation avec le numérique"), (PlaceStandard.Phone, "+33299000000|+33299000001"), (PlaceStandard.Hours, "le matin"));

        cells.Errors.Should().BeEmpty();
        cells.Unknown.Should().Equal("telephone=+33299000001", "services=Café numérique");
        cells.Columns[PlaceStandard.Services].Should().Be("Parentalité et éducation avec le numérique");
        cells.Columns[PlaceStandard.Phone].Should().Be("+33299000000");
        cells.Columns[PlaceStandard.Hours].Should().Be("le matin");
        cells.Remarks.Select(r => (r.Column, r.Value)).Should().Equal(("telephone", "+33299000001"), ("horaires", "le matin"), ("services", "Café numérique"));
    }

    [Fact]
    public void The_lists_have_as_many_values_as_the_standard() => PlaceLists.ByColumn.ToDictionary(l => l.Key, l => l.Value.Count).Should().BeEquivalentTo(new Dictionary<int, int>
    {
        [PlaceStandard.Mobility] = 2, [PlaceStandard.Services] = 9, [PlaceStandard.Audiences] = 5, [PlaceStandard.SpecialCare] = 7, [PlaceStandard.Fees] = 3, [PlaceStandard.NationalSchemes] = 11,
        [PlaceStandard.Labels] = 10, [PlaceStandard.Access] = 6, [PlaceStandard.Support] = 4, [PlaceStandard.Types] = 92,
    });

    private static PlaceCells Read(params (int Column, string Cell)[] changes) => PlaceCells.Read(new RawPlace(7, PlaceText.Place("1", changes)));
}
