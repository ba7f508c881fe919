using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>The groups of one line compared by tests that suppose less than the analysis of variance does, over the same answers.</summary>
/// <param name="Groups">Labels of those compared.</param>
/// <param name="Levene">Around the means: do the variances differ?</param>
/// <param name="Pairs">Games and Howell's, by the places of <paramref name="Groups"/>.</param>
public sealed record SurveyOtherTests(
    IReadOnlyList<string> Groups, Calculation<FTest> Welch, Calculation<FTest> Levene, Calculation<KruskalWallis> KruskalWallis, Calculation<PairwiseTests> Pairs)
{
    /// <summary>Of more, the pairs would take seconds for each line, and nobody would read them.</summary>
    public const int GroupsMost = 10;

    /// <summary>The clearest first.</summary>
    public IReadOnlyList<PairwiseTest> Different { get; } = [.. (Pairs.Value?.Pairs ?? []).Where(p => EvidenceOf.P(p.P) == Evidence.Significant).OrderBy(p => p.P)];

    /// <summary>Of the pair that comes closest to a difference; null where none was compared.</summary>
    public double? LeastPairP => Pairs.Value?.Pairs.Min(p => p.P);

    internal static SurveyOtherTests Of(IReadOnlyList<string> groups, IReadOnlyList<IReadOnlyList<decimal>> answers) =>
        new(groups, WelchAnova.Of(answers), Statistics.Levene.AroundMeans(answers), Statistics.KruskalWallis.Of(answers), PairsOf(answers));

    /// <summary>"CCAS – CDAS".</summary>
    public string NameOf(PairwiseTest pair) => $"{Groups[pair.First]} – {Groups[pair.Second]}";

    private static Calculation<PairwiseTests> PairsOf(IReadOnlyList<IReadOnlyList<decimal>> answers) => answers.Count > GroupsMost
        ? new Refusal("", $"Plus de {GroupsMost} groupes : ils ne sont pas comparés deux à deux.")
        : PairwiseTests.GamesHowell(answers, confidence: null);
}
