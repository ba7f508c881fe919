using System.Text;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>A file of answers from anywhere, as a questionnaire in memory.</summary>
public sealed class SurveyOfFileTests
{
    [Fact]
    public void Columns_are_taken_for_what_their_cells_look_like()
    {
        var table = Read("id;structure;q1;q2;q3;formation;âge;montant;actif;mot\n1;CCAS;1;8;3;Oui;41;1,5;1;libre\n2;CDAS;8;1;;non;52;2,25;0;vers\n3;CCAS;4;5;5;OUI;41;3;1;prose\n");

        table.Columns.Select(c => (c.Name, c.Seems.Kind)).Should().Equal(
            ("id", AnswerColumnKind.Unread), ("structure", AnswerColumnKind.Choice), ("q1", AnswerColumnKind.Scale), ("q2", AnswerColumnKind.Scale), ("q3", AnswerColumnKind.Scale),
            ("formation", AnswerColumnKind.YesNo), ("âge", AnswerColumnKind.Number), ("montant", AnswerColumnKind.Number), ("actif", AnswerColumnKind.Scale), ("mot", AnswerColumnKind.Unread));
        table.Columns[8].Seems.Should().Be(new AnswerColumnChoice(AnswerColumnKind.Scale, 0, 1), "1 and 0 are no yes and no");
    }

    [Fact]
    public void Lines_of_the_same_ends_are_one_question()
    {
        var survey = Survey(Read("a,b,c\n1,1,1\n8,8,5\n1,8,5\n"));

        survey.Form.Questions.Select(q => (q.Text, Lines: string.Join(' ', q.Items.Select(i => i.Text)))).Should().Equal(("Échelle de 1 à 8", "a b"), ("Échelle de 1 à 5", "c"));
        survey.People.Select(p => p["C3"]).Should().Equal("1", "5", "5");
    }

    [Fact]
    public void More_than_eleven_points_are_a_number_and_eleven_a_scale()
    {
        var table = Read("onze;douze\n0;0\n10;11\n10;11\n");

        table.Columns.Select(c => c.Seems.Kind).Should().Equal(AnswerColumnKind.Scale, AnswerColumnKind.Number);
    }

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("utf-8", "\uFEFF")]
    [InlineData("windows-1252", "")]
    public void Letters_are_read_however_they_are_written(string encoding, string mark)
    {
        var text = mark + "métier,q\r\n\"Médiation, accueil\",2\r\nÉté,3\r\nÉté,2\r\n";
        var table = AnswerTable.Read(CodePagesEncodingProvider.Instance.GetEncoding(encoding)?.GetBytes(text) ?? Encoding.UTF8.GetBytes(text));

        table.Columns[0].Name.Should().Be("métier");
        Survey(table).Form.Questions.Single(q => q.IsChoice).Items.Select(i => i.Text).Should().Equal("Été", "Médiation, accueil");
    }

    [Fact]
    public void A_workbook_reads_as_its_text_does()
    {
        var survey = Survey(AnswerTable.Read(Workbook.Of(("Feuille", ["groupe|q1", "A|1", "B|3", "A|3"]))));

        survey.Form.Questions.Select(q => q.Text).Should().Equal("Échelle de 1 à 3", "groupe");
        survey.People.Should().HaveCount(3);
    }

    [Fact]
    public void Hostile_cells_are_text_and_nothing_else()
    {
        var table = Read($"groupe;q;long\n=1+1;1;{new string('x', 100_000)}\nA\0B;2;y\n=1+1;2;z\n");

        table.Columns[2].Seems.Kind.Should().Be(AnswerColumnKind.Unread);
        table.Columns[2].Samples[0].Length.Should().BeLessThan(70);
        Survey(table).Form.Questions.Single(q => q.IsChoice).Items.Select(i => i.Text).Should().BeEquivalentTo("=1+1", "A B");
    }

    [Theory]
    [InlineData("", "aucune réponse")]
    [InlineData("a;b\n", "aucune réponse")]
    [InlineData("1;2\n3;4\n", "La première ligne doit porter le nom des colonnes")]
    [InlineData("a;b;a\n1;2;3\n", "Plusieurs colonnes s’appellent « a » (colonnes 1, 3)")]
    [InlineData("a;;c\n1;2;3\n", "La colonne 2 n’a pas de nom")]
    [InlineData("a;b\n1;2\n1;2;3\n", "Ligne 3 : 3 cellule(s), alors que la ligne des noms en compte 2")]
    [InlineData("a;b\n1;2\n1\n", "Ligne 3 : 1 cellule(s)")]
    [InlineData("a;b\n1;\"x\n2;y\n", "guillemet")]
    public void A_file_that_cannot_be_read_says_why(string file, string reason) =>
        FluentActions.Invoking(() => Read(file)).Should().Throw<SurveyFileException>().WithMessage($"*{reason}*");

    [Fact]
    public void A_hostile_workbook_is_refused() =>
        FluentActions.Invoking(() => AnswerTable.Read(Workbook.Bomb)).Should().Throw<SurveyFileException>();

    [Fact]
    public void What_is_no_number_is_told_by_its_line_and_column_and_nothing_is_counted()
    {
        var table = Read("q;mot\n1;un\n9;deux\n2;3\n1;4\n");

        var survey = SurveyOfFile.Of(table, new Dictionary<int, AnswerColumnChoice> { [0] = new(AnswerColumnKind.Scale, 1, 8), [1] = new(AnswerColumnKind.Number) });

        survey.Faults.Select(f => (f.Line, f.Message)).Should().Equal(
            (2, "colonne « mot » : « un » n’est pas un nombre."), (3, "colonne « q » : « 9 » n’est pas un point de l’échelle de 1 à 8."), (3, "colonne « mot » : « deux » n’est pas un nombre."));
        (survey.FaultCount, survey.People.Count).Should().Be((3, 0));
    }

    [Fact]
    public void A_choice_of_too_many_answers_is_told()
    {
        var table = Read("nom;q\n" + string.Concat(Enumerable.Range(0, 41).Select(i => $"n{i};{1 + (i % 3)}\n")));

        SurveyOfFile.Of(table, new Dictionary<int, AnswerColumnChoice> { [0] = new(AnswerColumnKind.Choice) }).Faults.Should().ContainSingle().Which.Message.Should().Contain("41 réponses différentes");
    }

    [Fact]
    public void More_columns_than_can_be_held_are_refused_and_the_first_ones_offered()
    {
        var names = Enumerable.Range(1, 250).Select(i => $"c{i}");
        var table = Read($"{string.Join(';', names)}\n{string.Join(';', names.Select(_ => "1"))}\n{string.Join(';', names.Select(_ => "2"))}\n{string.Join(';', names.Select(_ => "2"))}\n");

        table.Choices.Should().HaveCount(AnswerTable.ReadMost);
        SurveyOfFile.Of(table, table.Columns.ToDictionary(c => c.Index, c => c.Seems)).Faults.Should().ContainSingle().Which.Message.Should().Contain("200 colonnes");
        Survey(table).Form.Questions.Should().HaveCount(5, "forty lines fit one question").And.OnlyHaveUniqueItems(q => q.Text);
    }

    [Theory]
    [InlineData(MissingRule.Available, false)]
    [InlineData(MissingRule.ListWise, true)]
    public void Means_letters_and_tests_are_those_of_the_command_on_the_same_file(MissingRule missing, bool isUnprotected)
    {
        var file = Encoding.UTF8.GetBytes(Drawn());
        var asked = new AnswerChoice("groupe", ["q1", "q2", "q3"], Missing: missing, IsUnprotected: isUnprotected);
        var expected = AnswerAnalysis.Of(asked, AnswerCsv.Read(file, asked));

        var result = Survey(AnswerTable.Read(file)).Result("essai", new("C1", missing, isUnprotected));

        var lines = result.Questions.Single(q => q.Question.Kind == QuestionKind.Scale).Scale;
        foreach (var (line, item) in lines.Zip(expected.Items))
        {
            result.Groups.Select(g => g.Label).Should().Equal(item.Groups.Select(g => g.Name));
            line.Groups.Select(g => (g.Count, g.Mean, g.Deviation, g.Letters)).Should().Equal(item.Groups.Select(g => ((int?)g.Count, (double?)g.Mean, g.Deviation, g.Letters!)));
            (line.P, line.Evidence).Should().Be((item.Anova!.P, item.Evidence));
            (line.Others!.Welch.Value, line.Others.Levene.Value, line.Others.KruskalWallis.Value!.P).Should().Be((item.Welch, item.Levene, item.KruskalWallis!.P));
        }

        lines.Select(l => string.Concat(l.Groups.Select(g => g.Letters))).Should().Contain(l => l.Distinct().Count() > 1, "the sample has differences");
        result.Questions.Single(q => q.Question.Kind == QuestionKind.Scale).Block!.Pillai.P.Should().Be(expected.Block.Manova!.Pillai.P);
    }

    [Fact]
    public void Few_are_not_shown_and_nobody_is_asked_who_came_to_the_end()
    {
        var survey = Survey(Read("groupe;q\nA;1\nA;2\nB;2\nB;1\n"));

        var result = survey.Result("essai", new("C1"));

        (result.Respondents, result.Complete).Should().Be((null, null));
        survey.Result("essai", new("C2")).Choice.GroupBy.Should().BeNull("a scale makes no groups");
    }

    private static AnswerTable Read(string text) => AnswerTable.Read(Encoding.UTF8.GetBytes(text));

    private static SurveyOfFile Survey(AnswerTable table) => SurveyOfFile.Of(table, table.Choices);

    // Three groups, the last one higher, with answers missing here and there.
    private static string Drawn()
    {
        var random = new Random(7);
        var text = new StringBuilder("groupe,q1,q2,q3\nA,1,1,1\nB,8,8,8\n");
        for (var i = 0; i < 120; i++)
        {
            var group = "ABC"[i % 3];
            string Cell(int raise) => random.Next(10) == 0 ? "" : $"{Math.Clamp(random.Next(1, 7) + (group == 'C' ? raise : 0), 1, 8)}";
            text.AppendJoin(',', group, Cell(2), Cell(0), Cell(1)).Append('\n');
        }

        return text.ToString();
    }
}
