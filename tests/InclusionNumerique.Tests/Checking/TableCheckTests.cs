using CsCheck;
using InclusionNumerique.Checking;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Checking;

/// <summary>Each rule on tables as they are pasted, right and wrong.</summary>
public sealed class TableCheckTests
{
    [Theory]
    [InlineData("Item;A (N = 10);B (N = 25)\nUn;3,90;4,56", "")]
    [InlineData("Item;A (N = 10);B (N = 25)\nUn;3,99;4,56", "Mean 1.1 A: 3,90 ou 4,00")]
    [InlineData("Item;A;B\nUn;3,99;4,56\nN;10;25", "Mean 1.1 A: 3,90 ou 4,00")]
    [InlineData("Item;N;Moyenne\nUn;10;3,99", "Mean 1.1 Moyenne: 3,90 ou 4,00")]
    [InlineData("Item;A;B\nUn;3,99 (10);4,56 (25)", "Mean 1.1 A: 3,90 ou 4,00")]
    [InlineData("Item;A (N = 8)\nUn;3,13\nDeux;3,12", "Rounding 1.2: une seule règle d’arrondi")]
    [InlineData("Item;A (N = 250)\nUn;3,99", "")]
    [InlineData("Item;A (N = 10)\nUn;8,30", "Scale 1.1 A: de 1 à 8")]
    [InlineData("Item;A;B;C\nUn;4,10;2,20;4,10\nDeux;5,30;1,70;5,30\nTrois;2,00;3,40;2,00", "Repetition 1 C: ")]
    [InlineData("Item;A;B\nUne ligne;4,10;2,20\nUne ligne;5,30;1,70", "Repetition 1.2: ")]
    [InlineData("Item;A (3);B (20)\nUn;4,33;2,20", "SmallGroup  A: 5 au moins")]
    public void Means(string text, string expected) => Told(new() { Text = text }).Should().Be(expected);

    [Theory]
    [InlineData("Réponse;N;%\nOui;53;37,86 %\nNon;87;62,14 %", "")]
    [InlineData("Réponse;N;%\nOui;53;37,9\nNon;87;62,1", "")]
    [InlineData("Réponse;N;%\nOui;53;37,80 %\nNon;87;62,14 %", "Percent 1.1: 37,86 %;Percent 1: 100 %")]
    [InlineData("Réponse;N;%\nOui;143;35,7\nNon;257;64,3\nTotal;400;100", "Percent 1.1: 35,8 %")]
    [InlineData("Réponse;N;%\nOui;53;37,86 %\nNon;80;62,14 %\nTotal;140;100 %", "Percent 1.2: 57,14 %;Base 1: 140")]
    [InlineData("Item;Oui;Non\nUn;21 (51,2 %);20 (48,8 %)\nDeux;8 (19.5 %);33 (80.5 %)", "Format : la virgule partout")]
    [InlineData("Item;Oui;Non\nUn;9 (22 %);32 (78,0 %)\nDeux;8 (19,5 %);33 (80,5 %)", "Format 1.1: 22,0 %")]
    [InlineData("N = 41\nRéponse;N;%\nOui;42;102,4 %\nNon;5;12,2 %", "Base 1.1: ;Base 1: 41;Percent 1: 100 %")]
    public void Counts(string text, string expected) => Told(new() { Text = text }).Should().Be(expected);

    [Fact]
    public void Answers_of_several_per_person_need_not_make_a_hundred_but_their_base_is_told()
    {
        Told(new() { Text = "Réponse;N;%\nA;30;73,2 %\nB;20;48,8 %", Size = "41", Meaning = SizeMeaning.Answers }).Should().BeEmpty();
        Told(new() { Text = "Réponse;N;%\nA;30;60 %\nB;20;40 %", Meaning = SizeMeaning.Answers }).Should().Be("Base 1: ");
    }

    [Theory]
    [InlineData("6,80a;6,16a;5,40b", false)]
    [InlineData("6,80a;6,16ab;5,40b", true)]
    [InlineData("6,80a;6,16b;5,40b", true)]
    [InlineData("2,44a;2,76a;5,60b", true)]
    [InlineData("2,44a;5,60a;2,70b", false)]
    public void Letters(string cells, bool isPossible) =>
        Told(new() { Text = $"Item;A (N = 50);B (N = 25);C (N = 10)\nUn;{cells}" }).Should().Be(isPossible ? "" : "Letters 1.1: ");

    [Fact]
    public void The_groups_are_not_more_people_than_the_table() =>
        Told(new() { Text = "N = 30\nItem;A (N = 20);B (N = 20)\nUn;4,10;4,15" }).Should().Be("Base 1: 30 au plus");

    // Whatever people answer, and whatever the sizes: nothing is told of tables that are right.
    [Fact]
    public void No_finding_on_tables_computed_from_answers() =>
        Gen.Int[1, 8].Array[5, 40].Array[3, 5].Array[1, 4].Sample(
            rows =>
            {
                var sizes = rows[0].Select(g => g.Length).ToArray();
                var lines = rows.Select((row, i) => Line(i, [.. sizes.Select((n, g) => row[g % row.Length].Concat(row[0]).Concat(Enumerable.Repeat(g + 1, n)).Take(n).ToArray())]));
                var head = string.Join('\t', sizes.Select((n, g) => $"G{g} (N = {n})"));

                Told(new() { Text = $"Item\t{head}\n{string.Join('\n', lines)}" }).Replace("Format : la virgule partout", "", StringComparison.Ordinal).Should().NotContainAny("Mean", "Scale", "Letters", "Rounding");
            },
            iter: 200, threads: 1);

    private static string Line(int item, int[][] groups)
    {
        IReadOnlyList<IReadOnlyList<decimal>> answers = [.. groups.Select(g => g.Select(a => (decimal)a).ToList())];
        var letters = PairwiseTests.Lsd(answers).Value is { } tests ? CompactLetters.Unprotected(tests) : null;
        return $"Ligne {item}\t{string.Join('\t', answers.Select((g, i) => PublishedNumber.Written(g.Average(), 2) + letters?[i]))}";
    }

    private static string Told(CheckForm form)
    {
        var (report, refusals) = form.Read();
        refusals.Should().BeEmpty();
        return string.Join(';', ReportChecker.Check(report!).Select(f => $"{f.Kind} {(f.Kind is FindingKind.SmallGroup ? "" : f.Place)}{(f.Group is { } group ? $" {group}" : "")}: {f.Expected}"));
    }
}
