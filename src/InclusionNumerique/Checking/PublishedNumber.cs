using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>A number as it is printed: its value, and how many decimals its author kept.</summary>
public readonly partial record struct PublishedNumber(decimal Value, int Decimals, string Printed)
{
    private const int DecimalsMost = 6;
    private const int DigitsMost = 9;

    /// <summary>One unit of the last decimal printed.</summary>
    public decimal Step => Unit(Decimals);

    /// <summary>"4,52" as "4.52"; null when it is no number.</summary>
    public static PublishedNumber? Parse(string? text)
    {
        if (text is null || Shape().Match(text.Trim()) is not { Success: true } match || match.Groups["whole"].Length > DigitsMost || match.Groups["part"].Length > DecimalsMost)
        {
            return null;
        }

        var value = decimal.Parse(match.Value.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new(value, match.Groups["part"].Length, match.Value);
    }

    /// <summary>In French, with the decimals given.</summary>
    public static string Written(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.GetCultureInfo("fr-FR"));

    /// <summary>How the exact fraction may have become this number.</summary>
    public RoundingFit Fit(decimal numerator, decimal denominator)
    {
        // Compared as products: a quotient such as 2/3 has no exact decimal.
        var distance = Math.Abs((Value * denominator) - numerator) * 2;
        var step = Step * denominator;
        return distance < step ? RoundingFit.Nearest
            : distance > step ? RoundingFit.None
            : Value * denominator > numerator ? RoundingFit.HalfUp
            : IsEven ? RoundingFit.HalfToEven
            : RoundingFit.HalfDown;
    }

    private bool IsEven => decimal.Truncate(Value / Step) % 2 == 0;

    private static decimal Unit(int decimals) => new(1, 0, 0, isNegative: false, (byte)decimals);

    [GeneratedRegex(@"^-?(?<whole>[0-9]+)(?:[.,](?<part>[0-9]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

/// <summary>Whether a printed number can be the rounding of an exact one. Exact halves: up is the common rule, to even that of IEEE 754, down no rule at all.</summary>
public enum RoundingFit
{
    None,
    Nearest,
    HalfUp,
    HalfToEven,
    HalfDown,
}
