using System.Globalization;
using CsCheck;
using InclusionNumerique.Partners;
using InclusionNumerique.Sites;

namespace InclusionNumerique.Tests.Partners;

/// <summary>Random rules, written in random spelling, against a reading that asks every rule about every minute.</summary>
public sealed class OsmHoursWorldsTests
{
    private static readonly string[] Weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly Gen<Part> GenDays =
        from first in Gen.Int[0, 6]
        from more in Gen.Int[0, 6]
        from other in Gen.Int[0, 6]
        from form in Gen.Int[0, 5]
        select form switch
        {
            0 => new Part("", _ => true, false),
            1 => new Part(Weekdays[first], d => Weekday(d) == first, false),
            2 => new Part($"{Weekdays[first]},{Weekdays[other]}", d => Weekday(d) == first || Weekday(d) == other, false),
            3 => new Part($"{Weekdays[first]},PH", d => Weekday(d) == first || IsHoliday(d), true),
            4 => new Part("PH", IsHoliday, true),
            _ => new Part($"{Weekdays[first]}-{Weekdays[(first + more) % 7]}", d => Enumerable.Range(first, more + 1).Any(x => x % 7 == Weekday(d)), false),
        };

    private static readonly Gen<Part> GenDates =
        from first in Gen.Date[new(2026, 1, 1), new(2026, 12, 31)]
        from last in Gen.Date[new(2026, 1, 1), new(2026, 12, 31)]
        from form in Gen.Int[0, 7]
        select form switch
        {
            0 => new Part($"{Month(first)}-{Month(last)}", d => Turns(12, first.Month - 1, last.Month - 1).Contains(d.Month - 1), true),
            1 => new Part(MonthDay(first), d => (d.Month, d.Day) == (first.Month, first.Day), true),
            2 => new Part($"{MonthDay(first)}-{MonthDay(last)}", d => IsBetween(d, first, last), true),
            3 => new Part($"2026 {MonthDay(first)}", d => d == DateOnly.FromDateTime(first), true),
            4 => new Part($"week {first.Month}-53/2", d => Week(d) >= first.Month && (Week(d) + first.Month) % 2 == 0, true),
            _ => new Part("", _ => true, false),
        };

    private static readonly Gen<Part> GenTimes =
        from spans in Gen.Select(Gen.Int[0, 95], Gen.Int[1, 96]).Array[1, 3]
        from form in Gen.Int[0, 9]
        select form switch
        {
            0 => new Part("off", _ => false, false, IsOff: true) { Minutes = [(0, 2880)] },
            1 => new Part("24/7", _ => true, false) { Minutes = [(0, 1440)] },
            _ => new Part(string.Join(',', spans.Select(s => $"{Hour(s.Item1 * 15)}-{Hour((s.Item1 + s.Item2) * 15 % 1440)}")) + (form == 2 ? " off" : form == 3 ? " \"note, ; off\"" : ""), _ => true, false, IsOff: form == 2)
            {
                Minutes = [.. spans.Select(s => (s.Item1 * 15, (s.Item1 + s.Item2) * 15))],
            },
        };

    private static readonly Gen<Rule> GenRule =
        from dates in GenDates
        from days in GenDays
        from times in GenTimes
        from isAdditional in Gen.Int[0, 3].Select(x => x == 0)
        // After a comma, hours without days would be one more period of the rule before.
        select new Rule(dates, days, times, isAdditional && dates.Text + days.Text != "");

    [Fact]
    public void Every_quarter_of_an_hour_is_what_the_rules_say() =>
        Gen.Select(GenRule.Array[1, 5], Gen.Date[new(2025, 12, 20), new(2027, 1, 10)], Gen.Bool, Gen.Bool).Sample((rules, date, isLower, isSpaced) =>
        {
            var text = Text(rules, isSpaced);
            var hours = OsmHours.Read(isLower ? text.ToLowerInvariant() : text);
            if (hours is null)
            {
                throw new InvalidOperationException($"Not read: {text}");
            }

            var day = DateOnly.FromDateTime(date);
            for (var minute = 0; minute < 1440; minute += 15)
            {
                if (hours.IsOpenAt(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute)) != IsOpen(rules, day, minute))
                {
                    throw new InvalidOperationException($"{text} on {day:ddd yyyy-MM-dd} at {Hour(minute)}");
                }
            }

            if (hours.IsDated != rules.Any(r => r.Dates.IsDated || r.Days.IsDated))
            {
                throw new InvalidOperationException($"{text}: dated?");
            }

            // An ordinary Monday to Sunday without holidays; the week before it ends into it.
            if (!hours.IsDated)
            {
                var monday = new DateOnly(2026, 11, 16);
                for (var minute = 0; minute < 10080; minute += 15)
                {
                    var isOpen = hours.Week.Any(r => r.LowerBound <= minute && minute < r.UpperBound);
                    if (isOpen != IsOpen(rules, monday.AddDays(minute / 1440), minute % 1440))
                    {
                        throw new InvalidOperationException($"{text}: week at {minute}");
                    }
                }

                hours.Week.Zip(hours.Week.Skip(1)).Any(p => p.First.UpperBound >= p.Second.LowerBound).Should().BeFalse();
            }
        }, iter: 4000, threads: 1);

    [Fact]
    public void No_text_is_too_strange() =>
        Gen.String[Gen.Char["MoFrPHJul Decwk0123456789:-,;/[]\"– \0é"], 0, 40].Sample(text => OsmHours.Read(text)?.On(new(2026, 11, 24)), iter: 20_000, threads: 1);

    private static bool IsOpen(Rule[] rules, DateOnly day, int minute) => Starts(rules, day, minute) || Starts(rules, day.AddDays(-1), minute + 1440);

    // The last rule that has a word to say on the minute has it.
    private static bool Starts(Rule[] rules, DateOnly day, int minute)
    {
        var isOpen = false;
        foreach (var rule in rules.Where(r => r.Dates.Holds(day) && r.Days.Holds(day)))
        {
            var isNamed = rule.Times.Minutes.Any(m => m.From <= minute && minute < m.To);
            isOpen = rule.Times.IsOff ? isOpen && !isNamed : isNamed || (rule.IsAdditional && isOpen);
        }

        return isOpen;
    }

    private static string Text(Rule[] rules, bool isSpaced) => string.Concat(rules.Select((r, i) =>
        (i == 0 ? "" : r.IsAdditional ? "," : ";") + (isSpaced ? "  " : "")
        + string.Join(' ', new[] { r.Dates.Text, r.Days.Text, r.Times.Text }.Where(t => t != "").Select(t => isSpaced && !t.Contains('"') ? t.Replace(",", " , ").Replace("-", " - ") : t))));

    private static int Weekday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;

    private static int Week(DateOnly day) => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue));

    private static bool IsHoliday(DateOnly day) => PublicHolidays.Of(day.Year).Any(h => h.Day == day);

    private static string Month(DateTime day) => Months[day.Month - 1];

    private static string MonthDay(DateTime day) => $"{Month(day)} {day.Day:00}";

    private static string Hour(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static IEnumerable<int> Turns(int count, int from, int to) => Enumerable.Range(from, ((to - from + count) % count) + 1).Select(x => x % count);

    private static bool IsBetween(DateOnly day, DateTime from, DateTime to)
    {
        for (var at = new DateOnly(2024, from.Month, from.Day); ; at = at.AddDays(1) is { Year: 2024 } next ? next : new DateOnly(2024, 1, 1))
        {
            if ((at.Month, at.Day) == (day.Month, day.Day))
            {
                return true;
            }

            if ((at.Month, at.Day) == (to.Month, to.Day))
            {
                return false;
            }
        }
    }

    private sealed record Part(string Text, Func<DateOnly, bool> Holds, bool IsDated, bool IsOff = false)
    {
        public (int From, int To)[] Minutes { get; init; } = [];
    }

    private sealed record Rule(Part Dates, Part Days, Part Times, bool IsAdditional);
}
