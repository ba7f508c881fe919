using InclusionNumerique.Sites;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Data;

/// <summary>Visibly fictitious accounts, presets and visits, calibrated to the evaluation report.</summary>
public static partial class DemoData
{
    private const int Months = 18;

    // Two processes that start on one empty database must not both fill it.
    private const long LoadingLock = 0x64656D6F;

    // Keeps the memory of a large load flat.
    private const int VisitsPerCopy = 5_000;

    private const int OrientationsPerMonth = 36;

    /// <summary>Makes the accounts, and 18 months of visits up to now, of a database that has none.</summary>
    public static Task EnsureAsync(InclusionDb db, TimeProvider clock, CancellationToken cancellation = default) =>
        EnsureAsync(db, clock, Months, cancellation);

    /// <summary>Adds that many visits of the last days or years, and returns how many: none in a house that has accounts of its own.</summary>
    public static async Task<int> LoadAsync(InclusionDb db, int visits, TimeProvider clock, CancellationToken cancellation = default)
    {
        if (await db.Users.AnyAsync(p => !p.Email!.EndsWith(EmailDomain), cancellation))
        {
            return 0;
        }

        await EnsureAccountsAsync(db, cancellation);
        return await StoreAsync(db, (house, seed) => Latest(visits, house, seed, clock.GetUtcNow()), clock.GetUtcNow(), null, cancellation);
    }

    internal static async Task EnsureAsync(InclusionDb db, TimeProvider clock, int months, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await EnsureAccountsAsync(db, cancellation);
        await StoreAsync(db, (house, seed) => seed == 0 ? Recent(months, house, now) : [], now, months, cancellation);
    }

    /// <summary>Every visit of the last months, and who waits now.</summary>
    internal static IEnumerable<Visit> Recent(int months, DemoDataHouse house, DateTimeOffset now)
    {
        var made = new DemoDataVisits(house, 0, now);
        var files = new DemoDataFiles(house.Sites, now);
        var today = DateOnly.FromDateTime(now.ToParis());
        return Days(today.AddMonths(-months), today).SelectMany(day => files.Link(day == today ? made.Today() : made.On(day), day));
    }

    /// <summary>Exactly that many visits, the last ones of the house; more than it could see since its opening make it denser.</summary>
    internal static IEnumerable<Visit> Latest(int visits, DemoDataHouse house, int seed, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToParis());
        var opening = house.Sites.Select(s => s.OpenedOn).DefaultIfEmpty(today).Min();
        var usual = Days(opening, today).Sum(new DemoDataVisits(house, seed, now).CountOn);
        for (var density = Math.Max(1, (double)visits / Math.Max(1, usual)); usual > 0; density *= 1.02)
        {
            var made = new DemoDataVisits(house, seed, now, density);
            var missing = visits;
            for (var day = today; day >= opening; day = day.AddDays(-1))
            {
                missing -= made.CountOn(day);
                if (missing <= 0)
                {
                    return Days(day, today).SelectMany(made.On).Skip(-missing);
                }
            }
        }

        return [];
    }

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last) =>
        Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays);

    // The rows present seed the new ones: a second load makes other visits, with other ids. With months the house gets its files, desks and appointments too.
    private static async Task<int> StoreAsync(
        InclusionDb db, Func<DemoDataHouse, int, IEnumerable<Visit>> made, DateTimeOffset now, int? months, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LoadingLock})", cancellation);
        var house = await DemoDataHouse.ReadAsync(db, cancellation);
        var present = await db.Visits.IgnoreQueryFilters().CountAsync(cancellation);
        if (present == 0)
        {
            await AddOpeningsAsync(db, house.Sites, now, months ?? Months, cancellation);
            await AddDeskAsync(db, house.Sites, months is null ? null : now, cancellation);
        }

        var stored = 0;
        var met = new List<Visit>();
        foreach (var chunk in made(house, present).Chunk(VisitsPerCopy))
        {
            await DemoDataCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), chunk, cancellation);
            stored += chunk.Length;
            met.AddRange(months is null ? [] : chunk.Where(v => v.Origin == Origin.Appointment));
        }

        if (months is not null)
        {
            await DemoDataPartners.AddAsync(db, now, cancellation);
            await DemoDataMemos.AddAsync(db, now, cancellation);
            await DemoDataNewsletters.AddAsync(db, now, cancellation);
            await DemoDataReports.AddAsync(db, now, cancellation);
        }

        if (present == 0 && months is not null)
        {
            await AddAppointmentsAsync(db, met, now, cancellation);
            await AddOrientationsAsync(db, house.Sites, now, months.Value, cancellation);
            await DemoDataTrainings.AddAsync(db, now, cancellation);
            await DemoDataSurveyRows.AddAsync(db, now, cancellation);
            await DemoDataWorkshops.AddAsync(db, house.Sites, now, cancellation);
            await DemoDataWeek.AddAsync(db, house.Sites, now, months.Value, cancellation);
            await DemoDataInventory.AddAsync(db, house.Sites, now, months.Value, cancellation);
        }

        await DemoDataHouse.CountNumbersAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        if (stored > 0)
        {
            await db.Database.ExecuteSqlAsync($"VACUUM (ANALYZE) visits, sessions, requests, triages, appointments", cancellation);
        }

        return stored;
    }

    // What is there before the first visit: presets, and with a start the files and who is at the desks then.
    private static async Task AddDeskAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset? start, CancellationToken cancellation)
    {
        if (!await db.Presets.AnyAsync(cancellation))
        {
            db.Presets.AddRange(Presets(sites.Select(s => s.Id)));
        }

        if (start is { } now && !await db.Visitors.IgnoreQueryFilters().AnyAsync(cancellation))
        {
            var files = new DemoDataFiles(sites, now);
            var grid = await db.AssessmentGrids.AsNoTracking().Include(g => g.Questions).OrderByDescending(g => g.Id).FirstAsync(cancellation);
            db.Visitors.AddRange(files.Visitors);
            db.Assessments.AddRange(files.Assessments(grid));
            db.FollowUps.AddRange(DemoDataFollowUps.Of(files, DateOnly.FromDateTime(now.ToParis())));
            db.RightsCheckups.AddRange(DemoDataFollowUps.CheckupsOf(files));
            db.Presences.AddRange(DemoDataToday.Presences(sites, now));
            db.WorkstationUses.AddRange(DemoDataToday.Uses(sites, await db.Workstations.AsNoTracking().ToListAsync(cancellation), now));
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static async Task AddOpeningsAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset now, int months, CancellationToken cancellation)
    {
        if (!await db.OpeningRules.AnyAsync(cancellation))
        {
            var openings = new DemoDataOpenings(sites, DateOnly.FromDateTime(now.ToParis()));
            db.OpeningRules.AddRange(openings.Rules);
            db.OpeningExceptions.AddRange(openings.Exceptions());
            db.Absences.AddRange(openings.Absences(months));
            db.Closures.AddRange(openings.Closures());
        }

        await DemoDataOpenings.AddAddressesAsync(db, cancellation);
    }

    private static async Task AddOrientationsAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset now, int months, CancellationToken cancellation)
    {
        if (await db.Orientations.AnyAsync(cancellation))
        {
            return;
        }

        var people = await db.Users.AsNoTracking().Include(p => p.Sites).Where(p => p.Email!.EndsWith(EmailDomain)).OrderBy(p => p.Id).ToListAsync(cancellation);
        var partners = await db.Partners.Where(p => !p.IsHidden).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
        var made = new DemoDataOrientations(sites, people, partners, now);
        db.Orientations.AddRange(made.Of(OrientationsPerMonth * months, months));
        await db.SaveChangesAsync(cancellation);
        db.OrientationSteps.AddRange(made.Steps);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    // After the visits that they led to, and within the openings as the database understands them.
    private static async Task AddAppointmentsAsync(InclusionDb db, List<Visit> met, DateTimeOffset now, CancellationToken cancellation)
    {
        var reasons = await db.AppointmentReasons.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.Position).ToListAsync(cancellation);
        if (reasons.Count == 0 || await db.Appointments.AnyAsync(cancellation))
        {
            return;
        }

        var files = await db.Visitors.AsNoTracking().OrderBy(v => v.Id).ToListAsync(cancellation);
        var first = DateOnly.FromDateTime(now.ToParis());
        var periods = await db.Database.SqlQuery<DemoOpening>(
            $"""
            SELECT mediator_id, site_id, starts_at, ends_at FROM opening_periods({first}, {first.AddDays(DemoDataComing.Days)})
            WHERE kind = 2 ORDER BY starts_at, mediator_id
            """).ToListAsync(cancellation);
        var past = new DemoDataAppointments(reasons, now).Of(met);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await DemoDataAppointmentCopy.WriteAsync(connection, past, cancellation);
        await DemoDataAppointmentCopy.WriteAsync(connection, new DemoDataComing(reasons, files, now).Within(periods, past), cancellation);
    }
}
