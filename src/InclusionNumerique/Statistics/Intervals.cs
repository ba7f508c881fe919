namespace InclusionNumerique.Statistics;

/// <summary>A mean with its interval by Student's t.</summary>
/// <param name="Deviation">Standard deviation, n − 1 in the denominator; null for a single answer.</param>
/// <param name="Low">As <paramref name="High"/>, null for a single answer and when all answers are equal: the interval would pretend certainty.</param>
public sealed record MeanInterval(int Count, double Mean, double? Deviation, double? Low, double? High)
{
    /// <param name="confidence">0 to 1.</param>
    public static Calculation<MeanInterval> Of(IReadOnlyList<decimal> answers, double confidence = 0.95)
    {
        if (answers.Count == 0)
        {
            return Reasons.NoAnswers;
        }

        var (count, mean, deviation) = GroupSummary.Of(Series.Of([answers])[0].Moments());
        var half = deviation > 0 ? Tails.CriticalT(1 - confidence, count - 1) * deviation / Math.Sqrt(count) : null;
        return new MeanInterval(count, mean, deviation, mean - half, mean + half);
    }
}

/// <summary>A proportion with its interval, all three from 0 to 1.</summary>
public sealed record ProportionInterval(double Proportion, double Low, double High)
{
    /// <summary>Wilson's score interval (1927): close to its nominal confidence on average.</summary>
    /// <param name="cases">0 to <paramref name="count"/>.</param>
    /// <param name="confidence">0 to 1.</param>
    public static Calculation<ProportionInterval> Wilson(int cases, int count, double confidence = 0.95)
    {
        if (Refuse(cases, count) is { } refusal)
        {
            return refusal;
        }

        var z = Tails.CriticalNormal(1 - confidence);
        return new ProportionInterval((double)cases / count, WilsonLow(cases, count, z), WilsonHigh(cases, count, z));
    }

    /// <summary>Clopper and Pearson's exact interval (1934): never under its nominal confidence.</summary>
    /// <param name="cases">0 to <paramref name="count"/>.</param>
    /// <param name="confidence">0 to 1.</param>
    public static Calculation<ProportionInterval> ClopperPearson(int cases, int count, double confidence = 0.95)
    {
        if (Refuse(cases, count) is { } refusal)
        {
            return refusal;
        }

        var tail = (1 - confidence) / 2;
        return new ProportionInterval((double)cases / count, ExactLow(cases, count, tail), ExactHigh(cases, count, tail));
    }

    private static Refusal? Refuse(int cases, int count) => count == 0 ? Reasons.NoAnswers : cases < 0 || cases > count ? Reasons.CountOutOfRange : null;

    // The two bounds are the roots of a quadratic; the lower one by their product, without cancellation: 0 for no case.
    private static double WilsonLow(int cases, int count, double z)
    {
        var p = (double)cases / count;
        return p * p / WilsonUpperTerm(p, z * z / count);
    }

    private static double WilsonHigh(int cases, int count, double z)
    {
        var z2 = z * z / count;
        return cases == count ? 1 : WilsonUpperTerm((double)cases / count, z2) / (1 + z2);
    }

    private static double WilsonUpperTerm(double p, double z2) => p + (z2 / 2) + Math.Sqrt(z2 * ((p * (1 - p)) + (z2 / 4)));

    private static double ExactLow(int cases, int count, double tail) =>
        cases == 0 ? 0 : cases / (cases + ((count - cases + 1) * Tails.CriticalF(tail, 2.0 * (count - cases + 1), 2.0 * cases)));

    private static double ExactHigh(int cases, int count, double tail)
    {
        if (cases == count)
        {
            return 1;
        }

        var odds = (cases + 1) * Tails.CriticalF(tail, 2.0 * (cases + 1), 2.0 * (count - cases));
        return odds / (count - cases + odds);
    }
}
