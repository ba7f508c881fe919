using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>The SPSS file, read by PSPP.</summary>
public sealed class SurveyDataSavTests
{
    private static readonly string LongText = string.Concat(Enumerable.Repeat("é€😀x", 400)); // 2,000 UTF-16 units, 4,000 bytes

    [Fact]
    public async Task Variables_have_names_labels_and_missing_values()
    {
        var dictionary = await Pspp.RunAsync(File(SampleForm.Answers()), "DISPLAY DICTIONARY.", TestContext.Current.CancellationToken);

        dictionary.Should().NotContainEquivalentOf("warning").And.ContainAll(
            "audience,1,Public,Nominal,Input,8,Right,F8.0,F8.0,", "Q5_1,16,Internet – Avez-vous accès à :,Nominal,Input,8,Right,F8.0,F8.0,9", "Q6,18,Depuis quand ?,Scale,Input,8,Right,F8.1,F8.1,",
            "Q4_2,15,Le courriel – Êtes-vous à l’aise ?,Scale", "semaine,4,Semaine de la réponse (son lundi),Scale,Input,8,Right,SDATE10,SDATE10,");
    }

    [Fact]
    public async Task Values_have_labels()
    {
        var dictionary = await Pspp.RunAsync(File(SampleForm.Answers()), "DISPLAY LABELS.\nFREQUENCIES /VARIABLES=Q1 Q4_1 Q5_1 Q3.", TestContext.Current.CancellationToken);

        dictionary.Should().ContainAll("Valid,Département,1,", "Valid,Tout à fait,1,", ",Ne sait pas,1,", "Valid,Oui,1,");
    }

    [Fact]
    public async Task Numbers_words_and_missing_values_are_what_was_answered()
    {
        var cases = await Pspp.CasesAsync(File(SampleForm.Answers()), TestContext.Current.CancellationToken);

        cases.Split('\n', 2)[1].Trim().Should().Be(
            "3,fr,2,11/23/2026,1,2,,1,0,0,1,=cmd|' /C calc'!A0,1,8,1,9,0,4.5,\"Très bien : « café » 😀 ; \"\"guillemets\"\"\nseconde ligne\", , , ,0");
    }

    [Fact]
    public async Task Nothing_answered_is_missing_everywhere()
    {
        var cases = await Pspp.CasesAsync(File(new SurveyAnswers()), TestContext.Current.CancellationToken);

        cases.Split('\n')[1].Should().Be("3,fr,2,11/23/2026,1, ,, , , , ,, , , , , , ,, , , , ");
    }

    [Fact]
    public async Task A_text_of_two_thousand_characters_is_whole()
    {
        var cases = await Pspp.CasesAsync(File(new SurveyAnswers { ["Q7"] = LongText }), TestContext.Current.CancellationToken);

        cases.Should().Contain(LongText);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(504)]
    [InlineData(505)]
    [InlineData(511)]
    [InlineData(757)]
    public async Task A_text_at_the_edge_of_a_segment_is_whole(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

        (await Pspp.CasesAsync(File(new SurveyAnswers { ["Q7"] = text }), TestContext.Current.CancellationToken)).Should().Contain($",{text},");
    }

    [Fact]
    public async Task Long_texts_and_numbers_of_many_people_stay_in_their_rows()
    {
        SurveyAnswers[] answers = [.. Enumerable.Range(0, 300).Select(i => new SurveyAnswers { ["Q9"] = $"{i * 1000}", ["Q7"] = $"{i}:{LongText[..(i * 5)]}" })];

        var rows = (await Pspp.CasesAsync(File(answers), TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r.Split(',')).ToList();

        rows.Select(r => (r[19], r[18])).Order().Should().Equal(answers.Select(a => (a["Q9"], a["Q7"])).Order());
    }

    [Fact]
    public async Task Names_that_spss_refuses_are_made_fit_and_unique()
    {
        var form = new SurveyForm
        {
            Audiences = [SurveyAudience.Visitor],
            Blocks = [new() { Id = "b", Questions = [.. "ALL Q_1_ Q_1 with".Split(' ').Select(i => new SurveyQuestion { Id = i, Text = "?", Kind = QuestionKind.Number })] }],
        };
        var file = new SurveyData("T", form, [new(SurveyAudience.Visitor, "fr", SurveyMode.Alone, null, new(2026, 11, 23), true, [])]).ToSav(new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));

        (await Pspp.CasesAsync(file, TestContext.Current.CancellationToken)).Should().StartWith("audience,langue,mode,semaine,complet,V_ALL,Q_1,Q_1_2,V_with\n");
    }

    [Fact]
    public async Task A_label_beyond_what_spss_takes_is_cut_between_letters()
    {
        var form = new SurveyForm { Blocks = [new() { Id = "b", Questions = [new() { Id = "Q1", Text = string.Concat(Enumerable.Repeat("é", 300)), Kind = QuestionKind.Number }] }] };
        var file = new SurveyData("T", form, []).ToSav(new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));

        (await Pspp.RunAsync(file, "DISPLAY DICTIONARY.", TestContext.Current.CancellationToken)).Should().Contain($",{string.Concat(Enumerable.Repeat("é", 127))},");
    }

    private static byte[] File(params SurveyAnswers[] answers) => new SurveyData(SampleForm.Title, SampleForm.Create(),
        [.. answers.Select(a => new SurveyDataRow(SurveyAudience.Visitor, "fr", SurveyMode.Helped, null, new(2026, 11, 23), true, a))]).ToSav(new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));
}
