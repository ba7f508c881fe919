using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Tests.Surveys;

public sealed partial class AnswerAnalysisTests
{
    private const string Small = "g,x,y\nB,1,2\nB,2,4\nB,3,1\nA,4,\nA,6,5\nA,5,3\nC,9,9\n,7,7\n";

    [Fact]
    public void The_answer_has_one_shape()
    {
        var (_, output, _) = AnalysedFile.Run("g,x\nA,1\nA,3\nB,4\nB,6\n"u8.ToArray(), "--group", "g", "--items", "x");

        // The last digits are the other tests' business.
        Digits().Replace(output, n => double.Parse(n.Value, CultureInfo.InvariantCulture).ToString("G9", CultureInfo.InvariantCulture)).Should().Be(
            """
            {"group":"g","rule":"available","items":[{"item":"x","n":4,"groups":[{"name":"A","n":2,"mean":2,"sd":1.41421356,"letters":"a"},{"name":"B","n":2,"mean":5,"sd":1.41421356,"letters":"a"}],
            "anova":{"f":4.5,"df1":1,"df2":2,"p":0.167949706},"welch":{"f":4.5,"df1":1,"df2":2,"p":0.167949706},"levene":{"f":null,"df1":null,"df2":null,"p":null},
            "lsd":[{"a":"A","b":"B","p":0.167949706}],"kruskal":{"h":2.4,"df":1,"p":0.12133525},"marker":"none",
            "refused":"Levene : Dans chaque groupe, toutes les réponses sont à la même distance du centre : les dispersions ne peuvent pas être comparées."}],
            "manova":{"n":4,"pillai":{"value":0.692307692,"f":4.5,"df1":1,"df2":2,"p":0.167949706},"wilks":{"value":0.307692308,"f":4.5,"df1":1,"df2":2,"p":0.167949706},
            "hotellingLawley":{"value":2.25,"f":4.5,"df1":1,"df2":2,"p":0.167949706},"roy":{"value":2.25,"f":4.5,"df1":1,"df2":2,"p":0.167949706},"refused":null},
            "cronbach":{"alpha":null,"n":4,"items":1,"refused":"Il faut au moins deux items."}}

            """.Replace("\n{", "{").Replace(",\n", ","));
    }

    [Fact]
    public void Groups_are_in_the_order_of_their_characters_and_who_has_none_is_left_out()
    {
        var item = AnalysedFile.Of("g,x\nb,1\nÉ,2\nB,3\na,4\n10,5\n9,6\n,7\n", "--group", "g", "--items", "x").Item(0);

        item.Groups("name").Should().Be("10 9 B a b É");
        item.GetProperty("n").GetInt32().Should().Be(6);
    }

    [Fact]
    public void Levels_say_which_groups_and_in_which_order()
    {
        var analysis = AnalysedFile.Of(Small, "--group", "g", "--items", "x,y", "--levels", "B,absent,A");

        analysis.Item(0).Groups("name").Should().Be("B A");
        analysis.Item(0).GetProperty("lsd")[0].Text("a").Should().Be("B");
        analysis.Item(1).GetProperty("n").GetInt32().Should().Be(5);
        analysis.GetProperty("manova").GetProperty("n").GetInt32().Should().Be(5);
    }

    [Theory]
    [InlineData("available", "6 5 5")]
    [InlineData("listwise", "5 5 5")]
    public void Missing_answers(string rule, string counts)
    {
        var analysis = AnalysedFile.Of(Small, "--group", "g", "--items", "x,y", "--levels", "A,B", "--missing", rule);

        $"{analysis.Item(0).GetProperty("n")} {analysis.Item(1).GetProperty("n")} {analysis.GetProperty("cronbach").GetProperty("n")}".Should().Be(counts);
        analysis.Text("rule").Should().Be(rule);
    }

    [Fact]
    public void Small_groups_are_left_out_of_each_test_that_they_are_too_small_for()
    {
        var analysis = AnalysedFile.Of(Small, "--group", "g", "--items", "x,y", "--min-group", "3");

        analysis.Item(0).Groups("name").Should().Be("A B");
        analysis.Item(1).Groups("name").Should().Be("B");
        analysis.Item(1).Text("refused").Should().Be("Il faut au moins deux groupes.");
        analysis.GetProperty("manova").GetProperty("n").GetInt32().Should().Be(3);
        analysis.GetProperty("manova").Text("refused").Should().Be("Il faut au moins deux groupes.");
    }

    [Fact]
    public void A_group_without_any_answer_to_an_item_is_none()
    {
        var analysis = AnalysedFile.Of("g,x,y\nA,1,1\nA,2,2\nB,3,\nB,4,\nC,5,1\nC,3,3\n", "--group", "g", "--items", "x,y");

        analysis.Item(1).Groups("name").Should().Be("A C");
        analysis.Number("manova.pillai.f").Should().NotBeNull();
    }

    [Theory]
    [InlineData("1 2 3", "Il faut au moins deux groupes.")]
    [InlineData("4 4|4 4 4", "ANOVA, LSD, Kruskal-Wallis : Toutes les réponses sont identiques. Welch : Un groupe*pondérer. Levene : Dans chaque groupe*")]
    [InlineData("1|2|3", "ANOVA, Levene, LSD : Il faut au moins un groupe de deux réponses ou plus. Welch : Chaque groupe doit compter au moins deux réponses.")]
    public void Refused_tests_say_why_and_leave_nothing(string groups, string reason)
    {
        var item = AnalysedFile.Of(Csv(groups), "--group", "g", "--items", "x").Item(0);

        item.Text("refused").Should().Match(reason);
        item.Number("anova.f").Should().BeNull();
        item.Number("levene.p").Should().BeNull();
        item.Text("marker").Should().Be("none");
        item.GetProperty("lsd").GetArrayLength().Should().Be(0);
        item.GetProperty("groups")[0].GetProperty("letters").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void Groups_without_variation_that_differ_have_an_infinite_F()
    {
        var item = AnalysedFile.Of(Csv("4 4|5 5 5|4"), "--group", "g", "--items", "x").Item(0);

        item.GetProperty("anova").GetRawText().Should().Be("""{"f":"Infinity","df1":2,"df2":3,"p":0}""");
        item.Text("marker").Should().Be("significant");
        item.Groups("letters").Should().Be("a b a");
        item.GetProperty("lsd").EnumerateArray().Select(p => p.Number("p")).Should().Equal(0, null, 0);
        item.Text("refused").Should().Contain("LSD : L’item n’a aucune variation");
    }

    [Fact]
    public void Groups_whose_distances_do_not_vary_but_differ_have_an_infinite_Levene()
    {
        var item = AnalysedFile.Of(Csv("4 6|1 3|5 5"), "--group", "g", "--items", "x").Item(0);

        item.GetProperty("levene").GetRawText().Should().Be("""{"f":"Infinity","df1":2,"df2":3,"p":0}""");
        item.Text("refused").Should().StartWith("Welch : ").And.NotContain("Levene");
    }

    [Fact]
    public void An_item_without_an_answer_does_not_stop_the_others()
    {
        var analysis = AnalysedFile.Of("g,x,y\nA,,1\nA,,2\nB,,3\nB,,5\n", "--group", "g", "--items", "x,y");

        analysis.Item(0).Text("refused").Should().Be("Il n’y a aucune réponse.");
        analysis.Item(1).Number("anova.f").Should().BeGreaterThan(0);
        analysis.GetProperty("cronbach").Text("refused").Should().Be("Il n’y a aucune réponse.");
    }

    [Fact]
    public void Hotelling_and_lawley_may_have_a_value_and_no_test()
    {
        var analysis = AnalysedFile.Of("g,x,y,z\nA,1,2,4\nA,3,5,1\nB,2,4,3\nB,4,1,1\nC,2,7,5\nC,5,1,2\n", "--group", "g", "--items", "x,y,z");

        analysis.Number("manova.hotellingLawley.value").Should().BePositive();
        analysis.Number("manova.hotellingLawley.f").Should().BeNull();
        analysis.Number("manova.pillai.p").Should().NotBeNull();
        analysis.GetProperty("manova").Text("refused").Should().Contain("Hotelling-Lawley");
    }

    [Fact]
    public void The_threshold_decides_on_markers_and_letters()
    {
        // p is .0705.
        string Marker(params string[] options)
        {
            var item = AnalysedFile.Of(Csv("1 2 3|3 4 5"), ["--group", "g", "--items", "x", .. options]).Item(0);
            return $"{item.Text("marker")} {item.Groups("letters")}";
        }

        Marker().Should().Be("tendency a a");
        Marker("--alpha", "0.08").Should().Be("significant a b");
        Marker("--alpha=0.07").Should().Be("tendency a a");
        Marker("--alpha", "0.01", "--lsd", "unprotected").Should().Be("tendency a a");
    }

    [Fact]
    public void Unprotected_letters_need_no_overall_difference()
    {
        // The overall p is .088, that of the first and the third group .014, all others above .11.
        const string groups = "2 3 4 1 3|3 4 2 5 3|4 5 5 3 6|3 5 4 2 4";
        string Letters(string rule) => AnalysedFile.Of(Csv(groups), "--group", "g", "--items", "x", "--lsd", rule).Item(0).Groups("letters");

        Letters("protected").Should().Be("a a a a");
        Letters("unprotected").Should().Be("a ab b ab");
    }

    [Fact]
    public void More_groups_than_letters_are_tested_all_the_same()
    {
        var item = AnalysedFile.Of(Csv(string.Join('|', Enumerable.Range(0, 70).Select(i => $"{i % 8} {i % 5}"))), "--group", "g", "--items", "x").Item(0);

        item.Number("anova.p").Should().NotBeNull();
        item.Text("refused").Should().Contain("64 groupes");
    }

    [Fact]
    public void A_table_for_people_is_in_french()
    {
        var (code, output, errors) = AnalysedFile.Run(Encoding.UTF8.GetBytes(Csv("1 2 3|7 8 9,5")), "--group", "g", "--items", "x", "--format", "text");
        (code, output).Should().Be((2, ""));
        errors.Should().NotBeEmpty();

        (code, output, errors) = AnalysedFile.Run(Encoding.UTF8.GetBytes(Csv("1 2 3|7 8 9")), "--group", "g", "--items", "x", "--format", "text");
        (code, errors).Should().Be((0, ""));
        output.Should().ContainAll("Groupes : g.", "Écart-type", "x     00      3     2,00        1,00        a", "54,00  1 ; 4", "significative", "Alpha de Cronbach : –", "Il faut au moins deux items.");
    }

    /// <summary>Groups named 00, 01… of one item x.</summary>
    private static string Csv(string groups) => "g,x\n" + string.Concat(groups.Split('|').Index().SelectMany(g => g.Item.Split(' '), (g, v) => $"{g.Index:00},{v}\n"));

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Digits();
}
