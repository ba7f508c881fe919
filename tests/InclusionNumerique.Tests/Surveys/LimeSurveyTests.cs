using System.Text;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class LimeSurveyTests
{
    private const string Columns = "class|type/scale|name|relevance|text|help|language|mandatory|other|default|random_group|array_filter|validation\n";

    [Fact]
    public void What_was_written_is_read_back_to_the_letter()
    {
        var read = LimeSurvey.Read(LimeSurvey.Write(SampleForm.Title, SampleForm.Purpose, SampleForm.Create(), SampleForm.Texts));

        read.Faults.Should().BeEmpty();
        (read.Title, read.Purpose).Should().Be((SampleForm.Title, SampleForm.Purpose));
        read.Form.Should().BeEquivalentTo(SampleForm.Create(), o => o.WithStrictOrdering());
        read.Texts.Should().BeEquivalentTo(SampleForm.Texts);
    }

    [Fact]
    public void Codes_are_letters_and_figures_only()
    {
        var lines = Encoding.UTF8.GetString(LimeSurvey.Write("T", "P", SampleForm.Create())).Split("\r\n").Select(l => l.Split('\t')).Where(c => c[0] is "Q" or "SQ" or "A");

        lines.Select(c => c[2]).Should().OnlyContain(c => c.Length <= 20 && c.All(char.IsAsciiLetterOrDigit));
    }

    [Fact]
    public void A_filter_is_written_in_expression_script() =>
        Encoding.UTF8.GetString(LimeSurvey.Write("T", "P", SampleForm.Create())).Should()
            .Contain("\"(Q2_1.NAOK == \"\"Y\"\" or Q2_2.NAOK == \"\"Y\"\" or !is_empty(Q2_other.NAOK)) and (Q3.NAOK == \"\"Y\"\")\"")
            .And.Contain("(Q4_2.NAOK == \"\"1\"\" or Q4_2.NAOK == \"\"2\"\") and (Q5_1.NAOK == \"\"D\"\")");

    [Fact]
    public void Braces_are_not_left_to_be_calculated() => Encoding.UTF8.GetString(LimeSurvey.Write("{TOKEN}", "", SampleForm.Create())).Should().Contain("&#123;TOKEN&#125;").And.NotContain("{TOKEN");

    [Fact]
    public void A_survey_of_limesurvey_becomes_blocks_and_questions()
    {
        var read = Read(
            "S||language||fr", "SL||surveyls_title||Enquête||fr", "SL||surveyls_welcometext||<p>Bonjour <b>à tous</b></p>||fr", "G|1|Vous|1|Intro||fr", "Q|Y|pc|1|Un ordinateur&nbsp;?||fr|Y|N",
            "Q|M|svc|pc.NAOK == 'Y'|Services ?|Aide|fr|N|Y", "SQ||SQ001||Ville||fr", "SQ||SQ002||État||fr", "Q|F|aise|(svc_SQ001.NAOK == \"Y\")|À l’aise ?||fr|N", "SQ||SQ001|1|Web||fr", "A|0|1||1 pas du tout||fr",
            "A|0|2||2||fr", "A|0|3||3 tout à fait||fr", "Q|T|mot|aise_SQ001.NAOK == \"3\"|Un mot ?||fr|N");

        read.Faults.Should().BeEmpty();
        (read.Title, read.Purpose).Should().Be(("Enquête", "Bonjour à tous"));
        read.Form.Should().BeEquivalentTo(new SurveyForm
        {
            Blocks =
            [
                new()
                {
                    Id = "B1", Title = "Vous", Intro = "Intro", Questions =
                    [
                        new() { Id = "pc", Text = "Un ordinateur ?", Kind = QuestionKind.YesNo, IsRequired = true },
                        new()
                        {
                            Id = "svc", Text = "Services ?", Hint = "Aide", Kind = QuestionKind.MultipleChoice, HasOther = true, Conditions = [new() { Key = "pc", Values = ["oui"] }],
                            Items = [new() { Id = "svc.1", Text = "Ville" }, new() { Id = "svc.2", Text = "État" }],
                        },
                        new()
                        {
                            Id = "aise", Text = "À l’aise ?", Kind = QuestionKind.Scale, Least = 1, Most = 3, LeastLabel = "pas du tout", MostLabel = "tout à fait",
                            Conditions = [new() { Key = "svc", Values = ["svc.1"] }], Items = [new() { Id = "aise.1", Text = "Web" }],
                        },
                        new() { Id = "mot", Text = "Un mot ?", Kind = QuestionKind.Text, Conditions = [new() { Key = "aise.1", Values = ["3"] }] },
                    ],
                },
            ],
        }, o => o.WithStrictOrdering());
    }

    [Theory]
    [InlineData("Q|*|c|1|Calcul", "Le type de question")]
    [InlineData("Q|R|c|1|Rang", "Le type de question")]
    [InlineData("Q|F|c|1|Tableau", "tableau")]
    [InlineData("Q|T|c|a.NAOK > 3|Quoi ?", "Le filtre")]
    [InlineData("Q|T|c|1|Voici <img src='x'>", "image")]
    [InlineData("Q|T|c|1|Bonjour {TOKEN:FIRSTNAME}", "accolades")]
    [InlineData("Q|T|c|1|Quoi ?||fr|S", "sans insister")]
    [InlineData("Q|T|c|1|Quoi ?||fr|N|N|valeur", "default")]
    [InlineData("Q|T|c|1|Quoi ?||fr|N|N|||x", "array_filter")]
    [InlineData("Q|T|c|1|Quoi ?||fr|N|N||||/[0-9]/", "validation")]
    [InlineData("QTA||quota", "quotas")]
    [InlineData("AS|T|a", "évaluations")]
    [InlineData("C|1|a", "équation de pertinence")]
    [InlineData("Z||a", "inconnue")]
    public void What_has_no_word_here_is_a_fault_of_its_line(string row, string said) =>
        Read("S||language||fr", "G|1|Vous|1", "Q|N|a|1|Combien ?||fr", row).Faults.Should().ContainSingle(f => f.Line == 5).Which.Message.Should().Contain(said);

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("- un tiret")]
    [InlineData("\u202Eإدخال")]
    [InlineData("a\tb\nc <b>&amp;</b> \"d\" &nbsp; {e}")]
    public void A_strange_text_comes_back_as_it_was(string text)
    {
        var form = new SurveyForm { Blocks = [new() { Id = "b", Title = text, Questions = [new() { Id = "Q1", Text = text, Kind = QuestionKind.Text }] }] };

        LimeSurvey.Read(LimeSurvey.Write(text, text, form)).Should().BeEquivalentTo(new SurveyFileContent(form, text, text, [], []));
    }

    [Fact]
    public void No_cell_begins_as_a_formula() =>
        Encoding.UTF8.GetString(LimeSurvey.Write("=a", "+b", SampleForm.Create())).Split("\r\n").SelectMany(l => l.Split('\t')).Should().NotContain(c => c.StartsWith('=') || c.StartsWith('+') || c.StartsWith('-'));

    [Fact]
    public void Ids_that_differ_by_a_sign_only_stay_apart()
    {
        var form = new SurveyForm { Blocks = [new() { Id = "b", Title = "B", Questions = [new() { Id = "Q_1", Text = "A", Kind = QuestionKind.Text }, new() { Id = "Q1", Text = "B", Kind = QuestionKind.Text }] }] };

        LimeSurvey.Read(LimeSurvey.Write("T", "", form)).Form.Should().BeEquivalentTo(form);
    }

    [Fact]
    public void A_file_of_something_else_is_refused() =>
        FluentActions.Invoking(() => LimeSurvey.Read("a;b\n1;2"u8.ToArray())).Should().Throw<SurveyFileException>().WithMessage("*LimeSurvey*");

    private static SurveyFileContent Read(params string[] rows) => LimeSurvey.Read(Encoding.UTF8.GetBytes((Columns + string.Join('\n', rows)).Replace("|", "\t")));
}
