using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>What a mediator's private link gives: their appointments and half-days, without a word on anybody. The secret of the link is the right.</summary>
public sealed class MediatorCalendar(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int DaysBack = 30;
    public const int DaysAhead = 365;

    private static readonly AppointmentState[] Kept = [AppointmentState.Planned, AppointmentState.Arrived, AppointmentState.InProgress, AppointmentState.Kept];

    private static readonly AppointmentState[] Cancelled = [AppointmentState.CancelledByPerson, AppointmentState.CancelledByService];

    /// <summary>The iCalendar text; null for a link that is unknown or has ended.</summary>
    public async Task<string?> ReadAsync(string? secret, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(secret) is not { } hash)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var mediator = await (
            from f in db.CalendarFeeds
            join p in db.Users on f.MediatorId equals p.Id
            where f.TokenHash == hash && p.DisabledAt == null
            select new { p.Id, p.Roles }).SingleOrDefaultAsync(cancellation);
        if (mediator is null || !mediator.Roles.Contains(Role.Mediator))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var (first, last) = (clock.Today().AddDays(-DaysBack), clock.Today().AddDays(DaysAhead));
        var sites = await db.Sites.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellation);
        var calendar = AppointmentCalendar.Empty(ParisTime.StartOf(first));
        calendar.Properties.Add(new CalendarProperty("X-WR-CALNAME", "Inclusion Numérique"));
        calendar.Properties.Add(new CalendarProperty("X-PUBLISHED-TTL", "PT15M"));
        await AddAppointmentsAsync(db, calendar, mediator.Id, first, last, sites, now, cancellation);
        await AddOpeningsAsync(db, calendar, mediator.Id, first, last, sites, now, cancellation);
        return AppointmentCalendar.Write(calendar);
    }

    private static async Task AddAppointmentsAsync(
        InclusionDb db, Calendar calendar, Guid mediatorId, DateOnly first, DateOnly last, Dictionary<int, Site> sites, DateTimeOffset now, CancellationToken cancellation)
    {
        var (from, to) = (ParisTime.StartOf(first), ParisTime.StartOf(last.AddDays(1)));
        var appointments = await db.Appointments.AsNoTracking()
            .Where(a => a.MediatorId == mediatorId && a.StartsAt >= from && a.StartsAt < to && (Kept.Contains(a.State) || Cancelled.Contains(a.State)))
            // A cancellation is told for thirty days: diaries that look once a month learn it too.
            .Where(a => !Cancelled.Contains(a.State) || a.Steps.Any(s => s.State == a.State && s.At >= from))
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(cancellation);
        foreach (var appointment in appointments)
        {
            var entry = AppointmentCalendar.Entry(appointment, sites[appointment.SiteId], now);
            entry.Status = Cancelled.Contains(appointment.State) ? EventStatus.Cancelled : EventStatus.Confirmed;
            calendar.Events.Add(entry);
        }
    }

    // A rule is one entry that repeats, less the days on which it is not as it says; what really is on those days are entries of their own.
    private static async Task AddOpeningsAsync(
        InclusionDb db, Calendar calendar, Guid mediatorId, DateOnly first, DateOnly last, Dictionary<int, Site> sites, DateTimeOffset now, CancellationToken cancellation)
    {
        var pieces = await db.Database.SqlQuery<Piece>(
            $"SELECT rule_id, site_id, kind, day, starts_at, ends_at FROM opening_periods({first}, {last}) WHERE mediator_id = {mediatorId} ORDER BY rule_id, starts_at").ToListAsync(cancellation);
        var ruleIds = pieces.Select(p => p.RuleId).Distinct().ToList();
        var rules = await db.OpeningRules.AsNoTracking().Where(r => r.MediatorId == mediatorId && ruleIds.Contains(r.Id)).ToListAsync(cancellation);
        var single = pieces.ToLookup(p => (p.RuleId, p.Day));
        foreach (var rule in rules)
        {
            var days = DaysOf(rule, first, last).ToList();
            var usual = days.Where(day => single[(rule.Id, day)].ToList() is [var only] && only.IsAsUsual(rule)).ToHashSet();
            if (usual.Count > 0)
            {
                calendar.Events.Add(Repeated(rule, days, usual, sites[rule.SiteId], now));
                pieces.RemoveAll(p => p.RuleId == rule.Id && usual.Contains(p.Day));
            }
        }

        foreach (var piece in pieces)
        {
            var entry = Opening((OpeningKind)piece.Kind, piece.StartsAt, piece.EndsAt, sites[piece.SiteId], now);
            entry.Uid = $"{piece.RuleId}-{piece.StartsAt.UtcDateTime:yyyyMMddHHmm}@inclusion-numerique";
            calendar.Events.Add(entry);
        }
    }

    private static CalendarEvent Repeated(OpeningRule rule, List<DateOnly> days, HashSet<DateOnly> usual, Site site, DateTimeOffset now)
    {
        var entry = Opening(rule.Kind, ParisTime.At(days[0], rule.StartsAt), ParisTime.At(days[0], rule.EndsAt), site, now);
        entry.Uid = $"{rule.Id}@inclusion-numerique";
        entry.RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly, rule.EveryWeeks)
        {
            ByDay = [new WeekDay((DayOfWeek)(rule.Weekday % 7))],
            FirstDayOfWeek = DayOfWeek.Monday,
            Until = AppointmentCalendar.Utc(ParisTime.At(days[^1], rule.StartsAt)),
        };
        entry.ExceptionDates.AddRange(days.Where(day => !usual.Contains(day)).Select(day => AppointmentCalendar.Local(ParisTime.At(day, rule.StartsAt))));
        return entry;
    }

    // Half-days take no time from a diary: an appointment may still be put into them.
    private static CalendarEvent Opening(OpeningKind kind, DateTimeOffset starts, DateTimeOffset ends, Site site, DateTimeOffset now) => new()
    {
        DtStamp = AppointmentCalendar.Utc(now),
        Start = AppointmentCalendar.Local(starts),
        End = AppointmentCalendar.Local(ends),
        Summary = $"{(kind == OpeningKind.WalkIn ? "Accès libre" : "Sur rendez-vous")} – {MessageTexts.SingleLine(site.ShortName)}",
        Location = AppointmentCalendar.Place(site),
        Transparency = TransparencyType.Transparent,
    };

    // As opening_periods counts them: every so many ISO weeks, from the week of the first day.
    private static IEnumerable<DateOnly> DaysOf(OpeningRule rule, DateOnly first, DateOnly last)
    {
        var day = MondayOf(rule.ValidFrom).AddDays(rule.Weekday - 1);
        for (; day <= last && (rule.ValidTo is not { } end || day <= end); day = day.AddDays(7 * rule.EveryWeeks))
        {
            if (day >= first && day >= rule.ValidFrom)
            {
                yield return day;
            }
        }
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private sealed record Piece(Guid RuleId, int SiteId, short Kind, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
    {
        public bool IsAsUsual(OpeningRule rule) =>
            SiteId == rule.SiteId && StartsAt == ParisTime.At(Day, rule.StartsAt) && EndsAt == ParisTime.At(Day, rule.EndsAt);
    }
}
