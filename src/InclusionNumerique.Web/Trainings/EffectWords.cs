using System.Globalization;
using InclusionNumerique.Statistics;
using InclusionNumerique.Trainings;

namespace InclusionNumerique.Web.Trainings;

/// <summary>Results in words. A change measured without a comparison group is never called an effect.</summary>
public static class EffectWords
{
    /// <summary>Below, a difference is called clear; up to <see cref="Tendency"/>, a tendency.</summary>
    public const double Significant = 0.05;
    public const double Tendency = 0.10;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"4,27", "+1,20" with a sign.</summary>
    public static string Mean(double value) => value.ToString("0.00", French);

    public static string WithSign(double value) => value.ToString("+0.00;−0.00;0.00", French);

    public static string P(double? p) => p switch
    {
        null => "–",
        < 0.001 => "< 0,001",
        _ => p.Value.ToString("0.000", French),
    };

    public static string Interval(PairedComparison change) => change.Low is { } low && change.High is { } high ? $"{WithSign(low)} à {WithSign(high)}" : "–";

    /// <summary>One sentence of what the pairs show. The signed ranks decide: ratings are no measures of length.</summary>
    public static string Reading(MeasuredChange measured)
    {
        if (measured.Change is not { } change)
        {
            return $"{measured.Label} : {(measured.Pairs == 0 ? "personne n’a" : $"{measured.Pairs} personnes seulement ont")} répondu avant et après, trop peu pour comparer.";
        }

        var what = change.Wilcoxon?.P switch
        {
            null => "personne n’a changé",
            < Significant => change.Difference > 0 ? "la note monte nettement" : "la note baisse nettement",
            < Tendency => change.Difference > 0 ? "la note tend à monter" : "la note tend à baisser",
            _ => "pas de changement que le hasard n’expliquerait pas",
        };
        return $"{measured.Label} : {what}, de {Mean(change.MeanBefore)} à {Mean(change.MeanAfter)} chez {change.Count} personnes (différence {WithSign(change.Difference)}, intervalle {Interval(change)}).";
    }

    /// <summary>What any training's results can and can't say.</summary>
    public static IReadOnlyList<string> Limits { get; } =
    [
        "On peut dire : voilà comment les mêmes personnes se notent avant et après la formation.",
        "On ne peut pas dire que la formation en est la cause : personne n’a été mesuré aux mêmes dates sans la suivre, et l’on se note volontiers mieux après un effort. Comparer avec des collègues non formés ne le dirait pas non plus : ce ne sont pas les mêmes personnes.",
        "Ce sont des notes que chacun se donne, pas des gestes observés.",
    ];

    /// <summary>What these answers leave open.</summary>
    public static IEnumerable<string> Gaps(TrainingEffect effect)
    {
        var lost = Math.Max(effect.Before, effect.After) - effect.Pairs;
        if (lost > 0)
        {
            yield return $"{(lost == 1 ? "Une personne n’a" : $"{lost} personnes n’ont")} répondu qu’une fois, ou avec un autre code : leurs réponses ne comptent dans aucune différence. Si ces personnes ne ressemblent pas aux autres, la moyenne les ignore.";
        }

        if (effect.Kinds.Any(k => k.Change is { Count: < 20 }))
        {
            yield return "Avec moins de vingt personnes, seule une grande différence se voit : « pas de changement » peut vouloir dire « pas encore assez de réponses ».";
        }
    }
}
