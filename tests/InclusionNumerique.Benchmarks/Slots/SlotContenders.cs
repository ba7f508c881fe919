using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Slots;

internal sealed record FoundSlot(int SiteId, Guid MediatorId, DateTimeOffset StartsAt);

/// <summary>Three ways to the first slots of each site; all three answer the same.</summary>
internal sealed class SlotContenders(IDbContextFactory<InclusionDb> factory, NpgsqlDataSource source, DateTimeOffset now)
{
    public const int Most = 8;

    private const string Search = """
        SELECT site_id, mediator_id, starts_at FROM (
            SELECT *, row_number() OVER (PARTITION BY site_id ORDER BY starts_at, mediator_id) AS rank FROM free_slots(@p0, @p1, @p2, @p3, NULL, NULL, @p0, NULL)) f
        WHERE rank <= 8 ORDER BY site_id, rank
        """;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>The product's own statement, through EF Core.</summary>
    public async Task<List<FoundSlot>> ProductAsync(DateTimeOffset last)
    {
        await using var db = await factory.CreateDbContextAsync();
        var found = await AppointmentQueries.FirstAsync(db, (now, last), SlotWorld.Minutes, SlotWorld.Buffer, null, null, now, CancellationToken.None);
        return [.. found.Where(f => f.StartsAt is not null).Select(f => new FoundSlot(f.SiteId, f.MediatorId!.Value, f.StartsAt!.Value))];
    }

    public Task<List<FoundSlot>> BareAsync(DateTimeOffset last) =>
        ReadAsync(Search, r => new FoundSlot(r.GetInt32(0), r.GetGuid(1), r.GetFieldValue<DateTimeOffset>(2)), now, last, SlotWorld.Minutes, SlotWorld.Buffer);

    /// <summary>Reads rules, absences, closures and appointments, then expands and subtracts here. Exceptions, of which this house has none, are read too.</summary>
    public async Task<List<FoundSlot>> InMemoryAsync(DateTimeOffset last)
    {
        var (first, end) = (DateOnly.FromDateTime(now.ToParis()), DateOnly.FromDateTime(last.ToParis()));
        var rules = await ReadAsync(
            "SELECT id, mediator_id, site_id, weekday, every_weeks, starts_at, ends_at, valid_from, coalesce(valid_to, 'infinity') FROM opening_rules WHERE kind = 2",
            r => (Id: r.GetGuid(0), Mediator: r.GetGuid(1), Site: r.GetInt32(2), Weekday: r.GetInt16(3), Every: r.GetInt16(4), Starts: r.GetFieldValue<TimeOnly>(5), Ends: r.GetFieldValue<TimeOnly>(6), From: r.GetFieldValue<DateOnly>(7), To: r.GetFieldValue<DateOnly>(8)));
        var exceptions = await ReadAsync("SELECT rule_id, day FROM opening_exceptions WHERE day BETWEEN @p0 AND @p1", r => (r.GetGuid(0), r.GetFieldValue<DateOnly>(1)), first, end);
        var shut = await ReadAsync("SELECT starts_at, ends_at FROM closures WHERE starts_at < @p1 AND ends_at > @p0", r => (r.GetFieldValue<DateTimeOffset>(0), r.GetFieldValue<DateTimeOffset>(1)), now, last);
        var taken = await ReadAsync(
            """
            SELECT mediator_id, starts_at, blocked_until FROM appointments
            WHERE starts_at > @p0 - interval '1 day' AND starts_at < @p1 AND blocked_until > @p0 AND (state IN (2, 3, 4, 5) OR (state = 1 AND held_until > @p0))
            UNION ALL SELECT mediator_id, starts_at, ends_at FROM absences WHERE starts_at < @p1 + interval '1 day' AND ends_at > @p0
            """,
            r => (Mediator: r.GetGuid(0), From: r.GetFieldValue<DateTimeOffset>(1), To: r.GetFieldValue<DateTimeOffset>(2)), now, last);
        if (exceptions.Count + shut.Count > 0)
        {
            throw new BenchmarkException("This contender knows no exceptions and closures: the synthetic house has none.");
        }

        var busy = taken.GroupBy(t => t.Mediator).ToDictionary(g => g.Key, g => g.OrderBy(t => t.From).Select(t => (t.From, t.To)).ToArray());
        var byWeekday = rules.ToLookup(r => r.Weekday);
        var found = new List<FoundSlot>();
        for (var day = first; day <= end; day = day.AddDays(1))
        {
            if (PublicHolidays.NameOf(day) is not null)
            {
                continue;
            }

            foreach (var rule in byWeekday[(short)((((int)day.DayOfWeek + 6) % 7) + 1)])
            {
                var weeks = (Monday(day).DayNumber - Monday(rule.From).DayNumber) / 7;
                if (day >= rule.From && day <= rule.To && weeks % rule.Every == 0)
                {
                    Subtract(rule.Site, rule.Mediator, ParisTime.At(day, rule.Starts), ParisTime.At(day, rule.Ends), busy.GetValueOrDefault(rule.Mediator, []), last, found);
                }
            }
        }

        return [.. found.GroupBy(f => f.SiteId).OrderBy(g => g.Key).SelectMany(g => g.OrderBy(f => f.StartsAt).ThenBy(f => f.MediatorId.ToString("N"), StringComparer.Ordinal).Take(Most))];
    }

    // The buffer may run over the end of an opening, not over somebody booked.
    private void Subtract(int site, Guid mediator, DateTimeOffset from, DateTimeOffset to, (DateTimeOffset From, DateTimeOffset To)[] busy, DateTimeOffset last, List<FoundSlot> found)
    {
        var (length, buffer) = (TimeSpan.FromMinutes(SlotWorld.Minutes), TimeSpan.FromMinutes(SlotWorld.Buffer));
        var at = Ceiling(from > now ? from : now);
        // The first that ends after the opening begins: none of them is longer than a leave of 50 hours.
        var i = Array.BinarySearch(busy, (from.AddHours(-51), DateTimeOffset.MinValue));
        i = i < 0 ? ~i : i;
        while (at + length <= to && at < last)
        {
            while (i < busy.Length && busy[i].To <= at)
            {
                i++;
            }

            if (i < busy.Length && busy[i].From < at + length + buffer)
            {
                at = Ceiling(busy[i].To);
                continue;
            }

            found.Add(new FoundSlot(site, mediator, at));
            at += Quarter;
        }
    }

    private static DateTimeOffset Ceiling(DateTimeOffset at) => new((at.UtcTicks + Quarter.Ticks - 1) / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var (i, value) in parameters.Index())
        {
            command.Parameters.Add(new NpgsqlParameter($"p{i}", value));
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
