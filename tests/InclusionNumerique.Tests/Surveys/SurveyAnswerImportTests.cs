using System.Text;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SurveyAnswerImportTests
{
    private static readonly SurveyForm Form = SampleForm.Create();

    [Fact]
    public void What_was_exported_as_csv_is_read_back()
    {
        var result = Import(Data().ToCsv());

        result.Faults.Should().BeEmpty();
        var row = result.Rows.Should().ContainSingle().Which;
        row.Answers.Should().BeEquivalentTo(SampleForm.Answers());
        (row.Audience, row.Language, row.Mode, row.Week, row.IsComplete).Should().Be((SurveyAudience.Visitor, "fr", SurveyMode.Helped, new DateOnly(2026, 11, 23), true));
    }

    [Fact]
    public void What_was_exported_as_xlsx_is_read_back() => Import(Data().ToXlsx()).Rows.Should().ContainSingle().Which.Answers.Should().BeEquivalentTo(SampleForm.Answers());

    [Fact]
    public void Columns_show_their_first_values_and_where_they_seem_to_belong()
    {
        var columns = SurveyAnswerImport.Columns(Csv("Q3;Autre chose", "oui;a", ";b", "non;", "oui;c", "non;d"), Form);

        columns.Should().BeEquivalentTo([new SurveyAnswerColumn(0, "Q3", ["oui", "non", "oui"], "Q3"), new SurveyAnswerColumn(1, "Autre chose", ["a", "b", "c"], null)]);
    }

    [Theory]
    [InlineData("q4.2", "Q4.2")]
    [InlineData("Q4_2", "Q4.2")]
    [InlineData("Q4[2]", "Q4.2")]
    [InlineData("Q4[SQ002]", "Q4.2")]
    [InlineData("Le courriel", "Q4.2")]
    [InlineData("Êtes-vous à l'aise ? [Le  courriel]", "Q4.2")]
    [InlineData("Le courriel – Êtes-vous à l’aise ?", "Q4.2")]
    [InlineData("Q4[2]. Êtes-vous à l’aise ?", "Q4.2")]
    [InlineData("aisance/Q4/Q4.2", "Q4.2")]
    [InlineData("Q2[other]", "Q2.autre.texte")]
    [InlineData("Q2[SQ001]", "Q2.1")]
    [InlineData("Q2", "Q2")]
    [InlineData("Votre service ?", "Q1")]
    [InlineData("Date de réponse", null)]
    [InlineData("", null)]
    public void A_column_is_recognised_by_what_the_tools_call_it(string header, string? target) => SurveyAnswerImport.Columns(Csv($"\"{header}\";x", "1;1"), Form)[0].Target.Should().Be(target);

    [Fact]
    public void Somebody_whom_the_survey_does_not_ask_is_a_fault()
    {
        var form = SampleForm.Create();
        form.Audiences.Remove(SurveyAudience.Visitor);
        var file = Csv("public;Q3", "usager;oui", "professionnel;non");

        var result = SurveyAnswerImport.Read(file, SurveyAnswerImport.Columns(file, form).Where(c => c.Target is not null).ToDictionary(c => c.Index, c => c.Target!), form);

        result.Faults.Should().ContainSingle().Which.Message.Should().Contain("« usager »").And.Contain("n’est pas un public de ce questionnaire");
        result.Rows.Should().ContainSingle().Which.Audience.Should().Be(SurveyAudience.Professional);
    }

    [Fact]
    public void Of_two_columns_of_one_name_the_first_is_taken() => SurveyAnswerImport.Columns(Csv("Q3;Q3", "oui;non"), Form).Select(c => c.Target).Should().Equal("Q3", null);

    [Theory]
    [InlineData("Q4.1", "8", "8")]
    [InlineData("Q4.1", "8,0", "8")]
    [InlineData("Q4.1", "A8", "8")]
    [InlineData("Q4.1", "8 – Tout à fait", "8")]
    [InlineData("Q4.1", "tout à fait", "8")]
    [InlineData("Q3", "Y", "oui")]
    [InlineData("Q3", "Non", "non")]
    [InlineData("Q3", "0", "non")]
    [InlineData("Q5.1", "Ne sait pas", "nsp")]
    [InlineData("Q5.1", "9", "nsp")]
    [InlineData("Q1", "Q1.2", "Q1.2")]
    [InlineData("Q1", "département", "Q1.2")]
    [InlineData("Q1", "2", "Q1.2")]
    [InlineData("Q1", "A2", "Q1.2")]
    [InlineData("Q1", "-oth-", "autre")]
    [InlineData("Q2", "Q2.1 Q2.2", "Q2.1 Q2.2")]
    [InlineData("Q2", "Culture Web | = virus", "Q2.1 Q2.2")]
    [InlineData("Q6", "4,5", "4.5")]
    [InlineData("Q6", "12 ans", "12")]
    [InlineData("Q9", "1 234,5", "1234.5")]
    [InlineData("Q7", "=1+1", "=1+1")]
    [InlineData("Q7", "😀 إدخال", "😀 إدخال")]
    public void A_value_is_understood_by_code_by_label_and_as_other_tools_write_it(string target, string cell, string answer) => One(target, cell).Rows.Should().ContainSingle().Which.Answers[target].Should().Be(answer);

    [Theory]
    [InlineData("Q4.1", "9", "Ligne 2, colonne « Q4.1 » : « 9 » n’est pas un point de l’échelle de 1 à 8.")]
    [InlineData("Q3", "peut-être", "n’est ni oui ni non")]
    [InlineData("Q3", "nsp", "n’est ni oui ni non")]
    [InlineData("Q1", "Région", "n’est pas un des choix")]
    [InlineData("Q2", "Q2.1 Q2.3", "ne vont pas ensemble")]
    [InlineData("Q2.1", "peut-être", "coché")]
    [InlineData("Q6", "61", "hors des limites, 0 au moins, 60")]
    [InlineData("Q6", "beaucoup", "n’est pas un nombre")]
    [InlineData("Q7", "a\0b", "ne peut pas être enregistré")]
    [InlineData("audience", "martien", "n’est pas compris")]
    [InlineData("semaine", "hier", "n’est pas compris")]
    public void A_value_that_is_no_answer_is_a_fault_of_its_line(string target, string cell, string said) => One(target, cell).Faults.Should().ContainSingle().Which.Message.Should().Contain(said);

    [Fact]
    public void A_text_of_a_hundred_thousand_letters_is_a_fault() => One("Q7", new string('a', 100_000)).Faults.Should().ContainSingle().Which.Message.Length.Should().BeLessThan(200);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("N/A")]
    [InlineData("{question_not_shown}")]
    public void What_was_not_answered_is_not_there(string cell) => Import(Csv("Q3;Q9", $"\"{cell}\";4")).Rows.Should().ContainSingle().Which.Answers.Should().Equal(new Dictionary<string, string> { ["Q9"] = "4" });

    [Fact]
    public void Options_in_columns_of_their_own_are_one_answer() => Import(Csv("Q2[1];Q2[2];Q2[3];Q2[other]", "Y;Y;;Python")).Rows.Single().Answers.Should()
        .BeEquivalentTo(new Dictionary<string, string> { ["Q2"] = "Q2.1 Q2.2 autre", ["Q2:autre"] = "Python" });

    [Fact]
    public void Of_a_day_only_the_week_is_kept() => Import(Csv("Q9;semaine", "4;27/11/2026")).Rows.Single().Week.Should().Be(new DateOnly(2026, 11, 23));

    [Fact]
    public void Nothing_is_taken_when_a_line_has_a_fault() => Faulty().Taken(leavesFaultyOut: false).Should().BeEmpty();

    [Fact]
    public void The_good_lines_are_taken_when_the_others_may_be_left_out() => Faulty().Taken(leavesFaultyOut: true).Select(r => r.Line).Should().Equal(2, 4);

    [Fact]
    public void A_line_without_any_answer_is_counted_and_not_taken()
    {
        var result = Import(Csv("Q3;Q9;Remarque", "oui;1;", ";;rien"));

        (result.Rows.Count, result.EmptyLines).Should().Be((1, 1));
    }

    [Fact]
    public void Windows_letters_and_tabs_are_recognised() =>
        Import(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Q1\tQ7\r\nDépartement\t« été » à 5 €\r\n")).Rows.Single().Answers.Should()
            .BeEquivalentTo(new Dictionary<string, string> { ["Q1"] = "Q1.2", ["Q7"] = "« été » à 5 €" });

    [Fact]
    public void Unicode_text_of_excel_is_recognised() => Import([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Q1,Q9\nDépartement,\"4,5\"")]).Rows.Single().Answers["Q9"].Should().Be("4.5");

    [Fact]
    public void Two_columns_can_not_be_one_answer() =>
        SurveyAnswerImport.Read(Csv("a;b", "oui;non"), new Dictionary<int, string> { [0] = "Q3", [1] = "Q3" }, Form).Faults.Should().ContainSingle().Which.Message.Should().Contain("Deux colonnes");

    [Fact]
    public void A_column_can_not_be_something_that_is_not_asked() =>
        SurveyAnswerImport.Read(Csv("a", "oui"), new Dictionary<int, string> { [0] = "Q99" }, Form).Faults.Should().ContainSingle().Which.Message.Should().Contain("Q99");

    [Fact]
    public void A_mapping_of_another_file_is_refused() =>
        SurveyAnswerImport.Read(Csv("a", "oui"), new Dictionary<int, string> { [7] = "Q3" }, Form).Faults.Should().ContainSingle().Which.Message.Should().Contain("mêmes colonnes");

    [Fact]
    public void More_than_twenty_thousand_lines_are_refused() =>
        FluentActions.Invoking(() => Import(Csv(["Q9", .. Enumerable.Repeat("1", 20_001)]))).Should().Throw<SurveyFileException>().WithMessage("*trop de lignes*");

    [Fact]
    public void Twenty_thousand_lines_are_read() => Import(Csv(["Q9", .. Enumerable.Repeat("1", 20_000)])).Rows.Should().HaveCount(20_000);

    [Fact]
    public void A_file_of_twenty_thousand_faults_shows_the_first_ones()
    {
        var result = Import(Csv(["Q9", .. Enumerable.Repeat("x", 20_000)]));

        (result.Faults.Count, result.FaultyLines).Should().Be((SurveyAnswerImport.FaultsKept, 20_000));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_told() => FluentActions.Invoking(() => Import(Csv("Q7", "\"abc"))).Should().NotThrow<IndexOutOfRangeException>();

    [Fact]
    public void A_workbook_that_expands_without_end_is_refused() => FluentActions.Invoking(() => Import(Workbook.Bomb)).Should().Throw<SurveyFileException>().WithMessage("*décompressé*");

    [Fact]
    public void A_workbook_that_was_cut_off_is_refused() => FluentActions.Invoking(() => Import(Data().ToXlsx()[..900])).Should().Throw<SurveyFileException>().WithMessage("*abîmé*");

    [Theory]
    [InlineData("")]
    [InlineData("Q1;Q2")]
    public void A_file_without_answers_is_refused(string text) => FluentActions.Invoking(() => Import(Encoding.UTF8.GetBytes(text))).Should().Throw<SurveyFileException>().WithMessage("*aucune réponse*");

    [Fact]
    public void Every_target_can_be_chosen() => SurveyAnswerImport.Targets(Form).Select(t => t.Name).Should().OnlyHaveUniqueItems().And.Contain(["audience", "Q2", "Q2.1", "Q2.autre.texte", "Q4.1", "Q9"]);

    private static SurveyData Data() => new("T", Form, [new(SurveyAudience.Visitor, "fr", SurveyMode.Helped, null, new(2026, 11, 23), true, SampleForm.Answers())]);

    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static SurveyAnswerImportResult Faulty() => Import(Csv("Q3;Q9", "oui;1", "oui;deux", "non;3"));

    private static SurveyAnswerImportResult One(string target, string cell) => SurveyAnswerImport.Read(Csv("x;\"" + target + "\"", $"1;\"{cell}\""), new Dictionary<int, string> { [1] = target }, Form);

    private static SurveyAnswerImportResult Import(byte[] file) =>
        SurveyAnswerImport.Read(file, SurveyAnswerImport.Columns(file, Form).Where(c => c.Target is not null).ToDictionary(c => c.Index, c => c.Target!), Form);
}
