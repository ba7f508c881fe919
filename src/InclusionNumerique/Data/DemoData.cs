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
        return await StoreAsync(db, (sites, seed) => Latest(visits, sites, seed, clock.GetUtcNow()), cancellation);
    }

    internal static async Task EnsureAsync(InclusionDb db, TimeProvider clock, int months, CancellationToken cancellation)
    {
        await EnsureAccountsAsync(db, cancellation);
        await StoreAsync(db, (sites, seed) => seed == 0 ? Recent(months, sites, clock.GetUtcNow()) : [], cancellation);
    }

    /// <summary>Every visit of the last months, and who waits now.</summary>
    internal static IEnumerable<Visit> Recent(int months, IReadOnlyList<Site> sites, DateTimeOffset now)
    {
        var made = new DemoDataVisits(sites, 0, now);
        var today = DateOnly.FromDateTime(now.ToParis());
        return Days(today.AddMonths(-months), today).SelectMany(made.On).Concat(made.Waiting());
    }

    /// <summary>Exactly that many visits, the last ones of the house; more than it could see since its opening make it denser.</summary>
    internal static IEnumerable<Visit> Latest(int visits, IReadOnlyList<Site> sites, int seed, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToParis());
        var opening = sites.Select(s => s.OpenedOn).DefaultIfEmpty(today).Min();
        var usual = Days(opening, today).Sum(new DemoDataVisits(sites, seed, now).CountOn);
        for (var density = Math.Max(1, (double)visits / Math.Max(1, usual)); usual > 0; density *= 1.02)
        {
            var made = new DemoDataVisits(sites, seed, now, density);
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

    // The rows present seed the new ones: a second load makes other visits, with other ids.
    private static async Task<int> StoreAsync(InclusionDb db, Func<IReadOnlyList<Site>, int, IEnumerable<Visit>> made, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LoadingLock})", cancellation);
        var sites = await db.Sites.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.Id).ToListAsync(cancellation);
        var present = await db.Visits.IgnoreQueryFilters().CountAsync(cancellation);
        if (present == 0 && !await db.Presets.AnyAsync(cancellation))
        {
            db.Presets.AddRange(Presets(sites.Select(s => s.Id)));
            await db.SaveChangesAsync(cancellation);
        }

        var stored = 0;
        foreach (var chunk in made(sites, present).Chunk(VisitsPerCopy))
        {
            await DemoDataCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), chunk, cancellation);
            stored += chunk.Length;
        }

        await transaction.CommitAsync(cancellation);
        if (stored > 0)
        {
            await db.Database.ExecuteSqlAsync($"VACUUM (ANALYZE) visits, sessions, requests", cancellation);
        }

        return stored;
    }
}
