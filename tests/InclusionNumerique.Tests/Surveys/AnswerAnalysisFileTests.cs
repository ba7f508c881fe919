using System.Text;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Files and words of the command that are unusual, and those that are refused.</summary>
public sealed class AnswerAnalysisFileTests
{
    private static readonly string[] Asked = ["--group", "g", "--items", "x"];

    private const string Plain = "g,x\nA,1\nA,3\nB,4\nB,7\n";

    [Theory]
    [InlineData("\uFEFFg,x\r\nA,1\r\nA,3\r\nB,4\r\nB,7\r\n")]
    [InlineData("g,x\rA,1\rA,3\rB,4\rB,7")]
    [InlineData("\"g\",\"x\"\n\"A\",\"1\"\nA, 3 \nB,+4.0\nB,70e-1")]
    [InlineData("z,x,\"text, of \"\"any\"\"\nkind\",g\n,1,\"a\nb\",A\n,3,\"\"\"\",A\n\n,4,\",\",B\n,7,é,B\n\n\n")]
    public void The_same_table_written_in_other_ways(string csv) =>
        AnalysedFile.Of(csv, Asked).ToString().Should().Be(AnalysedFile.Of(Plain, Asked).ToString());

    [Fact]
    public void Names_may_hold_commas_quotes_and_any_letter()
    {
        var analysis = AnalysedFile.Of("\"a, b\",\"q \"\"1\"\"\"\n\"é, 1\",1\n\"é, 1\",2\n😀,3\n😀,5\n", "--group", "a, b", "--items", "\"q \"\"1\"\"\"", "--levels", "😀,\"é, 1\"");

        analysis.Text("group").Should().Be("a, b");
        analysis.Item(0).Text("item").Should().Be("q \"1\"");
        analysis.Item(0).Groups("name").Should().Be("😀 é, 1");
    }

    [Fact]
    public void More_lines_and_columns_than_an_import_takes_are_read()
    {
        var csv = new StringBuilder("g,x" + string.Concat(Enumerable.Range(0, 1200).Select(i => $",c{i}")) + "\n");
        for (var i = 0; i < 50; i++)
        {
            csv.Append(i % 2 == 0 ? 'A' : 'B').Append(',').Append(i % 7).Append(',', 1200).Append('\n');
        }

        AnalysedFile.Of(csv.ToString(), Asked).Item(0).GetProperty("n").GetInt32().Should().Be(50);
        AnalysedFile.Of("g,x\n" + string.Concat(Enumerable.Range(0, 25_000).Select(i => $"{i % 2},{i % 7}\n")), Asked).Item(0).GetProperty("n").GetInt32().Should().Be(25_000);
    }

    [Theory]
    [InlineData("", "Le fichier est vide.")]
    [InlineData("\uFEFF \r\n\n", "Le fichier est vide.")]
    [InlineData("g,x\n", "Le fichier n’a pas de réponse sous son en-tête.")]
    [InlineData("g,y\nA,1\n", "La colonne « x » n’existe pas. Colonnes du fichier : g, y.")]
    [InlineData("G,x\nA,1\n", "La colonne « g » n’existe pas. *")]
    [InlineData("g;x\nA;1\n", "La colonne « g » n’existe pas. Colonnes du fichier : g;x.")]
    [InlineData("g,x,x\nA,1,1\n", "Plusieurs colonnes s’appellent « x ».")]
    [InlineData("g,x\nA,1\nA,3,4\n", "Ligne 3 : 3 cellule(s), alors que l’en-tête en compte 2.")]
    [InlineData("g,x\nA,1\n\nA\n", "Ligne 4 : 1 cellule(s), alors que l’en-tête en compte 2.")]
    [InlineData("g,t,x\nA,\"a\nb\",1\nA,,oui\n", "Ligne 4, colonne « x » : « oui » n’est pas un nombre *")]
    [InlineData("g,x\nA,\"3,5\"\n", "Ligne 2, colonne « x » : « 3,5 » n’est pas un nombre (le séparateur décimal est le point).")]
    [InlineData("g,x\nA,NaN\n", "Ligne 2, colonne « x » : « NaN » n’est pas un nombre *")]
    [InlineData("g,x\nA,Infinity\n", "Ligne 2, colonne « x » : « Infinity » n’est pas un nombre *")]
    [InlineData("g,x\nA,1 000\n", "Ligne 2, colonne « x » : « 1 000 » n’est pas un nombre *")]
    [InlineData("g,x\nA,1e40\n", "Ligne 2, colonne « x » : « 1e40 » est trop grand ou trop petit *")]
    [InlineData("g,x\nA,1.25e-27\n", "Ligne 2, colonne « x » : « 1.25e-27 » est trop grand ou trop petit *")]
    [InlineData("g,x\nA,\nB,\n", "Aucun des items demandés ne contient de nombre.")]
    [InlineData("g,x\nA,\"1\nB,2\n", "Un guillemet*jamais fermé.")]
    [InlineData("g,x,t\nA,1,\"a\nB,2,b\n", "Un guillemet*jamais fermé.")]
    [InlineData("g,t,x\nA,5\" écran,1\nB,b,2\n", "Un guillemet*jamais fermé.")]
    public void Bad_files_are_one_sentence(string csv, string sentence) => Refused(AnalysedFile.Run(Encoding.UTF8.GetBytes(csv), Asked), sentence);

    [Fact]
    public void Other_encodings_are_refused()
    {
        Refused(AnalysedFile.Run(Encoding.Latin1.GetBytes("g,x\né,1\n"), Asked), "Le fichier n’est pas en UTF-8*");
        Refused(AnalysedFile.Run([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Plain)], Asked), "Le fichier n’est pas en UTF-8*");
    }

    [Theory]
    [InlineData("", "Il manque le fichier des réponses.*")]
    [InlineData("/nulle/part.csv --group g --items x", "Le fichier « /nulle/part.csv » n’existe pas.")]
    [InlineData("/ --group g --items x", "Le fichier « / » ne peut pas être lu.")]
    [InlineData("a.csv --items x", "Il manque --group*")]
    [InlineData("a.csv --group g", "Il manque --items*")]
    [InlineData("a.csv --group g --items ,", "L’option --items ne peut pas valoir « , »*")]
    [InlineData("a.csv --group g --items x,,y", "L’option --items ne peut pas valoir*")]
    [InlineData("a.csv --group g --items x,x", "L’option --items ne peut pas valoir*")]
    [InlineData("a.csv --group g --items x --levels A,A", "L’option --levels ne peut pas valoir*")]
    [InlineData("a.csv --group --items x", "L’option --group attend une valeur.*")]
    [InlineData("a.csv --group g --items", "L’option --items attend une valeur.*")]
    [InlineData("a.csv b.csv --group g --items x", "Un seul fichier à la fois : « b.csv »*")]
    [InlineData("a.csv --group g --items x --groupe h", "L’option --groupe n’existe pas.*")]
    [InlineData("a.csv --group g --items x --group h", "L’option --group est donnée deux fois.")]
    [InlineData("a.csv --group g --items x --min-group 0", "L’option --min-group ne peut pas valoir « 0 »*")]
    [InlineData("a.csv --group g --items x --min-group -3", "L’option --min-group ne peut pas valoir « -3 »*")]
    [InlineData("a.csv --group g --items x --alpha 0,05", "L’option --alpha ne peut pas valoir « 0,05 »*")]
    [InlineData("a.csv --group g --items x --alpha 1", "L’option --alpha ne peut pas valoir « 1 »*")]
    [InlineData("a.csv --group g --items x --alpha NaN", "L’option --alpha ne peut pas valoir « NaN »*")]
    [InlineData("a.csv --group g --items x --missing pairwise", "L’option --missing ne peut pas valoir « pairwise » : il faut available ou listwise.")]
    [InlineData("a.csv --group g --items x --lsd Protected", "L’option --lsd ne peut pas valoir « Protected »*")]
    [InlineData("a.csv --group g --items x --format xml", "L’option --format ne peut pas valoir « xml »*")]
    public void Words_that_are_not_understood_are_one_sentence(string words, string sentence) =>
        Refused(AnalysedFile.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)), sentence);

    private static void Refused((int Code, string Output, string Errors) run, string sentence)
    {
        (run.Code, run.Output).Should().Be((2, ""));
        run.Errors.TrimEnd().Should().Match(sentence).And.NotContain("\n");
    }
}
