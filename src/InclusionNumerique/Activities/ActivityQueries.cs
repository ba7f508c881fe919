using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using InclusionNumerique.Trainings;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Activities;

/// <summary>Work outside sessions: one's own week in detail, everybody's in sums.</summary>
public sealed partial class ActivityQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const int FewMost = 500;

    // Sessions follow each other in a chain: one block says how many, where twenty would hide the gaps.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>What the product knows of the actor's week.</summary>
    public async Task<MyWeek> WeekAsync(DateOnly monday, Actor actor, CancellationToken cancellation = default)
    {
        monday = OpeningTexts.MondayOf(monday);
        if (!actor.May("ActivityQueries.WeekAsync"))
        {
            return MyWeek.Empty(monday);
        }

        var (from, to) = (ParisTime.StartOf(monday), ParisTime.StartOf(monday.AddDays(7)));
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sites = await db.Sites.OrderBy(s => s.Id).Take(FewMost).Select(s => new Choice(s.Id, s.ShortName)).ToListAsync(cancellation);
        var names = sites.ToDictionary(s => s.Id, s => s.Label);
        List<WeekEntry> entries =
        [
            .. await ActivitiesAsync(db, actor, from, to, cancellation),
            .. await SessionsAsync(db, actor, from, to, cancellation),
            .. await AppointmentsAsync(db, actor, from, to, cancellation),
            .. await GroupsAsync(db, actor, from, to, cancellation),
        ];
        var openings = (await db.Database.SqlQueryRaw<PeriodRow>("SELECT * FROM opening_periods({0}, {1}) WHERE mediator_id = {2}", monday, monday.AddDays(6), actor.Id).ToListAsync(cancellation))
            .OrderBy(p => p.StartsAt).Select(p => new WeekOpening(names[p.SiteId], p.StartsAt, p.EndsAt)).ToList();
        var timer = await db.Activities.Where(a => a.ProfessionalId == actor.Id && a.EndedAt == null)
            .Select(a => new RunningTimer(a.Id, a.Type!.Label, a.Site!.ShortName, a.StartedAt)).SingleOrDefaultAsync(cancellation);
        return new MyWeek(
            monday,
            [.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(day => DayOf(day, entries, openings)).Where(d => d.Day.DayNumber < monday.DayNumber + 5 || d.Entries.Count + d.Openings.Count > 0)],
            timer,
            await TypesAsync(db, actor, cancellation),
            [.. sites.Where(s => actor.SiteIds.Contains(s.Id))]);
    }

    /// <summary>The actor's own time from the first to the last day, both included.</summary>
    public async Task<OwnTime> OwnTimeAsync(DateOnly first, DateOnly last, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ActivityQueries.OwnTimeAsync"))
        {
            return OwnTime.None;
        }

        var (from, to) = (ParisTime.StartOf(first), ParisTime.StartOf(last.AddDays(1)));
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = await db.Activities.Where(a => a.ProfessionalId == actor.Id && a.StartedAt >= from && a.StartedAt < to && a.EndedAt != null)
            .Select(a => new { Type = a.Type!.Label, Site = a.Site!.ShortName, a.StartedAt, EndedAt = a.EndedAt!.Value }).ToListAsync(cancellation);
        var received = await db.Sessions.Where(s => s.MediatorId == actor.Id && s.StartedAt >= from && s.StartedAt < to).SumAsync(s => s.Minutes, cancellation);
        var timed = rows.Select(r => (r.Type, r.Site, Minutes: (int)Math.Round((r.EndedAt - r.StartedAt).TotalMinutes))).ToList();
        return new OwnTime(Sum(timed, r => r.Type), Sum(timed, r => r.Site), timed.Sum(r => r.Minutes), received);

        static IReadOnlyList<TimeLine> Sum(List<(string Type, string Site, int Minutes)> rows, Func<(string Type, string Site, int Minutes), string> key) =>
            [.. rows.GroupBy(key).Select(g => new TimeLine(g.Key, g.Sum(r => r.Minutes))).OrderByDescending(l => l.Minutes).ThenBy(l => l.Label, StringComparer.Ordinal)];
    }

    private static ActivityDay DayOf(DateOnly day, List<WeekEntry> entries, List<WeekOpening> openings)
    {
        var (from, to) = (ParisTime.StartOf(day), ParisTime.StartOf(day.AddDays(1)));
        return new ActivityDay(
            day,
            PublicHolidays.NameOf(day),
            [.. entries.Where(e => e.StartsAt >= from && e.StartsAt < to).OrderBy(e => e.StartsAt).ThenBy(e => e.Kind)],
            [.. openings.Where(o => o.StartsAt >= from && o.StartsAt < to)]);
    }

    private async Task<List<WeekEntry>> ActivitiesAsync(InclusionDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await db.Activities.Where(a => a.ProfessionalId == actor.Id && a.StartedAt >= from && a.StartedAt < to).OrderBy(a => a.StartedAt).Take(FewMost)
            .Select(a => new WeekEntry(WeekEntryKind.Activity, a.Id, a.Type!.Label, a.Site!.ShortName, a.StartedAt, a.EndedAt ?? now, a.EndedAt == null, 1)
            {
                Activity = new(a.Version, a.TypeId, a.SiteId),
            }).ToListAsync(cancellation);
    }

    private static async Task<List<WeekEntry>> SessionsAsync(InclusionDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var sessions = await db.Sessions.Where(s => s.MediatorId == actor.Id && s.StartedAt >= from && s.StartedAt < to).OrderBy(s => s.StartedAt).Take(FewMost)
            .Select(s => new { s.StartedAt, s.Minutes, Site = s.Site!.ShortName }).ToListAsync(cancellation);
        var blocks = new List<WeekEntry>();
        foreach (var session in sessions)
        {
            var end = session.StartedAt.AddMinutes(session.Minutes);
            if (blocks.Count > 0 && blocks[^1] is { } last && last.Site == session.Site && session.StartedAt <= last.EndsAt + Pause)
            {
                blocks[^1] = last with { EndsAt = end > last.EndsAt ? end : last.EndsAt, Count = last.Count + 1 };
            }
            else
            {
                blocks.Add(new WeekEntry(WeekEntryKind.Sessions, Guid.Empty, "", session.Site, session.StartedAt, end));
            }
        }

        return [.. blocks.Select(b => b with { Label = b.Count == 1 ? "1 accompagnement" : $"{b.Count} accompagnements" })];
    }

    private static async Task<List<WeekEntry>> AppointmentsAsync(InclusionDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        await db.Appointments.Where(a => a.MediatorId == actor.Id && a.StartsAt >= from && a.StartsAt < to && (a.State == AppointmentState.Planned || a.State == AppointmentState.Arrived))
            .OrderBy(a => a.StartsAt).Take(FewMost)
            .Select(a => new WeekEntry(WeekEntryKind.Appointment, Guid.Empty, a.Reason!.Label, a.Site!.ShortName, a.StartsAt, a.EndsAt, false, 1)).ToListAsync(cancellation);

    private static async Task<List<WeekEntry>> GroupsAsync(InclusionDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
    [
        .. await db.TrainingParts.Where(p => p.StartsAt >= from && p.StartsAt < to)
            .Join(db.TrainingSessions.Where(s => s.State == TrainingState.Planned
                && (s.Trainers.Any(t => t.Id == actor.Id) || s.Registrations.Any(r => r.ProfessionalId == actor.Id && r.State == RegistrationState.Registered))), p => p.SessionId, s => s.Id, (p, s) => new { Part = p, Session = s })
            .OrderBy(x => x.Part.StartsAt).Take(FewMost)
            .Select(x => new WeekEntry(WeekEntryKind.Group, Guid.Empty, "Formation : " + x.Session.Module!.Name, x.Session.Site!.ShortName, x.Part.StartsAt, x.Part.EndsAt, false, 1)).ToListAsync(cancellation),
        .. await db.WorkshopSessions.Where(s => s.StartsAt >= from && s.StartsAt < to && s.State != WorkshopState.Cancelled && s.Mediators.Any(m => m.Id == actor.Id)).OrderBy(s => s.StartsAt).Take(FewMost)
            .Select(s => new WeekEntry(WeekEntryKind.Group, Guid.Empty, s.Title ?? s.Workshop!.Name, s.Site!.ShortName, s.StartsAt, s.EndsAt, false, 1)).ToListAsync(cancellation),
    ];

    private async Task<IReadOnlyList<Choice>> TypesAsync(InclusionDb db, Actor actor, CancellationToken cancellation)
    {
        // As the desk's tiles: an order that holds for a week, so that hands learn it.
        var monday = ParisTime.StartOf(OpeningTexts.MondayOf(clock.Today()));
        var uses = await db.Activities.Where(a => a.ProfessionalId == actor.Id && a.StartedAt >= monday.AddDays(-60) && a.StartedAt < monday)
            .GroupBy(a => a.TypeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var types = await db.ActivityTypes.Where(t => t.IsActive).OrderBy(t => t.Position).ThenBy(t => t.Id).Take(FewMost).Select(t => new Choice(t.Id, t.Label)).ToListAsync(cancellation);
        return [.. types.OrderByDescending(t => uses.GetValueOrDefault(t.Id))];
    }
}
