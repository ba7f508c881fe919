using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class XlsFormTests
{
    private const string Columns = "type|name|label|required|relevant|constraint|appearance|choice_filter|calculation";

    [Fact]
    public void What_was_written_is_read_back_to_the_letter()
    {
        var read = XlsForm.Read(XlsForm.Write(SampleForm.Title, SampleForm.Purpose, SampleForm.Create(), SampleForm.Texts));

        read.Faults.Should().BeEmpty();
        (read.Title, read.Purpose).Should().Be((SampleForm.Title, SampleForm.Purpose));
        read.Form.Should().BeEquivalentTo(SampleForm.Create(), o => o.WithStrictOrdering());
        read.Texts.Should().BeEquivalentTo(SampleForm.Texts);
    }

    [Fact]
    public void A_grid_is_a_table_list_that_other_tools_show_as_a_table()
    {
        var rows = Workbook.Read(XlsForm.Write("T", "", SampleForm.Create()), "survey");

        rows.Should().ContainSingle(r => r["name"] == "Q4" && r["type"] == "begin_group" && r["appearance"] == "table-list");
        rows.Should().ContainSingle(r => r["name"] == "Q4.2" && r["type"] == "select_one Q4" && r["in_reversed"] == "yes");
    }

    [Fact]
    public void A_filter_is_written_as_an_expression()
    {
        var rows = Workbook.Read(XlsForm.Write("T", "", SampleForm.Create()), "survey");

        rows.First(r => r["name"] == "Q4")["relevant"].Should().Be("(selected(${Q2}, 'Q2.1') or selected(${Q2}, 'Q2.2') or selected(${Q2}, 'autre')) and ${Q3} = 'oui'");
        rows.First(r => r["name"] == "Q8")["relevant"].Should().Be("${Q6} = 4.5");
    }

    [Fact]
    public void Languages_have_columns_of_their_own()
    {
        var rows = Workbook.Read(XlsForm.Write("T", "", SampleForm.Create(), SampleForm.Texts), "survey");

        rows.First(r => r["name"] == "Q1").Should().Contain("label::Français (fr)", "Votre service ?").And.Contain("label::العربية (ar)", "خدمتك").And.Contain("label::English (en)", "Your service");
    }

    [Fact]
    public void A_text_without_translation_stands_there_in_french() =>
        Workbook.Read(XlsForm.Write("T", "", SampleForm.Create(), SampleForm.Texts), "survey").First(r => r["name"] == "Q3")["label::العربية (ar)"].Should().Be("Avez-vous un ordinateur ?");

    [Fact]
    public void A_form_of_another_tool_becomes_blocks_and_questions()
    {
        var read = XlsForm.Read(Workbook.Form(Columns,
            ["note|intro|Merci|||", "begin group|g1|Vous", "select_one yn|has_pc|Un ordinateur ?|true", "select_one svc or_other|svc|Service ?||${has_pc} = 'yes'", "integer|age|Âge ?|||. >= 18 and . <= 99", "end group",
                "text|free|Un mot ?||selected(${svc}, 'a')"],
            "yn|yes|Oui", "yn|no|Non", "svc|a|Ville", "svc|b|État"));

        read.Faults.Should().BeEmpty();
        (read.Title, read.Purpose).Should().Be(("Enquête", "Merci"));
        read.Form.Should().BeEquivalentTo(new SurveyForm
        {
            Blocks =
            [
                new()
                {
                    Id = "g1", Title = "Vous", Questions =
                    [
                        new() { Id = "has_pc", Text = "Un ordinateur ?", Kind = QuestionKind.YesNo, IsRequired = true },
                        new()
                        {
                            Id = "svc", Text = "Service ?", Kind = QuestionKind.SingleChoice, HasOther = true, Conditions = [new() { Key = "has_pc", Values = ["oui"] }],
                            Items = [new() { Id = "svc.1", Text = "Ville" }, new() { Id = "svc.2", Text = "État" }],
                        },
                        new() { Id = "age", Text = "Âge ?", Kind = QuestionKind.Number, Min = 18, Max = 99 },
                    ],
                },
                new() { Id = "B1", Title = "Enquête", Questions = [new() { Id = "free", Text = "Un mot ?", Kind = QuestionKind.Text, Conditions = [new() { Key = "svc", Values = ["svc.1"] }] }] },
            ],
        }, o => o.WithStrictOrdering());
    }

    [Fact]
    public void A_likert_list_with_named_ends_is_a_scale()
    {
        var read = XlsForm.Read(Workbook.Form(Columns, ["select_one l|a|À l’aise ?||||likert"], "l|1|1 = pas du tout", "l|2|2", "l|3|", "l|4|4 = tout à fait"));

        var question = read.Form!.Questions.Single();
        (question.Kind, question.Least, question.Most, question.LeastLabel, question.MostLabel).Should().Be((QuestionKind.Scale, 1, 4, "pas du tout", "tout à fait"));
    }

    [Fact]
    public void A_list_that_names_every_point_stays_a_choice() =>
        XlsForm.Read(Workbook.Form(Columns, ["select_one l|a|À l’aise ?||||likert"], "l|1|Pas", "l|2|Peu", "l|3|Très")).Form!.Questions.Single().Items.Select(i => i.Text).Should().Equal("Pas", "Peu", "Très");

    [Fact]
    public void The_filter_of_a_group_is_the_filter_of_its_questions() =>
        XlsForm.Read(Workbook.Form(Columns, ["select_one yn|a|A ?", "begin_group|g|G||${a} = 'no'", "text|b|B ?", "end_group"], "yn|yes|Oui", "yn|no|Non"))
            .Form!.Questions.Last().Conditions.Should().BeEquivalentTo([new SurveyCondition { Key = "a", Values = ["non"] }]);

    [Theory]
    [InlineData("text|b|B ?||${a} != 'yes'", "Le filtre")]
    [InlineData("text|b|B ?||${a} = 'yes' or ${n} = 3", "plusieurs questions")]
    [InlineData("text|b|B ?||${zz} = 'yes'", "zz")]
    [InlineData("text|b|B ?||${a} = 'maybe'", "maybe")]
    [InlineData("text|b|B ?||not(${a} = 'yes')", "Le filtre")]
    [InlineData("calculate|c|C||||||1 + 1", "calculation")]
    [InlineData("geopoint|c|Où ?", "geopoint")]
    [InlineData("begin_repeat|r|R", "répétées")]
    [InlineData("select_one yn|c|C ?|||||x = ${a}", "choice_filter")]
    [InlineData("select_one none|c|C ?", "none")]
    [InlineData("integer|c|C ?|||. > 3", ". > 3")]
    [InlineData("text|c|C ?|${a} = 'yes'", "obligatoire")]
    [InlineData("text|a|Encore ?", "sert déjà")]
    [InlineData("text|un_nom_beaucoup_trop_long|Quoi ?", "16 au plus")]
    [InlineData("end_group", "pas de début")]
    [InlineData("start|start|", "start")]
    public void What_has_no_word_here_is_a_fault_of_its_line(string row, string said)
    {
        var read = XlsForm.Read(Workbook.Form(Columns, ["select_one yn|a|A ?", "integer|n|N ?", row], "yn|yes|Oui", "yn|no|Non"));

        read.Faults.Should().Contain(f => f.Sheet == "survey" && f.Line == 4 && f.Message.Contains(said));
    }

    [Fact]
    public void A_question_whose_filter_can_not_be_said_is_kept_without_it() =>
        XlsForm.Read(Workbook.Form(Columns, ["integer|n|N ?", "text|b|B ?||${n} > 3"])).Form!.Questions.Last().Should().BeEquivalentTo(new SurveyQuestion { Id = "b", Text = "B ?", Kind = QuestionKind.Text });

    [Fact]
    public void A_filter_of_a_hundred_thousand_brackets_is_a_fault() =>
        XlsForm.Read(Workbook.Form(Columns, ["integer|n|N ?", $"text|b|B ?||{new string('(', 3900)}"])).Faults.Should().ContainSingle(f => f.Line == 3);

    [Fact]
    public void A_label_of_a_hundred_thousand_letters_is_a_fault() =>
        XlsForm.Read(Workbook.Form(Columns, [$"text|b|{new string('a', 100_000)}"])).Faults.Should().ContainSingle(f => f.Line == 2 && f.Message.Contains("400 caractères au plus"));

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\u202Eإدخال")]
    [InlineData("😀👩‍👩‍👧")]
    [InlineData("a\tb <b>&amp; \"c\" _x0041_ @@@fileid@@@,xl/workbook.xml")]
    public void A_strange_text_comes_back_as_it_was(string text)
    {
        var form = new SurveyForm { Blocks = [new() { Id = "b", Title = text, Questions = [new() { Id = "Q1", Text = text, Kind = QuestionKind.Text }] }] };

        XlsForm.Read(XlsForm.Write(text, text, form)).Should().BeEquivalentTo(new SurveyFileContent(form, text, text, [], []));
    }

    [Fact]
    public void A_formula_is_written_as_a_text_that_no_program_runs() =>
        Workbook.Read(XlsForm.Write("T", "", new() { Blocks = [new() { Id = "b", Questions = [new() { Id = "Q1", Text = "=1+1", Kind = QuestionKind.Text }] }] }), "survey")
            .First(r => r["name"] == "Q1")["label::Français (fr)"].Should().Be("'=1+1");

    [Fact]
    public void A_workbook_that_was_cut_off_is_refused()
    {
        var file = XlsForm.Write("T", "", SampleForm.Create());

        FluentActions.Invoking(() => XlsForm.Read(file[..(file.Length / 2)])).Should().Throw<SurveyFileException>().WithMessage("*abîmé*");
    }

    [Fact]
    public void A_workbook_that_expands_without_end_is_refused() =>
        FluentActions.Invoking(() => XlsForm.Read(Workbook.Bomb)).Should().Throw<SurveyFileException>().WithMessage("*décompressé*");

    [Fact]
    public void A_file_beyond_ten_megabytes_is_refused() => FluentActions.Invoking(() => XlsForm.Read(new byte[10_000_001])).Should().Throw<SurveyFileException>().WithMessage("*10 Mo*");

    [Fact]
    public void A_workbook_without_a_survey_sheet_is_refused() =>
        FluentActions.Invoking(() => XlsForm.Read(Workbook.Of(("Feuil1", ["a", "1"])))).Should().Throw<SurveyFileException>().WithMessage("*survey*");
}
