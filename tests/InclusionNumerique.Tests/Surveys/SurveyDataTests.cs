using System.Text;
using System.Text.Json;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SurveyDataTests
{
    [Fact]
    public void The_csv_opens_in_a_french_excel()
    {
        var file = Data(SampleForm.Answers()).ToCsv();

        file[..3].Should().Equal(0xEF, 0xBB, 0xBF);
        Encoding.UTF8.GetString(file).Should().StartWith("\uFEFF\"audience\";\"langue\";\"mode\";\"semaine\";\"complet\";\"Q1\";\"Q1.autre.texte\";\"Q2.1\"");
    }

    [Fact]
    public void A_row_is_a_respondent_without_id_or_day() => Csv(SampleForm.Answers())[1].Should().StartWith("\"usager\";\"fr\";\"aide\";\"2026-11-23\";\"1\";\"Q1.2\";");

    [Fact]
    public void Nothing_tells_who_helped() => Encoding.UTF8.GetString(Data(SampleForm.Answers()).ToCsv()).Should().NotContain("CCAS");

    [Fact]
    public void Each_option_of_a_multiple_choice_is_0_or_1_where_the_question_was_answered() => Cells(new() { ["Q2"] = "Q2.1 autre" }, "Q2.1", "Q2.2", "Q2.3", "Q2.autre").Should().Equal("1", "0", "0", "1");

    [Fact]
    public void Each_option_is_empty_where_it_was_not() => Cells([], "Q2.1", "Q2.2", "Q2.3", "Q2.autre").Should().Equal("", "", "", "");

    [Fact]
    public void A_number_has_a_decimal_comma_and_no_apostrophe() => Cells(new() { ["Q6"] = "-3.25" }, "Q6").Should().Equal("-3,25");

    [Fact]
    public void A_formula_is_a_text() => Cells(new() { ["Q7"] = "=cmd|' /C calc'!A0" }, "Q7").Should().Equal("'=cmd|' /C calc'!A0");

    [Fact]
    public void Rows_come_in_another_order_each_time()
    {
        var data = Data([.. Enumerable.Range(0, 60).Select(i => new SurveyAnswers { ["Q9"] = $"{i}" })]);

        data.ToCsv().Should().NotEqual(data.ToCsv());
    }

    [Fact]
    public void The_codebook_says_what_each_column_is()
    {
        var lines = Encoding.UTF8.GetString(Data(SampleForm.Answers()).ToCodebook()).Split("\r\n");

        lines.Should().Contain("\"Q4.2\";\"Êtes-vous à l’aise ?\";\"Le courriel\";\"échelle de 1 à 8, de sens inverse\";\"1 = Pas du tout | 8 = Tout à fait\";\"1\";\"0\";\"professionnel, encadrant, usager (1)\";"
            + "\"Q2 = Culture Web ou = virus ou autre et Q3 = oui\"");
    }

    [Fact]
    public void Only_who_was_asked_is_missing()
    {
        // Three visitors: all are asked Q3; Q5 too; Q2 is for professionals.
        var lines = Encoding.UTF8.GetString(Data([], new() { ["Q3"] = "oui" }, []).ToCodebook()).Split("\r\n");

        lines.Select(l => l.Split("\";\"")).Where(l => l[0] is "\"Q3" or "\"Q2.1" or "\"Q5.1").Select(l => (l[5], l[6])).Should().Equal(("0", "0"), ("1", "2"), ("0", "3"));
    }

    [Fact]
    public void The_workbook_has_the_answers_and_their_dictionary()
    {
        var file = Data(SampleForm.Answers()).ToXlsx();

        Workbook.Read(file, "Réponses").Should().ContainSingle().Which.Should().Contain("Q6", "4.5").And.Contain("Q5.1", "nsp").And.Contain("Q2:autre".Replace(":autre", ".autre.texte"), "'=cmd|' /C calc'!A0");
        Workbook.Read(file, "Dictionnaire").Should().HaveCount(23);
    }

    [Fact]
    public void The_workbook_of_no_answers_has_its_columns() => Workbook.Read(Data().ToXlsx(), "Réponses").Should().HaveCountLessThan(2);

    [Fact]
    public void The_json_holds_questionnaire_labels_and_answers()
    {
        using var json = JsonDocument.Parse(Data(SampleForm.Answers()).ToJson());

        json.RootElement.GetProperty("titre").GetString().Should().Be(SampleForm.Title);
        json.RootElement.GetProperty("questionnaire").GetProperty("Blocks").GetArrayLength().Should().Be(4);
        json.RootElement.GetProperty("variables").EnumerateArray().First(v => v.GetProperty("nom").GetString() == "Q5.1").GetProperty("valeurs").GetProperty("nsp").GetString().Should().Be("Ne sait pas");
        var answers = json.RootElement.GetProperty("reponses")[0];
        (answers.GetProperty("Q4.1").GetInt32(), answers.GetProperty("Q6").GetDecimal(), answers.GetProperty("ordre").GetProperty("Q4").GetString()).Should().Be((8, 4.5m, "Q4.2 Q4.1"));
    }

    [Fact]
    public void An_answer_with_half_a_letter_and_a_null_is_written_all_the_same()
    {
        var data = Data(new SurveyAnswers { ["Q7"] = "a\0b\uD83Dc" });

        FluentActions.Invoking(() => (data.ToCsv(), data.ToXlsx(), data.ToJson(), data.ToSav(default(DateTimeOffset).AddYears(2000)))).Should().NotThrow();
    }

    private static SurveyData Data(params SurveyAnswers[] answers) => new(SampleForm.Title, SampleForm.Create(),
        [.. answers.Select(a => new SurveyDataRow(SurveyAudience.Visitor, "fr", SurveyMode.Helped, "CCAS", new(2026, 11, 23), true, a, new Dictionary<string, string[]> { ["Q4"] = ["Q4.2", "Q4.1"] }))]);

    private static string[] Csv(params SurveyAnswers[] answers) => Encoding.UTF8.GetString(Data(answers).ToCsv()).Split("\r\n");

    private static IEnumerable<string> Cells(SurveyAnswers answers, params string[] columns)
    {
        var lines = Csv(answers).Select(l => l.Trim('\uFEFF', '"').Split("\";\"")).ToList();
        return columns.Select(c => lines[1][Array.IndexOf(lines[0], c)]);
    }
}
