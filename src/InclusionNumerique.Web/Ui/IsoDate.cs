using System.Globalization;

namespace InclusionNumerique.Web.Ui;

/// <summary>The form in which a native date field and an address carry a day.</summary>
public static class IsoDate
{
    public static string? Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
