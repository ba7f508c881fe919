using System.Globalization;

namespace InclusionNumerique.Web.Ui;

/// <summary>A whole number that an address carries; null when it is none.</summary>
public static class Number
{
    public static int? Read(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
