using System.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>An exact quotient of whole numbers, denominator positive. Sums of squares lose no digit in it, whatever the size of the answers.</summary>
internal readonly record struct Fraction
{
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        // Reduced, so that sums over many groups stay short.
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public static Fraction Zero { get; } = new(0, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsZero => Numerator.IsZero;

    public static implicit operator Fraction(BigInteger whole) => new(whole, 1);

    public static implicit operator Fraction(int whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Fraction Sum(IEnumerable<Fraction> terms) => terms.Aggregate(Zero, (sum, term) => sum + term);

    public double ToDouble() => Quotient(Numerator, Denominator);

    /// <summary>Of whole numbers that may each be beyond the range of a double: 62 bits of the quotient are kept, then rounded once.</summary>
    public static double Quotient(BigInteger numerator, BigInteger denominator)
    {
        var shift = 62 + (int)(denominator.GetBitLength() - BigInteger.Abs(numerator).GetBitLength());
        var bits = shift >= 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        return Math.ScaleB((double)(long)bits, -shift);
    }
}
