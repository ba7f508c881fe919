using System.Text;
using CsCheck;
using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

public sealed class PlaceFileTests
{
    private static readonly Gen<string> GenWord = One("Démo", "e\u0301tape", "=1+1", "a,b", "x;y", "dit « oui »", "“guillemets”", "ligne\nsuivante", "ligne\r\nsuivante", "'", "\"", "  ", "🙂", "\u202Eabc", "C’est");

    private static readonly Gen<string> GenText = GenWord.Array[0, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<string[]> GenPlace =
        from id in Gen.Int[1, 1_000_000]
        from name in GenText
        from detail in GenText
        from services in Gen.OneOf(One([.. PlaceStandard.ServiceValues]), GenWord).Array[0, 4]
        from separator in One("|", ";", " | ", "||")
        from labels in Gen.OneOf(One([.. PlaceLists.ByColumn[PlaceStandard.Labels]]), Gen.Const("Étapes numériques (La Poste)")).Array[0, 3]
        from phone in One("", "+33299000000", "02 99 00 00 00", "+33299000000|+33299000001", "0299000000 / 0299000001", "12")
        from hours in One("", "Mo-Fr 09:00-12:00", "le matin", "24/7")
        select PlaceText.Place(
            $"{id}", (PlaceStandard.Name, "Démo " + name), (PlaceStandard.Detail, detail), (PlaceStandard.Services, string.Join(separator, services)),
            (PlaceStandard.Labels, string.Join(separator, labels)), (PlaceStandard.Phone, phone), (PlaceStandard.Hours, hours));

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    [InlineData("\n", "\uFEFF")]
    public async Task Both_ends_of_lines_and_a_byte_order_mark_are_read(string newLine, string mark)
    {
        var text = mark + PlaceText.Csv(PlaceText.Place("1"), PlaceText.Place("2")).Replace("\r\n", newLine);

        (await PlaceText.ReadAsync(text)).Select(c => c.LocalId).Should().Equal("1", "2");
        (await PlaceText.ReadAsync(text.TrimEnd())).Should().HaveCount(2);
    }

    [Fact]
    public async Task Quotes_commas_and_ends_of_lines_are_kept_and_lines_are_those_of_the_file()
    {
        var text = PlaceText.Csv(
            PlaceText.Place("1", (PlaceStandard.Detail, "Dit « \"oui\", parfois »\r\nPuis\nencore")), PlaceText.Place("2", (PlaceStandard.PostalCode, "x"))) + "\r\n\r\n" + "3,x\r\n";

        var read = await PlaceText.ReadAsync(text);

        read[0].Columns[PlaceStandard.Detail].Should().Be("Dit « \"oui\", parfois »\r\nPuis\nencore");
        read[1].Errors.Should().Equal(new PlaceIssue(5, "code_postal", "x", "5 chiffres"));
        read[2].Errors.Should().Equal(new PlaceIssue(8, "", "", "32 colonnes ; cette ligne en a 2"));
    }

    [Theory]
    [InlineData("", "Ce fichier est vide*")]
    [InlineData("nom,id", "Colonne 1 : « id » attendue, « nom » lu.*")]
    [InlineData("id;pivot;nom", "Colonne 1 : « id » attendue, « id;pivot;nom » lu.*virgules.")]
    [InlineData("id,pivot", "Colonne 3 : « nom » attendue, rien lu.*")]
    [InlineData("id,pivot,Nom", "Colonne 3 : « nom » attendue, « Nom » lu.*")]
    public async Task Another_header_is_refused_by_its_first_wrong_column(string header, string expected)
    {
        var read = () => PlaceText.ReadAsync(header + "\r\n");

        (await read.Should().ThrowAsync<PlaceFileException>()).WithMessage(expected);
    }

    [Fact]
    public async Task A_column_too_many_is_refused()
    {
        var read = () => PlaceText.ReadAsync(PlaceText.Header + ",plus\n");

        (await read.Should().ThrowAsync<PlaceFileException>()).WithMessage("Colonne 33 : « plus » est en trop.*");
    }

    [Fact]
    public async Task Latin_1_is_said_to_be_no_utf8()
    {
        var read = async () =>
        {
            await foreach (var _ in PlaceFile.ReadAsync(new MemoryStream(Encoding.Latin1.GetBytes(PlaceText.Csv(PlaceText.Place("1")))), CancellationToken.None))
            {
            }
        };

        (await read.Should().ThrowAsync<PlaceFileException>()).WithMessage("Ce fichier n’est pas en UTF-8.*");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_said()
    {
        var read = () => PlaceText.ReadAsync(PlaceText.Header + "\n\"" + new string('x', 17 << 20));

        (await read.Should().ThrowAsync<PlaceFileException>()).WithMessage("*guillemet*");
    }

    [Fact]
    public async Task Quoting_is_minimal_and_nothing_is_done_against_formulas()
    {
        var place = PlaceText.Place("1", (PlaceStandard.Phone, "+33299000000"), (PlaceStandard.Name, "=Démo"), (PlaceStandard.Address, "1, rue de la \"Démo\""), (PlaceStandard.Summary, "un\ndeux"));

        var text = await PlaceText.RewrittenAsync(PlaceText.Csv(place));

        text.Should().Be(PlaceText.Header + "\r\n1,00000000000000,=Démo,Rennes,35000,,\"1, rue de la \"\"Démo\"\"\",,,,,+33299000000,,,,\"un\ndeux\",,,,,2026-11-01,,,,,,,,,,,\r\n");
    }

    [Fact]
    public async Task A_file_in_the_letter_of_the_standard_comes_out_byte_for_byte()
    {
        var every = PlaceLists.ByColumn.Select(l => (l.Key, string.Join('|', l.Value)));
        var text = PlaceText.Csv(
            PlaceText.Place("z", [.. every, (PlaceStandard.Latitude, "48.1100"), (PlaceStandard.Longitude, "-1.6"), (PlaceStandard.Emails, "a@demo.invalid|b@demo.invalid"), (PlaceStandard.OtherLabels, "Un; deux|trois"), (PlaceStandard.Websites, "https://demo.invalid/?a=1;b=2|http://demo.invalid")]),
            PlaceText.Place("a"));

        (await PlaceText.RewrittenAsync(text)).Should().Be(text);
    }

    [Fact]
    public void Writing_what_was_read_changes_nothing_any_more() =>
        GenPlace.Array[0, 4].Sample(
            places =>
            {
                var once = Task.Run(() => PlaceText.RewrittenAsync(PlaceText.Csv(places))).GetAwaiter().GetResult();
                return Task.Run(() => PlaceText.RewrittenAsync(once)).GetAwaiter().GetResult() == once;
            },
            iter: 2000,
            threads: 1);

    private static Gen<string> One(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
