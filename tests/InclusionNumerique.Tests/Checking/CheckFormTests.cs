using CsCheck;
using InclusionNumerique.Checking;

namespace InclusionNumerique.Tests.Checking;

public sealed class CheckFormTests
{
    [Theory]
    [InlineData("4,52", 4.52, "", null)]
    [InlineData("4.52ab", 4.52, "ab", null)]
    [InlineData("4,52 b", 4.52, "b", null)]
    [InlineData("4,52ᵃᵇ", 4.52, "ab", null)]
    [InlineData("7,16a (53 ○)", 7.16, "a", 53)]
    [InlineData("4,52 **", 4.52, "", null)]
    [InlineData("4,52\u00A0a (n = 12)", 4.52, "a", 12)]
    public void A_mean(string text, double mean, string letters, int? count)
    {
        var cell = PublishedCellText.Mean(text)!;

        (cell.Mean!.Value.Value, cell.Letters, cell.Count).Should().Be(((decimal)mean, letters, count));
    }

    [Theory]
    [InlineData("34", 34, null)]
    [InlineData("61 %", null, 61.0)]
    [InlineData("61%", null, 61.0)]
    [InlineData("21 (51,2 %)", 21, 51.2)]
    [InlineData("1 204 (8.5%)", 1204, 8.5)]
    public void A_count(string text, int? count, double? percent)
    {
        var cell = PublishedCellText.Counted(text)!;

        (cell.Count, cell.Percent?.Value).Should().Be((count, (decimal?)percent));
    }

    [Theory]
    [InlineData("Selon structure\tCCAS\tCDAS\nÀ l’aise *\t7,16a\t6,28b\nAutre\t2,00a\t2,10a")]
    [InlineData("Selon structure;CCAS;CDAS\r\nÀ l’aise *;7.16a;6.28b\r\nAutre;2.00a;2.10a\r\n")]
    [InlineData("Selon structure  CCAS  CDAS\nÀ l’aise *   7,16a    6,28b\nAutre    2,00a  2,10a")]
    [InlineData("\"Selon\nstructure\"\tCCAS\tCDAS\n\"À l’aise *\"\t7,16a\t6,28b\nAutre\t2,00a\t2,10a")]
    public void A_table_from_anywhere(string text)
    {
        var table = new CheckForm { Text = text }.Read().Report!.Tables.Single();

        table.Groups.Select(g => g.Name).Should().Equal("CCAS", "CDAS");
        table.Rows.Select(r => (r.Text, r.Differs, r.Cells[0].Mean!.Value.Value, r.Cells[1].Letters)).Should().Equal(("À l’aise", true, 7.16m, "b"), ("Autre", false, 2m, "a"));
    }

    [Fact]
    public void Two_tables_with_their_titles()
    {
        var tables = new CheckForm { Text = "Q. : Un (N = 34)\nItem;Moyenne\nA;4,5\n\nQ. : Deux\nRéponse;N;%\nOui;1;50\nNon;1;50", Decimals = "2" }.Read().Report!.Tables;

        tables.Select(t => (t.Title, t.HasMeans)).Should().Equal(("Q. : Un (N = 34)", true), ("Q. : Deux", false));
        tables[0].Groups.Single().Count.Should().Be(34);
        tables[0].Rows[0].Cells[0].Mean!.Value.Decimals.Should().Be(2);
    }

    [Fact]
    public void A_report_as_json_is_read_as_it_is()
    {
        const string Json = """{"scale":{"min":1,"max":8},"questionnaires":[{"id":"q","audiences":["usager"],"questions":[{"id":"U1","wording":"?","type":"yes-no","N":41,"options":[{"id":"U1.1","text":"Oui","count":36,"percentPrinted":"88.7"}]}]}]}""";

        ReportChecker.Check(new CheckForm { Text = Json }.Read().Report!).Should().ContainSingle(f => f.Kind == FindingKind.Percent && f.Expected == "87,8 %");
    }

    [Theory]
    [InlineData("", nameof(CheckForm.Text), "Collez d’abord")]
    [InlineData("bonjour", nameof(CheckForm.Text), "Aucun tableau")]
    [InlineData("Item;A\nUn;4,52\nDeux;quatre", nameof(CheckForm.Text), "ligne 3, « quatre »")]
    [InlineData("{\"a\":1}", nameof(CheckForm.Text), "JSON")]
    public void What_is_not_understood_is_told(string text, string field, string message) =>
        new CheckForm { Text = text }.Read().Refusals.Should().ContainSingle(r => r.Field == field && r.Message.Contains(message));

    [Fact]
    public void Each_field_has_its_own_message()
    {
        var form = new CheckForm { Text = new string('x', CheckForm.TextMost + 1), Least = "un", Most = "9999999999", Decimals = "9", Size = "0" };

        form.Read().Refusals.Select(r => r.Field).Should().Equal(nameof(CheckForm.Text), nameof(CheckForm.Least), nameof(CheckForm.Most), nameof(CheckForm.Decimals), nameof(CheckForm.Size));
        new CheckForm { Least = "8", Most = "1" }.Read().Refusals.Should().ContainSingle(r => r.Field == nameof(CheckForm.Most));
    }

    [Theory]
    [InlineData("\0;\0\n\0;4,5\0")]
    [InlineData("\ud800;a\nb;1,2")]
    [InlineData("\"\n;;;\n\"\"")]
    [InlineData("a;b\nc;99999999999999999999999999,5")]
    public void Any_text_is_read_or_refused(string text)
    {
        var (report, refusals) = new CheckForm { Text = text, Sentences = text }.Read();

        (report is null).Should().Be(refusals.Count > 0);
        _ = report is null ? [] : ReportChecker.Check(report);
    }

    [Fact]
    public void A_hundred_thousand_of_anything_is_read_or_refused_in_time() =>
        Gen.OneOf(Gen.Const("("), Gen.Const("1"), Gen.Const("1;"), Gen.Const(";\n"), Gen.Const("\""), Gen.Const("« plus que "), Gen.Const("a;1,5\n"), Gen.Const("\0"), Gen.String[1, 6]).Sample(
            part =>
            {
                var text = string.Concat(Enumerable.Repeat(part, CheckForm.TextMost / part.Length));
                var report = new CheckForm { Text = text, Sentences = text }.Read().Report;
                _ = report is null ? [] : ReportChecker.Check(report);
            },
            iter: 40, threads: 1);
}
