using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>When and where somebody receives. The database functions opening_periods and free_slots are the one expansion of rules into days.</summary>
public sealed partial class OpeningQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>How far ahead free slots are looked for.</summary>
    public const int DaysAhead = 28;

    private const int FewMost = 500;

    private const string Slots = """
        SELECT f.site_id, f.mediator_id, min(f.starts_at) AS starts_at
        FROM (SELECT minutes, buffer_minutes FROM appointment_reasons WHERE is_active ORDER BY position, id LIMIT 1) r
        CROSS JOIN LATERAL free_slots({0}, {1}, r.minutes, r.buffer_minutes, NULL, NULL, {0}, NULL) f GROUP BY 1, 2
        """;

    /// <summary>Per site: who receives now and this week, and the next free slot of each. Presence said at the desk counts, also without an opening, and against one elsewhere.</summary>
    public async Task<DutyBoard> DutyAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("OpeningQueries.DutyAsync"))
        {
            return DutyBoard.Empty;
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var periods = await PeriodsAsync(db, today, OpeningTexts.MondayOf(today).AddDays(6), cancellation);
        var slots = await db.Database.SqlQueryRaw<SlotRow>(Slots, now, now.AddDays(DaysAhead)).ToListAsync(cancellation);
        var present = await db.Presences.AsNoTracking().Where(p => p.Day == today).ToListAsync(cancellation);
        var shut = await ClosuresOfAsync(db, now, now, cancellation);
        var names = await NamesAsync(db, [.. periods.Select(p => p.MediatorId), .. slots.Select(s => s.MediatorId), .. present.Select(p => p.ProfessionalId)], cancellation);
        var sites = await db.Sites.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.Id).Take(FewMost).ToListAsync(cancellation);
        return new DutyBoard(now, [.. sites.Select(site => new DutySite(
            site.Id,
            site.Name,
            site.ShortName,
            site.Address,
            site.Phone,
            ShutWhy(site, today, shut),
            OnDutyAt(site.Id, now, periods, present, names),
            [.. periods.Where(p => p.SiteId == site.Id && p.EndsAt > now).OrderBy(p => p.StartsAt).ThenBy(p => p.MediatorId)
                .Select(p => new DutyPeriod(p.MediatorId, names[p.MediatorId], p.Kind, p.Day, p.StartsAt, p.EndsAt, p.IsChanged))],
            [.. slots.Where(s => s.SiteId == site.Id).OrderBy(s => s.StartsAt).ThenBy(s => s.MediatorId).Select(s => new NextSlot(s.MediatorId, names[s.MediatorId], s.StartsAt))]))]);
    }

    private static List<OnDuty> OnDutyAt(int siteId, DateTimeOffset now, List<PeriodRow> periods, List<Queue.Presence> present, Dictionary<Guid, string> names)
    {
        var here = present.Where(p => p.SiteId == siteId && p.LeftAt is null).ToList();
        var planned = periods.Where(p => p.SiteId == siteId && p.StartsAt <= now && p.EndsAt > now).ToList();
        var said = here.Select(p => (p.Since, Who: new OnDuty(
            p.ProfessionalId,
            names[p.ProfessionalId],
            planned.Find(x => x.MediatorId == p.ProfessionalId)?.Kind,
            p.Until is { } until ? ParisTime.At(p.Day, until) : planned.Find(x => x.MediatorId == p.ProfessionalId)?.EndsAt,
            p.Place,
            IsPresent: true)));
        // Somebody who has said where they are today, or that they have left, is not where the rule has them.
        var promised = planned.Where(p => !present.Exists(x => x.ProfessionalId == p.MediatorId && (x.LeftAt is null || x.SiteId == siteId)))
            .Select(p => (p.StartsAt, new OnDuty(p.MediatorId, names[p.MediatorId], p.Kind, p.EndsAt, null, IsPresent: false)));
        return [.. said.Concat(promised).OrderBy(x => x.Item1).Select(x => x.Item2)];
    }

    private static string? ShutWhy(Site site, DateOnly day, List<Closure> closures) =>
        HolidayAt(site, day) ?? closures.FirstOrDefault(c => c.SiteId is null || c.SiteId == site.Id)?.Label;

    private static string? HolidayAt(Site site, DateOnly day) =>
        PublicHolidays.NameOf(day) is { } name && !(name == PublicHolidays.WhitMonday && site.IsOpenOnWhitMonday) ? name : null;

    private static Task<List<PeriodRow>> PeriodsAsync(InclusionDb db, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<PeriodRow>("SELECT * FROM opening_periods({0}, {1})", first, last).ToListAsync(cancellation);

    private static Task<List<Closure>> ClosuresOfAsync(InclusionDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        db.Closures.AsNoTracking().Where(c => c.StartsAt <= to && c.EndsAt > from).OrderBy(c => c.StartsAt).Take(FewMost).ToListAsync(cancellation);

    private static Task<Dictionary<Guid, string>> NamesAsync(InclusionDb db, IEnumerable<Guid> people, CancellationToken cancellation)
    {
        Guid[] ids = [.. people.Distinct()];
        return db.Users.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellation);
    }
}
