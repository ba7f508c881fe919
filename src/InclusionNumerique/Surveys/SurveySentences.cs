using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>French sentences about a table, made from the table alone.</summary>
public static class SurveySentences
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"p = 0,032", "p &lt; 0,001".</summary>
    public static string P(double p) => p < 0.001 ? "p\u00A0<\u00A00,001" : $"p\u00A0=\u00A0{p.ToString("0.000", French)}";

    public static string Mean(double mean) => mean.ToString("0.00", French);

    /// <summary>How to read the tables, for the options chosen.</summary>
    public static IEnumerable<string> ReadingNote(SurveyResult result)
    {
        yield return $"Les effectifs et pourcentages portent sur les personnes qui ont répondu à la question ; quand plusieurs réponses étaient possibles, leur somme dépasse 100\u00A0%.";
        yield return result.Choice.Missing == MissingRule.Available
            ? "Réponses manquantes : chaque ligne est calculée sur toutes les personnes qui y ont répondu (N de la ligne) ; l’analyse de bloc, sur celles qui ont répondu à toutes ses lignes (N du bloc)."
            : "Réponses manquantes : un bloc est calculé sur les seules personnes qui ont répondu à toutes ses lignes.";
        yield return $"Un groupe de moins de {SurveyAnalysis.Least} personnes n’est pas montré, ni ce qui permettrait de le retrouver par différence ; de {SurveyAnalysis.Least} à {SurveyAnalysis.FewBelow - 1}, il est marqué ○ et se lit avec prudence.";
        if (result.Groups.Count < 2)
        {
            yield break;
        }

        if (result.Form.Questions.First(q => q.Id == result.Choice.GroupBy).Kind == QuestionKind.MultipleChoice)
        {
            yield return "Groupes\u00A0: les personnes qui ont choisi une seule réponse à la question de comparaison\u00A0; qui en a choisi plusieurs n’est dans aucun groupe.";
        }

        yield return "Analyse de variance à un facteur\u00A0: ** différence significative (p\u00A0<\u00A00,05)\u00A0; * tendance (0,05\u00A0≤\u00A0p\u00A0<\u00A00,10)\u00A0; sans marque, aucune différence n’est établie.";
        yield return result.Choice.IsUnprotected
            ? "Lettres\u00A0: comparaisons deux à deux de Fisher (LSD, 5\u00A0%) non protégées, comme dans le rapport de 2022. Avec trois groupes, environ une ligne sur neuf porte une lettre par hasard seul."
            : "Lettres\u00A0: comparaisons deux à deux de Fisher (LSD, 5\u00A0%), seulement quand l’analyse de variance est significative. Deux groupes qui partagent une lettre ne diffèrent pas.";
        yield return "Autres tests (repliés sous chaque tableau)\u00A0: Welch et Games-Howell ne supposent pas que les variances sont égales\u00A0; Levene, autour des moyennes, dit si elles le sont\u00A0; Kruskal-Wallis ne regarde que l’ordre des réponses.";
        yield return "Une différence entre groupes n’est pas un effet\u00A0: les groupes peuvent différer par autre chose que leur nom.";
    }

    /// <summary>What the lines of a scale say, the clearest first; nothing is said that the table does not show.</summary>
    public static IEnumerable<string> Of(SurveyQuestionResult result, IReadOnlyList<SurveyGroup> groups)
    {
        if (result.Block is { } block)
        {
            yield return block.Pillai.P < 0.05
                ? $"Pris ensemble, les groupes diffèrent sur ce bloc (trace de Pillai, {P(block.Pillai.P)}, N\u00A0=\u00A0{block.Count})."
                : $"Pris ensemble, aucune différence entre les groupes n’est établie sur ce bloc (trace de Pillai, {P(block.Pillai.P)}, N\u00A0=\u00A0{block.Count}).";
        }

        foreach (var line in result.Scale.Where(l => l.Evidence != Evidence.None && l.P is not null).OrderBy(l => l.P))
        {
            var shown = line.Groups.Select((mean, i) => (groups[i].Label, mean.Mean)).Where(g => g.Mean is not null).OrderByDescending(g => g.Mean).ToList();
            yield return $"{Quoted(line)}\u00A0: {(line.Evidence == Evidence.Significant ? "les groupes diffèrent" : "tendance à une différence")} ({P(line.P!.Value)}), de {Mean(shown[^1].Mean!.Value)} ({shown[^1].Label}) à {Mean(shown[0].Mean!.Value)} ({shown[0].Label}).";
        }

        if (groups.Count == 0 && result.Scale.Where(l => l.All.Mean is not null).OrderByDescending(l => l.All.Mean).ToList() is { Count: > 1 } lines)
        {
            var (most, least) = result.Question.MostLabel.Length > 0 ? ("Le plus d’accord", "le moins") : ("La moyenne la plus haute", "la plus basse");
            yield return $"{most}\u00A0: {Quoted(lines[0])} ({Mean(lines[0].All.Mean!.Value)})\u00A0; {least}\u00A0: {Quoted(lines[^1])} ({Mean(lines[^1].All.Mean!.Value)}).";
        }
    }

    /// <summary>A line by its first words.</summary>
    internal static string Quoted(SurveyScaleLine line) => $"«\u00A0{(line.Text.Length > 90 ? line.Text[..89] + "…" : line.Text)}\u00A0»";
}
