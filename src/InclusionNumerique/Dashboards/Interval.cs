namespace InclusionNumerique.Dashboards;

/// <summary>Where a share, or the gap between two shares, lies 19 times in 20 if the cases are taken for a draw. 0 to 1; −1 to 1 for a gap.</summary>
public readonly record struct Interval(double Low, double High)
{
    private const double Z = 1.959964;

    /// <summary>Wilson's: it stays within 0 and 1, and holds for few cases and for shares near 0 or 1.</summary>
    public static Interval Of(long part, long whole)
    {
        var (n, p) = ((double)whole, (double)part / whole);
        var centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Newcombe's, of the first share less the second: made of both Wilson intervals. That two intervals overlap would say nothing by itself.</summary>
    public static Interval OfGap((long Part, long Whole) one, (long Part, long Whole) other)
    {
        var (first, second) = (Of(one.Part, one.Whole), Of(other.Part, other.Whole));
        var (p, q) = ((double)one.Part / one.Whole, (double)other.Part / other.Whole);
        return new(
            p - q - Math.Sqrt(Math.Pow(p - first.Low, 2) + Math.Pow(second.High - q, 2)),
            p - q + Math.Sqrt(Math.Pow(first.High - p, 2) + Math.Pow(q - second.Low, 2)));
    }
}
