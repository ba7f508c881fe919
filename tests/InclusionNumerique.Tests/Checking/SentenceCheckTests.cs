using InclusionNumerique.Checking;

namespace InclusionNumerique.Tests.Checking;

public sealed class SentenceCheckTests
{
    private const string Means = "Item;CCAS (N = 50);CDAS (N = 25);Centre social (N = 10)\nPar SMS aux usagers;2,44a;2,76a;5,60b\nPar mail aux usagers;6,24a;5,24b;6,20a";
    private const string Counts = "Réponse;N;%\nOui;53;37,86 %\nNon;87;62,14 %";

    [Theory]
    [InlineData("Les scores du CCAS sont plus élevés que ceux du CDAS pour « Par mail aux usagers ».", true)]
    [InlineData("Les scores du CCAS sont plus élevés que ceux du CDAS.", false)]
    [InlineData("Les scores du Centre social sont plus faibles que ceux des autres pour « Par SMS aux usagers ».", false)]
    [InlineData("Pour « Par mail aux usagers », le CCAS est le plus élevé.", true)]
    [InlineData("Pour « Par mail aux usagers », le Centre social est le moins à l’aise.", false)]
    [InlineData("D’un côté le CCAS et le CDAS, de l’autre le Centre social, pour « Par SMS aux usagers ».", true)]
    [InlineData("D’un côté le CCAS et le CDAS, de l’autre le Centre social.", false)]
    [InlineData("Nous ne notons pas de différences entre les structures.", false)]
    [InlineData("Les scores sont inférieurs à 7 sur l’ensemble des items.", true)]
    [InlineData("Les scores sont supérieurs à 4.", false)]
    [InlineData("Les scores du CCAS sont intéressants.", true)]
    [InlineData("Les usagers sont nombreux à venir ; on communique peu.", true)]
    public void Of_means(string sentence, bool isTrue) => Told(Means, sentence).Should().HaveCount(isTrue ? 0 : 1);

    [Theory]
    [InlineData("37,86 % ont suivi une formation.", true)]
    [InlineData("38 % ont suivi une formation.", true)]
    [InlineData("37 % ont suivi une formation.", false)]
    [InlineData("Plus de 30 % ont suivi une formation.", true)]
    [InlineData("62,1 % n’en ont pas suivi.", true)]
    public void Of_percentages(string sentence, bool isTrue) => Told(Counts, sentence).Should().HaveCount(isTrue ? 0 : 1);

    [Theory]
    [InlineData("« l’accompagnement » et l’animation", "Accompagnement social,Animation – médiation", "Accompagnement social")]
    [InlineData("les encadrants", "Encadrement,Accueil", "Encadrement")]
    [InlineData("les Centres sociaux et le CCAS", "CCAS,CDAS,Centre social", "CCAS,Centre social")]
    [InlineData("les démarches administratives", "Administration – secrétariat", "")]
    public void Groups_are_named_in_many_ways(string text, string groups, string named) => GroupNames.In(text, groups.Split(',')).Should().Equal(named.Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static List<Finding> Told(string table, string sentence)
    {
        var (report, refusals) = new CheckForm { Text = table, Sentences = sentence }.Read();
        refusals.Should().BeEmpty();
        return [.. ReportChecker.Check(report!).Where(f => f.Kind == FindingKind.Sentence)];
    }
}
