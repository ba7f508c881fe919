using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <param name="Deviation">Standard deviation; null for a single answer.</param>
/// <param name="Letters">Shared by groups that do not differ; null when groups were not compared.</param>
public sealed record AnswerGroup(string Name, int Count, double Mean, double? Deviation, string? Letters);

/// <param name="P">Null for two equal means without any variation around them.</param>
public sealed record AnswerPair(string First, string Second, double? P);

/// <summary>The groups compared on one item, by every test.</summary>
/// <param name="Anova">Null when refused; F is infinite where groups differ and nobody within them does, as for <paramref name="Levene"/>.</param>
/// <param name="Levene">Around the means.</param>
/// <param name="Pairs">Fisher's least significant differences; empty when refused.</param>
/// <param name="Evidence">Of the analysis of variance, by the threshold asked for.</param>
/// <param name="Refused">In French, why tests are missing; null when none is.</param>
public sealed record AnswerItem(
    string Item, IReadOnlyList<AnswerGroup> Groups, FTest? Anova, FTest? Welch, FTest? Levene, IReadOnlyList<AnswerPair> Pairs, KruskalWallis? KruskalWallis, Evidence Evidence, string? Refused)
{
    public int Count => Groups.Sum(g => g.Count);

    internal static AnswerItem Of(string item, IReadOnlyList<(string Name, IReadOnlyList<decimal> Values)> groups, AnswerChoice choice)
    {
        List<IReadOnlyList<decimal>> values = [.. groups.Select(g => g.Values)];
        Series[] series = [.. Series.Of(values)];
        Moments[] moments = [.. series.Select(s => s.Moments())];
        var (variance, welch, levene, ranks) = (OneWayAnova.Of(values), WelchAnova.Of(values), Statistics.Levene.AroundMeans(values), Statistics.KruskalWallis.Of(values));
        var anova = variance.Value is { } v ? new FTest(v.F, v.DfBetween, v.DfWithin, v.P) : Limit(moments);
        var spread = levene.Value ?? Limit([.. series.Select(s => s.DistancesToMean().Moments())]);
        var (pairs, refusal) = Compared(values, moments, anova, variance.Refusal);
        var letters = anova is null || refusal is not null ? null : Letters(anova, pairs, groups.Count, choice);
        return new(
            item,
            [.. groups.Select((g, i) => Group(g.Name, moments[i], letters?[i]))],
            anova,
            welch.Value,
            spread,
            [.. pairs.Select(p => new AnswerPair(groups[p.First].Name, groups[p.Second].Name, p.P))],
            ranks.Value,
            anova is null ? Evidence.None : EvidenceOf.P(anova.P, choice.Alpha),
            Reason(
                ("ANOVA", anova is null ? variance.Refusal : null),
                ("Welch", welch.Refusal),
                ("Levene", spread is null ? levene.Refusal : null),
                ("LSD", refusal ?? (pairs.Exists(p => p.P is null) ? Reasons.NoVariationWithin : null)),
                ("Kruskal-Wallis", ranks.Refusal)));
    }

    private static AnswerGroup Group(string name, Moments moments, string? letters)
    {
        var summary = GroupSummary.Of(moments);
        return new(name, summary.Count, summary.Mean, summary.Deviation, letters);
    }

    // What F grows to as the variation within the groups vanishes.
    private static FTest? Limit(Moments[] groups)
    {
        if (groups.Length < 2)
        {
            return null;
        }

        var sums = SumsOfSquares.Of(groups);
        return sums.DfWithin > 0 && sums.Within.IsZero && !sums.Between.IsZero ? new(double.PositiveInfinity, sums.DfBetween, sums.DfWithin, 0) : null;
    }

    private static (List<(int First, int Second, double? P)> Pairs, Refusal? Refusal) Compared(List<IReadOnlyList<decimal>> values, Moments[] moments, FTest? anova, Refusal? refusal)
    {
        if (anova is null)
        {
            return ([], refusal);
        }

        if (values.Count > CompactLetters.GroupsMost)
        {
            return ([], new("", $"Plus de {CompactLetters.GroupsMost} groupes : ils ne sont pas comparés deux à deux."));
        }

        return PairwiseTests.Lsd(values).Value is { } tests
            ? ([.. tests.Pairs.Select(p => (p.First, p.Second, (double?)p.P))], null)
            : ([.. from i in Enumerable.Range(0, moments.Length)
                   from j in Enumerable.Range(i + 1, moments.Length - i - 1)
                   select (i, j, moments[i].Mean == moments[j].Mean ? (double?)null : 0)], null);
    }

    private static IReadOnlyList<string> Letters(FTest anova, List<(int First, int Second, double? P)> pairs, int groups, AnswerChoice choice) =>
        CompactLetters.Of(groups, anova.P < choice.Alpha || choice.IsUnprotected ? pairs.Where(p => p.P < choice.Alpha).Select(p => (p.First, p.Second)) : []);

    // "Il faut au moins deux groupes." for all tests, else "Welch : … Levene, LSD : …".
    private static string? Reason(params (string Test, Refusal? Refusal)[] tests)
    {
        var reasons = tests.Where(t => t.Refusal is not null).GroupBy(t => t.Refusal!.Message, t => t.Test).ToList();
        return reasons switch
        {
            [] => null,
            [var one] when one.Count() == tests.Length => one.Key,
            _ => string.Join(' ', reasons.Select(r => $"{string.Join(", ", r)} : {r.Key}")),
        };
    }
}
