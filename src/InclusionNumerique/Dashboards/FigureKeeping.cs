using System.Data;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Dashboards;

/// <summary>A kept count that is not what the visits say.</summary>
/// <param name="Grain">1: of a day; 2: of a month; 3: of a month by district.</param>
/// <param name="Kept">Null: missing.</param>
/// <param name="True">Null: there should be none.</param>
/// <param name="DistrictId">Of a month counted by district; 0: not said.</param>
public sealed record FigureFault(int Grain, int SiteId, DateOnly Start, int Dimension, int Key, long? Kept, long? True, int? DistrictId = null);

/// <summary>Keeps the counts that the figures are read from (decision 26). Figures are exact whether it has run or not: it only makes them quick.</summary>
public sealed class FigureKeeping(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Days of a site counted in one transaction: a month of six sites.</summary>
    private const int AtOnce = 186;

    /// <summary>Months of a site counted by district in one transaction.</summary>
    private const int MonthsAtOnce = 6;

    private const string MarkAll = """
        INSERT INTO stale_days SELECT site_id, day FROM figure_days('-infinity', 'infinity') UNION SELECT site_id, start FROM figure_counts WHERE grain = 1
        """;

    private const string Months = """
        SELECT month::date AS "Value" FROM (
            SELECT min(day) AS first, max(day) AS last FROM (
                SELECT day FROM figure_days('-infinity', 'infinity') UNION ALL SELECT start FROM figure_counts) AS days) AS span,
            generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') AS month
        """;

    // First of the month. Days that are marked are not kept yet, nor is their month.
    private const string Faults = """
        WITH stale AS (SELECT DISTINCT site_id, day FROM stale_days WHERE day >= {0} AND day < {0} + interval '1 month'),
        days AS (SELECT site_id, day FROM figure_days({0}, ({0} + interval '1 month')::date) EXCEPT SELECT site_id, day FROM stale),
        truth AS MATERIALIZED (
            SELECT f.* FROM (SELECT array_agg(site_id) AS sites, array_agg(day) AS days FROM days) AS asked CROSS JOIN LATERAL figure_facts(asked.sites, asked.days) AS f),
        kept AS (
            SELECT c.site_id, c.start AS day, c.dimension, c.key, c.n::bigint FROM figure_counts c
            WHERE c.grain = 1 AND c.start >= {0} AND c.start < {0} + interval '1 month' AND NOT EXISTS (SELECT FROM stale WHERE stale.site_id = c.site_id AND stale.day = c.start)),
        true_month AS (
            SELECT site_id, dimension, key, sum(n)::bigint AS n FROM truth WHERE NOT EXISTS (SELECT FROM stale WHERE stale.site_id = truth.site_id) GROUP BY site_id, dimension, key),
        kept_month AS (
            SELECT c.site_id, c.dimension, c.key, c.n::bigint FROM figure_counts c
            WHERE c.grain = 2 AND c.start = {0} AND NOT EXISTS (SELECT FROM stale WHERE stale.site_id = c.site_id)),
        kept_district AS (
            SELECT c.site_id, c.district_id, c.dimension, c.key, c.n::bigint FROM district_counts c
            WHERE c.start = {0} AND NOT EXISTS (SELECT FROM stale WHERE stale.site_id = c.site_id)),
        true_district AS (
            SELECT f.site_id, f.district_id, f.dimension, f.key, sum(f.n)::bigint AS n
            FROM (
                SELECT array_agg(s.site_id) AS sites, array_agg(day::date) AS days
                FROM (SELECT DISTINCT site_id FROM kept_district) AS s, generate_series({0}::timestamp, {0} + interval '1 month' - interval '1 day', interval '1 day') AS day) AS asked
            CROSS JOIN LATERAL figure_facts(asked.sites, asked.days, ARRAY(SELECT id FROM districts) || 0) AS f GROUP BY 1, 2, 3, 4)
        SELECT 1 AS grain, site_id, day AS start, dimension::int AS dimension, key, kept.n AS kept, truth.n AS "true", NULL::int AS district_id
        FROM kept FULL JOIN truth USING (site_id, day, dimension, key) WHERE kept.n IS DISTINCT FROM truth.n
        UNION ALL
        SELECT 2, site_id, {0}, dimension::int, key, kept_month.n, true_month.n, NULL
        FROM kept_month FULL JOIN true_month USING (site_id, dimension, key) WHERE kept_month.n IS DISTINCT FROM true_month.n
        UNION ALL
        SELECT 3, site_id, {0}, dimension::int, key, kept_district.n, true_district.n, district_id
        FROM kept_district FULL JOIN true_district USING (site_id, district_id, dimension, key) WHERE kept_district.n IS DISTINCT FROM true_district.n
        """;

    /// <summary>Counts what has changed, the latest days first.</summary>
    /// <returns>How many days of sites.</returns>
    public async Task<int> FoldAsync(IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        for (var all = 0; ;)
        {
            var folded = await CountAsync(db, $"SELECT fold_figures({AtOnce}) AS \"Value\"", cancellation);
            all += folded;
            progress?.Report(all);
            if (folded < AtOnce)
            {
                await FoldDistrictsAsync(db, cancellation);
                return all;
            }
        }
    }

    /// <summary>Counts everything anew. Broken off, it goes on with the next <see cref="FoldAsync"/>; the figures stay exact all the while.</summary>
    public async Task<int> RebuildAsync(IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        await using (var db = await factory.CreateDbContextAsync(cancellation))
        {
            db.Database.SetCommandTimeout(0);
            await db.Database.ExecuteSqlRawAsync(MarkAll, cancellation);
        }

        return await FoldAsync(progress, cancellation);
    }

    /// <summary>Every count that is kept against the rows it was counted from.</summary>
    /// <param name="most">Of the faults; more are not told.</param>
    public async Task<IReadOnlyList<FigureFault>> CheckAsync(int most = 100, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(0);
        List<FigureFault> faults = [];
        foreach (var month in await db.Database.SqlQueryRaw<DateOnly>(Months).ToListAsync(cancellation))
        {
            faults.AddRange(await db.Database.SqlQueryRaw<FigureFault>(Faults, month).ToListAsync(cancellation));
            if (faults.Count >= most)
            {
                break;
            }
        }

        return [.. faults.Take(most)];
    }

    private async Task FoldDistrictsAsync(InclusionDb db, CancellationToken cancellation)
    {
        while (await CountAsync(db, $"SELECT fold_districts({MonthsAtOnce}, {clock.Today()}) AS \"Value\"", cancellation) == MonthsAtOnce)
        {
        }
    }

    private static async Task<int> CountAsync(InclusionDb db, FormattableString count, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(0);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        try
        {
            var counted = await db.Database.SqlQuery<int>(count).SingleAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return counted;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            // Another process counts the same days.
            return 0;
        }
    }
}
