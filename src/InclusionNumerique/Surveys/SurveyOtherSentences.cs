namespace InclusionNumerique.Surveys;

/// <summary>Where Welch, Kruskal-Wallis and Games-Howell say the same as the analysis of variance and where they do not, from the computed figures alone.</summary>
public static class SurveyOtherSentences
{
    public static IEnumerable<string> Of(IReadOnlyList<SurveyScaleLine> lines)
    {
        var judged = lines.Where(l => l.P is not null && Verdicts(l).Any()).ToList();
        if (judged.Count == 0)
        {
            yield return "Aucune ligne n’a pu être comparée par ces tests.";
            yield break;
        }

        var apart = judged.Where(l => Contrary(l).Any()).ToList();
        yield return (apart.Count, judged.Count) switch
        {
            (0, 1) => "Au seuil de 5 %, ces tests concluent comme l’analyse de variance.",
            (0, var all) => $"Au seuil de 5 %, ces tests concluent comme l’analyse de variance sur chacune des {all} lignes.",
            (1, 1) => "Au seuil de 5 %, ces tests ne concluent pas tous comme l’analyse de variance.",
            (var some, var all) => $"Au seuil de 5 %, ces tests concluent tous comme l’analyse de variance sur {all - some} des {all} lignes, pas sur {(some == 1 ? "celle-ci" : "celles-ci")} :",
        };
        foreach (var line in apart)
        {
            var others = string.Join(", ", Contrary(line).Select(v => $"{v.Test} ({v.Words}{SurveySentences.P(v.P)})"));
            yield return IsClear(line.P!.Value)
                ? $"{SurveySentences.Quoted(line)} : différence selon l’analyse de variance ({SurveySentences.P(line.P.Value)}), non selon {others}."
                : $"{SurveySentences.Quoted(line)} : aucune différence établie selon l’analyse de variance ({SurveySentences.P(line.P.Value)}), une selon {others}.";
        }

        var uneven = judged.Where(l => l.Others?.Levene.Value is { } levene && IsClear(levene.P)).ToList();
        yield return uneven.Count == 0
            ? "Aucune inégalité des variances n’est établie (Levene)."
            : $"Les variances sont inégales (Levene) pour {string.Join(", ", uneven.Select(SurveySentences.Quoted))} : Welch et Games-Howell y sont plus sûrs que l’analyse de variance.";
    }

    private static bool IsClear(double p) => EvidenceOf.P(p) == Evidence.Significant;

    private static IEnumerable<(string Test, string Words, double P)> Contrary(SurveyScaleLine line) => Verdicts(line).Where(v => IsClear(v.P) != IsClear(line.P!.Value));

    private static IEnumerable<(string Test, string Words, double P)> Verdicts(SurveyScaleLine line)
    {
        if (line.Others?.Welch.Value is { } welch)
        {
            yield return ("Welch", "", welch.P);
        }

        if (line.Others?.KruskalWallis.Value is { } ranks)
        {
            yield return ("Kruskal-Wallis", "", ranks.P);
        }

        if (line.Others?.LeastPairP is { } least)
        {
            yield return ("Games-Howell", "plus petit ", least);
        }
    }
}
