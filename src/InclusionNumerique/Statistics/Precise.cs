namespace InclusionNumerique.Statistics;

/// <summary>Functions of which the framework's own versions lose the digits of small arguments (Kahan's corrections).</summary>
internal static class Precise
{
    /// <summary>ln(1 + x).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>eˣ − 1.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : Math.Abs(x) > 1 ? power - 1 : (power - 1) * x / Math.Log(power);
    }
}
