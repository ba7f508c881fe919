using MathNet.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>Sizes of the difference between the means of two groups, in standard deviations. Those of several groups are in <see cref="OneWayAnova"/>.</summary>
/// <param name="CohenD">Mean of the first less mean of the second, over their pooled standard deviation.</param>
/// <param name="HedgesG">The same without its bias in small groups, by the exact factor Γ(m/2) / (√(m/2) Γ((m − 1)/2)), m = n₁ + n₂ − 2.</param>
public sealed record EffectSizes(double CohenD, double HedgesG)
{
    public static Calculation<EffectSizes> Of(IReadOnlyList<decimal> first, IReadOnlyList<decimal> second)
    {
        if (Series.Refuse([first, second]) is { } refusal)
        {
            return refusal;
        }

        Moments[] groups = [.. Series.Of([first, second]).Select(s => s.Moments())];
        if (SumsOfSquares.Of(groups).Refuse() is { } reason)
        {
            return reason;
        }

        var d = Pooled(groups[0], groups[1])!.Value;
        var m = first.Count + second.Count - 2;
        return new EffectSizes(d, d * Factor(m));
    }

    /// <returns>Null when neither group has any variance.</returns>
    internal static double? Pooled(Moments first, Moments second)
    {
        var squares = first.Deviations + second.Deviations;
        if (squares.IsZero)
        {
            return null;
        }

        var difference = first.Mean - second.Mean;
        return difference.Numerator.Sign * Math.Sqrt((difference * difference * (first.Count + second.Count - 2) / squares).ToDouble());
    }

    // Γ((m − 1)/2) has no value for m = 1: the factor falls to 0 there.
    private static double Factor(int m) =>
        m == 1 ? 0 : Math.Exp(SpecialFunctions.GammaLn(m / 2.0) - SpecialFunctions.GammaLn((m - 1) / 2.0)) / Math.Sqrt(m / 2.0);
}
