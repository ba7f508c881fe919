using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Visits;

/// <summary>Times and durations as hands type them from a paper sheet.</summary>
public static partial class PaperTime
{
    private const int LongestText = 20;

    /// <summary>"930", "9h30", "9:30", "9.30", "9 h 30", "9h", "9": null when it is no time of a day.</summary>
    public static TimeOnly? Parse(string text)
    {
        if (text.Length > LongestText || Time().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (hour, minute) = (Number(match.Groups["h"]), Number(match.Groups["m"]));
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Minutes of "15", "15 min", "1h", "1h30", "1:30", "90": null when it is no duration.</summary>
    public static int? ParseMinutes(string text)
    {
        if (text.Length > LongestText || Duration().Match(text) is not { Success: true } match)
        {
            return null;
        }

        return (Number(match.Groups["h"]) * 60) + Number(match.Groups["m"]);
    }

    /// <summary>As the sheet shows it: 9:30.</summary>
    public static string Show(TimeOnly time) => time.ToString("H':'mm", CultureInfo.InvariantCulture);

    private static int Number(Group digits) => digits.Length == 0 ? 0 : int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:(?<h>[0-9]{1,2})(?:\s*[h:.]\s*(?<m>[0-9]{1,2})?)?|(?<h>[0-9]{1,2})(?<m>[0-9]{2}))\s*(?:min|mn)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\s*(?:(?<m>[0-9]{1,4})\s*(?:min|mn|m|')?|(?<h>[0-9]{1,2})\s*[h:]\s*(?:(?<m>[0-9]{1,2})\s*(?:min|mn)?)?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Duration();
}
