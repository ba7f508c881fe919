using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Partners;

/// <summary>
/// Reads the part of the OSM opening_hours syntax that is met in the national files. Anything else (sunrise, school holidays, "||", open ends) is unreadable:
/// better no hours than wrong ones.
/// </summary>
internal sealed partial class OsmHoursReader
{
    // Longer ones are not hours.
    private const int Most = 2000;
    private const int DayMinutes = 24 * 60;
    private const int LastDay = 31;

    private static readonly string[] Weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private readonly IReadOnlyList<string> _tokens;
    private int _at;

    private OsmHoursReader(IReadOnlyList<string> tokens) => _tokens = tokens;

    /// <summary>Null when it cannot be read, or says nothing.</summary>
    public static IReadOnlyList<OsmRule>? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Most)
        {
            return null;
        }

        var plain = text.ToLowerInvariant().Replace('–', '-');
        var matches = Token().Matches(plain);
        try
        {
            return matches.Sum(m => m.Length) < plain.Length ? null : new OsmHoursReader([.. matches.Select(m => m.Value).Where(t => !string.IsNullOrWhiteSpace(t))]).Rules();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("""\s+|[a-z]+|[0-9]+|[-:,;/\[\]]|"[^"]*["]""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private List<OsmRule>? Rules()
    {
        List<OsmRule> rules = [];
        var isAdditional = false;
        while (Ahead() != "")
        {
            if (Take(";"))
            {
                isAdditional = false;
                continue;
            }

            if (Rule(isAdditional) is { } rule)
            {
                rules.Add(rule);
            }

            isAdditional = Take(",");
            Require(isAdditional ? Ahead() is not ("" or ";") : Ahead() is "" or ";");
        }

        return rules.Count == 0 ? null : rules;
    }

    // Null for a note that stands alone.
    private OsmRule? Rule(bool isAdditional)
    {
        var start = _at;
        var (years, dates) = Dates();
        var weeks = Weeks();
        Take(":");
        var days = Days();
        var onHolidaysOnly = days is [{ IsHoliday: true }] && IsWeekday();
        days = onHolidaysOnly ? Days() : days;
        Take(":");
        var hasSelector = _at > start;
        var spans = Spans();
        var isOff = Take("off") || Take("closed");
        var isOpen = !isOff && Take("open");
        var hasNote = Ahead().StartsWith('"') && Take(Ahead());
        // What is only noted ("sur rendez-vous") is not open to whoever comes by.
        Require(spans.Count > 0 || isOff || isOpen || hasNote);
        if (spans.Count == 0 && (isOff || isOpen))
        {
            spans.Add(new OsmSpan(0, isOff ? 2 * DayMinutes : DayMinutes));
        }

        return spans.Count == 0 && !hasSelector ? null : new OsmRule(years, dates, weeks, days, onHolidaysOnly, spans, isOff, isAdditional);
    }

    private (OsmDates? Years, List<OsmDates> Dates) Dates()
    {
        OsmDates? years = null;
        List<OsmDates> dates = [];
        var (year, month) = (0, 0);
        if (IsYear())
        {
            year = Number(1900, 2999);
            if (!IsMonth())
            {
                years = new OsmDates(year * OsmDates.Year, ((Ahead() == "-" && IsYear(1) && Take("-") ? Number(year, 2999) : year) * OsmDates.Year) + OsmDates.Year - 1);
                year = 0;
            }
        }

        if (IsMonth())
        {
            do
            {
                year = IsYear() ? Number(1900, 2999) : year;
                dates.Add(DateRange(year, ref month));
            }
            while (Ahead() == "," && (IsMonth(1) || (IsYear(1) && IsMonth(2)) || IsDay(1)) && Take(","));
        }

        return (years, dates);
    }

    // "Jul", "Jul-Aug", "Dec 25", "Jul 14-20", "Dec 24-Jan 2"; the month may be left out where the list has just named it.
    private OsmDates DateRange(int year, ref int month)
    {
        month = IsMonth() ? Name(Months) + 1 : month;
        var day = IsDay() ? Number(1, DaysIn(month)) : 0;
        var from = (year * OsmDates.Year) + (month * 100) + Math.Max(day, 1);
        if (!Take("-"))
        {
            return new OsmDates(from, day > 0 ? from : from - 1 + LastDay);
        }

        var namesYear = IsYear();
        Require(!namesYear || year > 0);
        var endYear = namesYear ? Number(year, 2999) : year;
        Require(IsMonth() || (!namesYear && day > 0 && IsDay()));
        month = IsMonth() ? Name(Months) + 1 : month;
        var to = (endYear * OsmDates.Year) + (month * 100) + (IsDay() ? Number(1, DaysIn(month)) : LastDay);
        return new OsmDates(from, year > 0 && !namesYear && to < from ? to + OsmDates.Year : to);
    }

    private List<OsmWeeks> Weeks()
    {
        List<OsmWeeks> weeks = [];
        if (Take("week"))
        {
            do
            {
                var from = Number(1, 53);
                weeks.Add(new OsmWeeks(from, Take("-") ? Number(from, 53) : from, Take("/") ? Number(1, 53) : 1));
            }
            while (Ahead() == "," && IsNumber(1) && !IsTime(1) && Take(","));
        }

        return weeks;
    }

    private List<OsmDays> Days()
    {
        List<OsmDays> days = [];
        if (IsWeekday() || Ahead() == "ph")
        {
            do
            {
                days.Add(Take("ph") ? OsmDays.Holidays : Weekday());
            }
            while (Ahead() == "," && (IsWeekday(1) || Ahead(1) == "ph") && Take(","));
        }

        return days;
    }

    private OsmDays Weekday()
    {
        var from = Name(Weekdays);
        List<int> nth = [];
        if (Take("["))
        {
            do
            {
                var sign = Take("-") ? -1 : 1;
                var first = Number(1, 5);
                nth.AddRange(sign > 0 && Take("-") ? Enumerable.Range(first, Number(first, 5) - first + 1) : [first * sign]);
                Take("]", whenNot: ",");
            }
            while (_tokens[_at - 1] == ",");
            return new OsmDays(from, from, nth);
        }

        return new OsmDays(from, Take("-") ? Name(Weekdays) : from, nth);
    }

    private List<OsmSpan> Spans()
    {
        List<OsmSpan> spans = [];
        if (Ahead() == "24" && Ahead(1) == "/" && Ahead(2) == "7")
        {
            _at += 3;
            spans.Add(new OsmSpan(0, DayMinutes));
        }
        else if (IsTime())
        {
            do
            {
                var from = Minutes();
                Require(from < DayMinutes && Take("-"));
                var to = Minutes();
                spans.Add(new OsmSpan(from, to > from ? to : to + DayMinutes));
                Require(spans[^1].To - from <= DayMinutes);
            }
            while (Ahead() == "," && IsTime(1) && Take(","));
        }

        return spans;
    }

    // "26:00" is two in the morning.
    private int Minutes()
    {
        var hours = Number(0, 48);
        Require(Take(":") && Ahead().Length == 2);
        return (hours * 60) + Number(0, 59);
    }

    private static int DaysIn(int month) => DateTime.DaysInMonth(2000, month);

    private string Ahead(int steps = 0) => _at + steps < _tokens.Count ? _tokens[_at + steps] : "";

    private bool Take(string token)
    {
        var isThere = Ahead() == token;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Take(string token, string whenNot) => Require(Take(token) || Take(whenNot));

    private int Number(int least, int most)
    {
        Require(IsNumber() && int.Parse(Ahead(), CultureInfo.InvariantCulture) is var number && number >= least && number <= most);
        return int.Parse(_tokens[_at++], CultureInfo.InvariantCulture);
    }

    private int Name(string[] names)
    {
        var index = Array.IndexOf(names, Ahead());
        Require(index >= 0);
        _at++;
        return index;
    }

    private bool IsNumber(int steps = 0) => Ahead(steps) is { Length: > 0 and <= 4 } token && char.IsAsciiDigit(token[0]);

    private bool IsYear(int steps = 0) => IsNumber(steps) && Ahead(steps).Length == 4;

    private bool IsMonth(int steps = 0) => Months.Contains(Ahead(steps));

    private bool IsWeekday(int steps = 0) => Weekdays.Contains(Ahead(steps));

    private bool IsTime(int steps = 0) => IsNumber(steps) && Ahead(steps).Length <= 2 && Ahead(steps + 1) == ":" && IsNumber(steps + 2);

    // "Dec 25: 09:00-12:00" is a day, "Dec 09:00-12:00" is not.
    private bool IsDay(int steps = 0) => IsNumber(steps) && Ahead(steps).Length <= 2 && Ahead(steps + 1) != "/" && (!IsTime(steps) || IsTime(steps + 2));

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new FormatException();
        }
    }
}
