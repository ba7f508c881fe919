using System.Globalization;

namespace InclusionNumerique.Web.Ui;

/// <summary>The form in which a native time field carries a local time.</summary>
public static class IsoTime
{
    public static string? Of(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
