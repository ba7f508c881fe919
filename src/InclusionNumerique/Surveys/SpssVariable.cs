namespace InclusionNumerique.Surveys;

internal enum SpssMeasure
{
    Nominal = 1,
    Ordinal = 2,
    Scale = 3,
}

/// <param name="Name">Fit and unique, see <see cref="SpssNames"/>.</param>
/// <param name="Format">How numbers are shown: 5 plain, 39 a date. Strings have their own.</param>
/// <param name="Width">In bytes of UTF-8, of a string; 0 of a number.</param>
/// <param name="Missing">A value that counts as no answer.</param>
internal sealed record SpssVariable(
    string Name, string Label, int Width, SpssMeasure Measure, IReadOnlyList<(double Value, string Label)> Values, double? Missing = null, byte Format = 5, byte Shown = 8, byte Decimals = 0)
{
    public const byte Plain = 5;
    public const byte Date = 39;

    // Of 255 bytes each, but counted by 252: so the format has it.
    public IReadOnlyList<int> Segments
    {
        get
        {
            var count = Math.Max(1, (Width + 251) / 252);
            return Width <= 255 ? [Width] : [.. Enumerable.Repeat(255, count - 1), Width - ((count - 1) * 252)];
        }
    }

    /// <summary>Places of 8 bytes in a case.</summary>
    public static int Places(int width) => width == 0 ? 1 : (width + 7) / 8;
}
