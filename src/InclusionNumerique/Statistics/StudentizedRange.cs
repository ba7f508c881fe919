using MathNet.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>
/// Upper tail of the range of k standard normal values divided by an independent standard deviation of ν degrees of freedom.
/// Both integrals are over smooth functions on the whole line, where equal steps converge faster than any power of the step;
/// the tail is integrated itself, so that small probabilities keep their digits.
/// </summary>
public static class StudentizedRange
{
    private const double Step = 0.25;

    // A normal density 9 deviations away, or a term this much below the sum, adds no digit.
    private const double Reach = 9;
    private const double Negligible = 1e-18;

    /// <summary>P(Q ≥ q).</summary>
    /// <param name="groups">k, 2 or more.</param>
    /// <param name="df">ν, 1 or more, not necessarily whole.</param>
    public static double Upper(double q, int groups, double df)
    {
        if (q <= 0)
        {
            return 1;
        }

        // Over u = ln s, with s the deviation: the logarithm of what is integrated has one summit, at or left of s = 1.
        var constant = Math.Log(2) + (df / 2 * Math.Log(df / 2)) - SpecialFunctions.GammaLn(df / 2);
        double Height(double u) => constant + (df * (u - (Math.Exp(2 * u) / 2))) + Math.Log(RangeTail(q * Math.Exp(u), groups));

        var summit = Summit(Height, Math.Min(0, -Math.Log(q)) - 5, Math.Min(0, Math.Log(50 / q)), 0.5 / Math.Sqrt(df + 25));
        var (deviation, range) = (Math.Exp(summit), q * Math.Exp(summit));
        var step = 0.3 / Math.Sqrt((2 * df * deviation * deviation) + (range * range) + 1);
        var sum = Math.Exp(Height(summit));
        foreach (var direction in (double[])[-step, step])
        {
            var term = sum;
            for (var u = summit + direction; term > Negligible * sum; u += direction)
            {
                term = Math.Exp(Height(u));
                sum += term;
            }
        }

        return Math.Min(1, sum * step);
    }

    /// <summary>The q that is exceeded with this probability.</summary>
    public static double Critical(double probability, int groups, double df)
    {
        // Secant on the logarithms, in which the tail is nearly straight.
        double Miss(double x) => Math.Log(Upper(Math.Exp(x), groups, df) / probability);

        // Bonferroni's bound is close. The steps shrink so fast that after one of 1e-8 the rest is rounding.
        var x1 = Math.Log(Math.Sqrt(2) * Tails.CriticalT(probability / (groups * (groups - 1) / 2.0), df));
        var x0 = x1 + 0.05;
        var (y0, y1) = (Miss(x0), Miss(x1));
        for (var round = 0; round < 50 && y1 != y0 && Math.Abs(x1 - x0) > 1e-8; round++)
        {
            (x0, x1, y0) = (x1, x1 - (y1 * (x1 - x0) / (y1 - y0)), y1);
            y1 = Miss(x1);
        }

        return Math.Exp(x1);
    }

    // k ∫ φ(z) {Φ(z)^(k−1) − [Φ(z) − Φ(z−w)]^(k−1)} dz, z being the greatest of the k values.
    private static double RangeTail(double w, int groups)
    {
        var sum = 0.0;
        var last = (int)(((w / 2) + Reach) / Step);
        for (var i = (int)((Math.Max(0, w / 2) - Reach) / Step); i <= last; i++)
        {
            var z = i * Step;
            var below = Below(z);
            var outside = Below(z - w);

            // a^m − b^m = (a − b)(a^(m−1) + a^(m−2) b + …), with a − b known without cancellation.
            var powers = 1.0;
            var inside = 1.0;
            for (var m = 1; m < groups - 1; m++)
            {
                inside *= below - outside;
                powers = (powers * below) + inside;
            }

            sum += Math.Exp(-z * z / 2) * outside * powers;
        }

        return groups * Step * sum / Math.Sqrt(2 * Math.PI);
    }

    private static double Below(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;

    // Golden section.
    private static double Summit(Func<double, double> height, double low, double high, double tolerance)
    {
        const double Ratio = 0.6180339887498949;
        while (high - low > tolerance)
        {
            var (left, right) = (high - (Ratio * (high - low)), low + (Ratio * (high - low)));
            (low, high) = height(left) > height(right) ? (low, right) : (left, high);
        }

        return (low + high) / 2;
    }
}
