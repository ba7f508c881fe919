using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

public sealed partial class OpeningQueries
{
    // Half an hour past one o'clock makes no afternoon.
    private static readonly TimeSpan HalfDayLeast = TimeSpan.FromHours(1);

    /// <summary>Morning, afternoon.</summary>
    private static readonly bool[] Halves = [true, false];

    /// <summary>Sites by half-days: what takes place, what does not and why, and how many walk-in half-days lack against the promise.</summary>
    public async Task<OpeningWeekView> WeekAsync(DateOnly monday, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.WeekAsync"))
        {
            return OpeningWeekView.Empty;
        }

        monday = OpeningTexts.MondayOf(monday);
        var sunday = monday.AddDays(6);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var periods = await PeriodsAsync(db, monday, sunday, cancellation);
        var rules = await db.OpeningRules.AsNoTracking().Where(r => r.ValidFrom <= sunday && (r.ValidTo == null || r.ValidTo >= monday)).ToDictionaryAsync(r => r.Id, cancellation);
        var exceptions = await db.OpeningExceptions.AsNoTracking().Where(e => e.Day >= monday && e.Day <= sunday).ToDictionaryAsync(e => (e.RuleId, e.Day), cancellation);
        var closures = await ClosuresOfAsync(db, ParisTime.StartOf(monday), ParisTime.StartOf(monday.AddDays(7)), cancellation);
        var names = await NamesAsync(
            db, [.. periods.Select(p => p.MediatorId), .. rules.Values.Select(r => r.MediatorId), .. exceptions.Values.Select(e => e.MediatorId ?? Guid.Empty)], cancellation);
        var sites = await db.Sites.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.Id).Take(FewMost).ToListAsync(cancellation);

        var rows = rules.Values.ToDictionary(r => r.Id, r => new RuleRow(
            r.Id, r.Version, r.MediatorId, names[r.MediatorId], r.SiteId, sites.Find(s => s.Id == r.SiteId)?.ShortName ?? "", r.Kind, r.Weekday, r.EveryWeeks, r.StartsAt, r.EndsAt, r.ValidFrom, r.ValidTo));
        var shown = periods.Where(p => rows.ContainsKey(p.RuleId)).Select(p => new WeekPeriod(
            rows[p.RuleId], p.Day, p.SiteId, p.MediatorId, names[p.MediatorId], p.Kind, Local(p.StartsAt), Local(p.EndsAt), p.IsChanged, exceptions.GetValueOrDefault((p.RuleId, p.Day))?.Note, null)).ToList();
        var taken = shown.Select(s => (s.Rule.Id, s.Day)).ToHashSet();
        shown.AddRange(
            from rule in rules.Values
            from offset in Enumerable.Range(0, 7)
            let day = monday.AddDays(offset)
            where rule.HoldsOn(day) && !taken.Contains((rule.Id, day))
            let exception = exceptions.GetValueOrDefault((rule.Id, day))
            select Lost(rows[rule.Id], exception, day, names));

        var days = Enumerable.Range(0, 7).Select(monday.AddDays).Where(day => OpeningTexts.IsoWeekday(day) <= 5 || shown.Exists(s => s.Day == day)).ToList();
        return new OpeningWeekView(monday, [.. days.Select(d => new WeekDay(d, PublicHolidays.NameOf(d)))], [.. sites.Select(site => SiteWeek(site, days, shown.Where(s => s.SiteId == site.Id), closures))]);
    }

    private static WeekPeriod Lost(RuleRow rule, OpeningException? exception, DateOnly day, Dictionary<Guid, string> names)
    {
        var mediator = exception?.MediatorId ?? rule.MediatorId;
        return new WeekPeriod(
            rule, day, exception?.SiteId ?? rule.SiteId, mediator, names.GetValueOrDefault(mediator, ""), rule.Kind, exception?.StartsAt ?? rule.StartsAt, exception?.EndsAt ?? rule.EndsAt, exception is not null, exception?.Note,
            exception?.IsCancelled == true ? "annulée" : "absence");
    }

    private static WeekSite SiteWeek(Site site, List<DateOnly> days, IEnumerable<WeekPeriod> periods, List<Closure> closures)
    {
        var all = periods.OrderBy(p => p.StartsAt).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        List<HalfDay> halves = [.. days.SelectMany(day => Halves.Select(isMorning =>
        {
            var shut = HolidayAt(site, day) ?? ClosureAt(site.Id, day, isMorning, closures);
            return new HalfDay(day, isMorning, shut, [.. all.Where(p => p.Day == day && IsIn(p, isMorning)).Select(p => p.LostWhy == "absence" && shut is not null ? p with { LostWhy = "fermeture" } : p)]);
        }))];
        return new WeekSite(site.Id, site.ShortName, halves.Count(h => h.Periods.Any(p => p.LostWhy is null && p.Kind == OpeningKind.WalkIn)), site.PromisedHalfDays, halves);
    }

    /// <summary>A period belongs to the half-day in which it spends an hour, or all of its time.</summary>
    private static bool IsIn(WeekPeriod period, bool isMorning)
    {
        var (morning, afternoon) = (
            (period.EndsAt < OpeningTexts.Noon ? period.EndsAt : OpeningTexts.Noon).ToTimeSpan() - period.StartsAt.ToTimeSpan(),
            period.EndsAt.ToTimeSpan() - (period.StartsAt > OpeningTexts.Noon ? period.StartsAt : OpeningTexts.Noon).ToTimeSpan());
        var (here, other) = isMorning ? (morning, afternoon) : (afternoon, morning);
        return here >= HalfDayLeast || (here > TimeSpan.Zero && other < HalfDayLeast && (here > other || (here == other && isMorning)));
    }

    private static string? ClosureAt(int siteId, DateOnly day, bool isMorning, List<Closure> closures)
    {
        var (from, to) = isMorning ? (OpeningRule.Earliest, OpeningTexts.Noon) : (OpeningTexts.Noon, OpeningRule.Latest);
        var (start, end) = (ParisTime.At(day, from), ParisTime.At(day, to));
        return closures.Find(c => (c.SiteId is null || c.SiteId == siteId) && c.StartsAt < end && c.EndsAt > start)?.Label;
    }

    private static TimeOnly Local(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToParis());
}
